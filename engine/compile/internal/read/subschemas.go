package read

import (
	"math"
	"strconv"

	"cuelang.org/go/cue/ast"
	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/compile/internal/types"
	"github.com/passant-go/passant/engine/plan"
)

// matchN is matchN(n, [A, B, …]): as many of the types as n allows have the value.
func (r Reader) matchN(n source.Node, args []source.Node) types.Type {
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
func (r Reader) contains(n source.Node, args []source.Node) types.Type {
	return r.counted(n, plan.Contains, plan.KindList, args[0], args[1:])
}

func (r Reader) counted(n source.Node, op plan.Op, on plan.Kind, count source.Node, alternatives []source.Node) types.Type {
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
func (r Reader) matchIf(n source.Node, args []source.Node) types.Type {
	return r.settled(n, r.trialOf(n, plan.Branch, source.AnyKind, args), 2)
}

// settled is t, the first types of whose trial CUE must be able to tell before it has a value.
func (r Reader) settled(n source.Node, t types.Type, first int) types.Type {
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

func (r Reader) trialOf(n source.Node, op plan.Op, on plan.Kind, alternatives []source.Node) types.Type {
	k := types.NewCheck(op, on, types.ConditionKey(on), n.Expr.Pos())
	k.Subschemas = &types.Subschemas{}
	for _, t := range alternatives {
		one := r.Expr(t)
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
func (r Reader) counts(n source.Node) (least, most int, ok bool) {
	most = -1
	t := r.Expr(n)
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
