package lower

import (
	"maps"
	"strings"

	"cuelang.org/go/cue/ast"

	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/compile/internal/types"
	"github.com/passant-go/passant/engine/plan"
)

// recur makes out the type of a value that is as another that it is in.
func (e lowering) recur(out *plan.Type, p *plan.Field, t types.Type, path []string) {
	key := recursion{t.Recurs, e.InBody, e.again, e.tried}
	if rereads, inside := e.inside[t.Recurs]; inside && e.rereads > rereads {
		e.Add(t.Position(), "name it in a member that nothing else describes", "a type that contains itself in what is tried, or described twice, is not supported")
		return
	}
	index, known := e.recursions[key]
	if !known {
		if _, inside := e.inside[t.Recurs]; !inside {
			e.inside = maps.Clone(e.inside)
			e.inside[t.Recurs] = e.rereads
		}
		index = len(e.plan.Types)
		e.recursions[key] = index
		e.plan.Types = append(e.plan.Types, plan.Type{})
		whole := e.Known(t.Recurs)
		if name, _, _ := ast.LabelName(t.Recurs.Label); strings.Contains(name, "#") {
			whole = e.Close(whole)
		}
		e.plan.Types[index] = e.typeOf(p, nil, whole, t.Position(), path)
	}
	out.Again = index + 1
	k := types.NewCheck(plan.As, source.AnyKind&^plan.KindNull, "type", t.Position())
	out.Checks = append(out.Checks, plan.Check{Op: plan.As, On: k.On, Limit: index, Failure: new(plan.Failure)})
}

// A recursion is a declaration that contains itself, in one of the ways in which types are compiled.
type recursion struct {
	declaration          *ast.Field
	inBody, again, tried bool
}
