package lower

import (
	"github.com/passant-go/passant/engine/compile/internal/types"
	"github.com/passant-go/passant/engine/plan"
)

// examine gives k what it needs to look into a value: types to try, and whether to try them on its normal form.
func (e lowering) examine(p *plan.Field, k *types.Check, path []string) {
	e.checkTrial(p, *k)
	sized := (k.Op == plan.MinItems || k.Op == plan.MaxItems) && k.On&plan.KindObject != 0
	if k.Subschemas == nil && !sized && k.Op != plan.Unique && k.Op != plan.Delegated && k.Op != plan.Call {
		return
	}
	if !e.onlyJSON() && k.On&(plan.KindList|plan.KindObject) != 0 {
		what, hint := "what looks into a list or object", `have accepts list "json" alone`
		switch {
		case k.Subschemas != nil && k.Subschemas.Alternatives:
			what = "a choice between structs"
		case k.On&plan.KindString != 0:
			hint = "add string & before it"
		}
		e.Add(k.At, hint, "%s is for JSON only", what)
	}
	t := plan.Trial{Normal: !e.asSent(p) || k.Reads}
	if k.Trial != nil {
		t.Delegate = k.Trial.Delegate
	}
	if k.Subschemas == nil {
		if k.Op == plan.Unique || sized && t.Normal || t.Delegate != nil {
			k.Trial = &t
		}
		return
	}
	e.tried, e.again = e.tried || !k.Subschemas.Alternatives, true
	t.Least, t.Most = k.Subschemas.Least, k.Subschemas.Most
	if !k.Subschemas.Alternatives {
		e.rereads++
	} else {
		for _, choice := range k.Subschemas.Types {
			t.Shapes = append(t.Shapes, e.typeOf(p, nil, choice.Shape(), k.At, path))
		}
	}
	for _, tried := range k.Subschemas.Types {
		if tried.Recurs != nil {
			e.Add(k.At, "name it in a member", "a type that contains itself is not supported as an alternative of itself")
			continue
		}
		e.unasked(tried.Notes, "what is tried")
		e.unread(tried.Notes, "what is tried")
		t.Types = append(t.Types, e.typeOf(p, nil, tried, k.At, path))
	}
	k.Trial = &t
}

// checkTrial refuses what only narrows, where not to have a type may be what is asked for.
func (e lowering) checkTrial(p *plan.Field, k types.Check) {
	switch {
	case e.tried && k.Judge != nil:
		e.Add(k.At, "write it beside", "a rule inside of matchN, matchIf or list.MatchN is not supported")
	case e.tried && e.plan.Read.UTF16 && (k.Op == plan.MinLength || k.Op == plan.MaxLength):
		e.Add(k.At, "write it beside", "a length in UTF-16 inside of matchN, matchIf or list.MatchN is not supported")
	}
}
