package compile

import (
	"math"
	"slices"
	"strconv"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/compile/internal/types"
	"github.com/passant-go/passant/engine/plan"
)

// matchN is matchN(n, [A, B, …]): as many of the types as n allows have the value.
func (r reader) matchN(n source.Node, args []source.Node) types.Type {
	list, ok := args[1].Expr.(*ast.ListLit)
	if !ok {
		return r.refuse(n, "write matchN(n, [A, B, …])")
	}
	var alternatives []source.Node
	for _, e := range list.Elts {
		if _, ok := e.(*ast.Ellipsis); ok {
			return r.refuse(n, "write matchN(n, [A, B, …])")
		}
		alternatives = append(alternatives, n.With(e))
	}
	return r.counted(n, plan.Count, source.AnyKind, args[0], alternatives)
}

// contains is list.MatchN(n, T): as many elements of a list as n allows are of the type.
func (r reader) contains(n source.Node, args []source.Node) types.Type {
	return r.counted(n, plan.Contains, plan.KindList, args[0], args[1:])
}

func (r reader) counted(n source.Node, op plan.Op, on plan.Kind, count source.Node, alternatives []source.Node) types.Type {
	least, most, ok := r.counts(count)
	if !ok {
		return r.refuse(n, "the number is one like 2, or bounds like >=1 & <=3")
	}
	t := r.trialOf(n, op, on, alternatives)
	if t.Checks == nil {
		return t
	}
	t.Checks[0].Subschemas.Least, t.Checks[0].Subschemas.Most = least, most
	return t
}

// matchIf is matchIf(A, B, C): a value of A is one of B too, any other one of C.
func (r reader) matchIf(n source.Node, args []source.Node) types.Type {
	return r.settled(n, r.trialOf(n, plan.Branch, source.AnyKind, args), 2)
}

// settled is t, the first types of whose trial CUE must be able to tell before it has a value.
func (r reader) settled(n source.Node, t types.Type, first int) types.Type {
	if t.Checks == nil { // it was refused
		return t
	}
	for _, one := range t.Checks[0].Subschemas.Types[:first] {
		if one.Pending() {
			return r.refuse(n, "write it without conditions and limits of struct.MinFields and struct.MaxFields")
		}
	}
	return t
}

func (r reader) trialOf(n source.Node, op plan.Op, on plan.Kind, alternatives []source.Node) types.Type {
	k := types.NewCheck(op, on, types.ConditionKey(on), n.Expr.Pos())
	k.Subschemas = &types.Subschemas{}
	for _, t := range alternatives {
		one := r.expr(t)
		if one.Contradicts() {
			return r.refuse(n, "one of the types contradicts itself")
		}
		if one.Branches() {
			return r.refuse(n, "matchIf inside of another function does not require members to CUE")
		}
		k.Subschemas.Types = append(k.Subschemas.Types, one)
	}
	return types.Single(k)
}

// counts is the least and the most that a number, or bounds of one, allow.
func (r reader) counts(n source.Node) (least, most int, ok bool) {
	most = -1
	t := r.expr(n)
	if t.Kinds&plan.KindInt == 0 || len(t.Except) > 0 {
		return 0, 0, false
	}
	for _, k := range t.Checks {
		var bound string
		switch k.Op {
		case plan.Kinds:
			continue
		case plan.OneOf:
			bound = k.Values[0].Text
			ok = len(k.Values) == 1
		default:
			k.Include()
			bound = k.Bound
			ok = k.Op == plan.AtLeast || k.Op == plan.AtMost
		}
		number, err := strconv.Atoi(bound)
		if !ok || err != nil || number < 0 || number > math.MaxInt32 {
			return 0, 0, false
		}
		if k.Op != plan.AtMost {
			least = max(least, number)
		}
		if k.Op != plan.AtLeast && (most < 0 || number < most) {
			most = number
		}
	}
	return least, most, true
}

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
			t.Shapes = append(t.Shapes, e.typ(p, nil, choice.Shape(), k.At, path))
		}
	}
	for _, tried := range k.Subschemas.Types {
		if tried.Recurs != nil {
			e.Add(k.At, "name it in a member", "a type that contains itself is not supported as an alternative of itself")
			continue
		}
		e.unasked(tried.Notes, "what is tried")
		e.unread(tried.Notes, "what is tried")
		t.Types = append(t.Types, e.typ(p, nil, tried, k.At, path))
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

// onlyJSON reports whether a request never is a form or query string.
func (e lowering) onlyJSON() bool {
	return !slices.ContainsFunc(e.plan.Accepts, func(i plan.Input) bool { return i != plan.JSON })
}

// asSent reports whether a value in a field, if it is no text, is read as it was sent.
func (e lowering) asSent(p *plan.Field) bool {
	if e.inBody {
		return true
	}
	return e.plainReading() && (p == nil || p.Read == plan.AsIs)
}

// plainReading reports whether payloads are read as they are sent, fields with an attribute that says how apart.
func (e lowering) plainReading() bool {
	r := e.reads
	return e.onlyJSON() && r.Names != "anycase" && r.Trim == "" && r.Empty != nil && r.Absent|r.Missing == 0 && !r.Quoted
}

// checkAgain refuses structs in what a value in a field is read by a second time, where reading may change what is in them.
func (e lowering) checkAgain(p *plan.Field, t types.Type, at token.Pos) {
	if !e.again || e.inBody || !t.Structured() || t.Members == nil && t.Elem == nil && t.Items == nil && t.Choices == nil {
		return
	}
	if !e.asSent(p) || t.Reads() {
		e.Add(at, "write it beside", "a list or struct in a condition, or in one of several patterns, is not supported where input is not read as it was sent")
	}
}
