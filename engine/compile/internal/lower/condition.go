package lower

import (
	"slices"

	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/compile/internal/types"
	"github.com/passant-go/passant/engine/plan"
)

// condition adds a condition to an object.
func (e lowering) condition(o *plan.Object, p *plan.Field, m *types.Members, cond types.Condition, path []string) {
	find := func(name string) int {
		i := slices.IndexFunc(m.Fields, func(f *types.Field) bool { return f.Name == name })
		if i < 0 {
			e.Add(cond.At, source.Suggest(name, m.Names()), "the condition names no field beside it: %s", name)
		}
		return i
	}
	target := find(cond.Name)
	if target < 0 {
		return
	}
	var when []plan.Clause
	present := map[string]int{} // by which if clause
	for _, one := range cond.When {
		i := find(one.Name)
		if i < 0 {
			return
		}
		decides := m.Fields[i]
		clause := plan.Clause{Field: i, Absent: one.Absent}
		switch {
		case one.Is == nil:
			if _, known := present[one.Name]; !known && !one.Absent {
				present[one.Name] = one.Nth
			}
		case !decides.Required && (present[one.Name] == 0 || present[one.Name] == one.Nth):
			e.Unsupported(cond.At, "write "+one.Name+"!:, or if "+one.Name+" != _|_ before it", "%s must be required for a condition on its value", one.Name)
			return
		case !one.Comparable(decides.Type.Kinds):
			e.Unsupported(cond.At, "compare texts with texts, numbers with numbers", "%s may be of a kind that cannot be compared like this", one.Name)
			return
		case one.Literal() != nil && types.Disjoint(*one.Is, decides.Type):
			e.Add(one.At, decides.Type.Alike(*one.Literal()), "%s is never %s", one.Name, source.AppendLiteral(nil, *one.Literal()))
			return
		default:
			for _, k := range types.AssignKinds(*one.Is, 0, cond.At) {
				k.Failure = new(k.Told)
				clause.Checks = append(clause.Checks, k.Check)
			}
		}
		when = append(when, clause)
	}
	f := &o.Fields[target]
	if cond.Required && !e.header && !e.again {
		f.Missing = plan.Nothing(e.reads.Missing)
	}
	failure := e.failure(f, plain(cond.Rule, cond.At), contractOnly)
	if first := cond.When[0]; len(when) == 1 && cond.Required && cond.Then == nil && (first.Is == nil || first.Literal() != nil) {
		o.Conditions = append(o.Conditions, plan.Condition{
			If: when[0].Field, Equals: first.Literal(), Present: first.Is == nil && !first.Absent, Require: target, Inferred: cond.Inferred, Failure: failure,
		})
		return
	}
	branch := plan.Consequence{When: when, Field: target, Inferred: cond.Inferred}
	if cond.Required {
		branch.Required = failure
	}
	if cond.Then != nil {
		if slices.ContainsFunc(cond.When, func(one types.Clause) bool { return one.Name == cond.Name }) {
			e.Unsupported(cond.At, "write it without the condition", "a condition about %s that says what %s is: to CUE it no longer holds once it fails", cond.Name, cond.Name)
		}
		e.checkAgain(f, m.Fields[target].Type, cond.At)
		branch.Type = e.branch(f, *cond.Then, cond.At, append(slices.Clip(path), cond.Name))
	}
	o.Consequences = append(o.Consequences, branch)
}

// branch is the type that a member has where a condition holds.
func (e lowering) branch(p *plan.Field, t types.Type, at token.Pos, path []string) *plan.Type {
	e.again, e.rereads = true, e.rereads+1
	e.checkAgain(p, t, at)
	return e.inner(p, t, at, path)
}
