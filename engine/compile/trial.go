package compile

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"unicode/utf8"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/internal/automaton"
	"github.com/passant-go/passant/engine/internal/scan"
	"github.com/passant-go/passant/engine/plan"
)

// A trial is the types that a check tries a value against.
type trial struct {
	types       []typ
	least, most int  // most is -1 for any number
	choice      bool // it is of the alternatives that the type has
}

// matchN is matchN(n, [A, B, …]): as many of the types as n allows have the value.
func (r reader) matchN(n node, args []node) typ {
	list, ok := args[1].expr.(*ast.ListLit)
	if !ok {
		return r.refuse(n, "write matchN(n, [A, B, …])")
	}
	var types []node
	for _, e := range list.Elts {
		if _, ok := e.(*ast.Ellipsis); ok {
			return r.refuse(n, "write matchN(n, [A, B, …])")
		}
		types = append(types, n.with(e))
	}
	return r.counted(n, plan.Count, anyKind, args[0], types)
}

// contains is list.MatchN(n, T): as many elements of a list as n allows are of the type.
func (r reader) contains(n node, args []node) typ {
	return r.counted(n, plan.Contains, plan.KindList, args[0], args[1:])
}

func (r reader) counted(n node, op plan.Op, on plan.Kind, count node, types []node) typ {
	least, most, ok := r.counts(count)
	if !ok {
		return r.refuse(n, "the number is one like 2, or bounds like >=1 & <=3")
	}
	t := r.trialOf(n, op, on, types)
	if t.checks == nil {
		return t
	}
	t.checks[0].trial.least, t.checks[0].trial.most = least, most
	return t
}

// matchIf is matchIf(A, B, C): a value of A is one of B too, any other one of C.
func (r reader) matchIf(n node, args []node) typ {
	return r.settled(n, r.trialOf(n, plan.Branch, anyKind, args), 2)
}

// settled is t, the first types of whose trial CUE must be able to tell before it has a value.
func (r reader) settled(n node, t typ, first int) typ {
	if t.checks == nil { // it was refused
		return t
	}
	for _, one := range t.checks[0].trial.types[:first] {
		if one.pending() {
			return r.refuse(n, "write it without conditions and limits of struct.MinFields and struct.MaxFields")
		}
	}
	return t
}

// branches reports whether there is a matchIf in t.
func (t *typ) branches() bool {
	return t.has(func(t *typ) bool {
		return slices.ContainsFunc(t.checks, func(k check) bool { return k.Op == plan.Branch })
	})
}

// contradicts reports whether there is something in t that no value is, and that is not meant.
func (t *typ) contradicts() bool {
	return t.has(func(t *typ) bool {
		return t.kinds == 0 && !t.forbidden || t.kinds&^numbers == 0 && t.crossed() || t.tries((*typ).contradicts)
	})
}

// crossed reports whether one bound of a number is beyond another.
func (t *typ) crossed() bool {
	for _, low := range t.checks {
		for _, high := range t.checks {
			if (low.Op == plan.AtLeast || low.Op == plan.GreaterThan) && (high.Op == plan.AtMost || high.Op == plan.LessThan) {
				order := scan.Compare([]byte(low.Bound), high.Bound)
				if order > 0 || order == 0 && (low.Op == plan.GreaterThan || high.Op == plan.LessThan) {
					return true
				}
			}
		}
	}
	return false
}

// unmet reports whether no value is of t, as its kinds, bounds and lengths tell, and that is not meant.
func (t *typ) unmet() bool {
	switch {
	case t.forbidden:
		return false
	case t.kinds == 0, t.exhausted():
		return true
	case t.choices != nil || t.except != nil:
		return false
	case t.kinds&^numbers == 0:
		return t.crossed()
	case t.kinds == plan.KindString:
		return t.beyond(plan.MinLength, plan.MaxLength, t.kinds) || t.tooLong()
	case t.kinds == plan.KindList || t.kinds == plan.KindObject:
		return t.beyond(plan.MinItems, plan.MaxItems, t.kinds)
	}
	return false
}

// exhausted reports whether none of the literals that t consists of is left by what else t says.
func (t *typ) exhausted() bool {
	if t.choices != nil || t.except != nil {
		return false
	}
	for i := range t.checks {
		k := &t.checks[i]
		if k.Op == plan.OneOf && t.kinds&^k.On == 0 && !slices.ContainsFunc(k.Values, func(v plan.Literal) bool { return !t.excludes(v) }) {
			return true
		}
	}
	return false
}

// excludes reports whether a literal is none of t, as its kinds, literals, bounds, lengths and patterns tell.
func (t *typ) excludes(v plan.Literal) bool {
	return t.kinds&v.Kind == 0 || slices.ContainsFunc(t.checks, func(k check) bool { return k.excludes(v) })
}

func (k *check) excludes(v plan.Literal) bool {
	if k.On&v.Kind == 0 {
		return false
	}
	switch k.Op {
	case plan.OneOf, plan.NoneOf:
		return slices.ContainsFunc(k.Values, func(own plan.Literal) bool { return equal(own, v) }) != (k.Op == plan.OneOf)
	case plan.MinLength:
		return v.Kind == plan.KindString && utf8.RuneCountInString(v.Text) < k.Limit
	case plan.MaxLength:
		return v.Kind == plan.KindString && utf8.RuneCountInString(v.Text) > k.Limit
	case plan.Match, plan.NoMatch:
		return k.Pattern != nil && k.Pattern.Match([]byte(v.Text)) != (k.Op == plan.Match)
	case plan.AtLeast:
		return scan.Compare([]byte(v.Text), k.Bound) < 0
	case plan.GreaterThan:
		return scan.Compare([]byte(v.Text), k.Bound) <= 0
	case plan.AtMost:
		return scan.Compare([]byte(v.Text), k.Bound) > 0
	case plan.LessThan:
		return scan.Compare([]byte(v.Text), k.Bound) >= 0
	}
	return false
}

// beyond reports whether the least size of values of a kind is beyond the most.
func (t *typ) beyond(least, most plan.Op, kind plan.Kind) bool {
	return slices.ContainsFunc(t.checks, func(low check) bool {
		return low.Op == least && low.On&kind != 0 && slices.ContainsFunc(t.checks, func(high check) bool {
			return high.Op == most && high.On&kind != 0 && low.Limit > high.Limit
		})
	})
}

// tooLong reports whether a pattern accepts only texts that are longer than t lets them be, if that is short.
func (t *typ) tooLong() bool {
	const short = 16
	for _, k := range t.checks {
		if k.Op != plan.MaxLength || k.Limit > short {
			continue
		}
		longer, err := automaton.Compile(fmt.Sprintf(`(?s)^.{%d,}$`, k.Limit+1))
		if err == nil && slices.ContainsFunc(t.checks, func(k check) bool {
			return k.Op == plan.Match && k.Pattern != nil && automaton.Within(k.Pattern, longer)
		}) {
			return true
		}
	}
	return false
}

// pending reports whether CUE cannot tell what t is before it has a value: matchIf then refuses every value.
func (t *typ) pending() bool {
	return t.kinds == 0 || t.has(func(t *typ) bool {
		return t.members != nil && len(t.members.conditions) > 0 || slices.ContainsFunc(t.checks, func(k check) bool {
			return (k.Op == plan.MinItems || k.Op == plan.MaxItems) && k.On&plan.KindObject != 0
		})
	})
}

func (r reader) trialOf(n node, op plan.Op, on plan.Kind, types []node) typ {
	k := plainCheck(op, on, conditional(on), n.expr.Pos())
	k.trial = &trial{}
	for _, t := range types {
		one := r.expr(t)
		if one.contradicts() {
			return r.refuse(n, "one of the types contradicts itself")
		}
		if one.branches() {
			return r.refuse(n, "matchIf inside of another function does not require members to CUE")
		}
		k.trial.types = append(k.trial.types, one)
	}
	return single(k)
}

// counts is the least and the most that a number, or bounds of one, allow.
func (r reader) counts(n node) (least, most int, ok bool) {
	most = -1
	t := r.expr(n)
	if t.kinds&plan.KindInt == 0 || len(t.except) > 0 {
		return 0, 0, false
	}
	for _, k := range t.checks {
		var bound string
		switch k.Op {
		case plan.Kinds:
			continue
		case plan.OneOf:
			bound = k.Values[0].Text
			ok = len(k.Values) == 1
		default:
			k.include()
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
func (e lowering) examine(p *plan.Field, k *check, path []string) {
	e.checkTrial(p, *k)
	sized := (k.Op == plan.MinItems || k.Op == plan.MaxItems) && k.On&plan.KindObject != 0
	if k.trial == nil && !sized && k.Op != plan.Unique && k.Op != plan.Delegated && k.Op != plan.Call {
		return
	}
	if !e.onlyJSON() && k.On&(plan.KindList|plan.KindObject) != 0 {
		what, hint := "what looks into a list or object", `have accepts list "json" alone`
		switch {
		case k.trial != nil && k.trial.choice:
			what = "a choice between structs"
		case k.On&plan.KindString != 0:
			hint = "add string & before it"
		}
		e.fault(k.at, hint, "%s is for JSON only", what)
	}
	t := plan.Trial{Normal: !e.asSent(p) || k.reads}
	if k.Trial != nil {
		t.Delegate = k.Trial.Delegate
	}
	if k.trial == nil {
		if k.Op == plan.Unique || sized && t.Normal || t.Delegate != nil {
			k.Trial = &t
		}
		return
	}
	e.tried, e.again = e.tried || !k.trial.choice, true
	t.Least, t.Most = k.trial.least, k.trial.most
	if !k.trial.choice {
		e.rereads++
	} else {
		for _, choice := range k.trial.types {
			t.Shapes = append(t.Shapes, e.typ(p, nil, choice.shape(), k.at, path))
		}
	}
	for _, tried := range k.trial.types {
		if tried.recurs != nil {
			e.fault(k.at, "name it in a member", "a type that contains itself is not supported as an alternative of itself")
			continue
		}
		e.unasked(tried.notes, "what is tried")
		e.unread(tried.notes, "what is tried")
		t.Types = append(t.Types, e.typ(p, nil, tried, k.at, path))
	}
	k.Trial = &t
}

// checkTrial refuses what only narrows, where not to have a type may be what is asked for.
func (e lowering) checkTrial(p *plan.Field, k check) {
	switch {
	case e.tried && k.judge != nil:
		e.fault(k.at, "write it beside", "a rule inside of matchN, matchIf or list.MatchN is not supported")
	case e.tried && e.plan.Read.UTF16 && (k.Op == plan.MinLength || k.Op == plan.MaxLength):
		e.fault(k.at, "write it beside", "a length in UTF-16 inside of matchN, matchIf or list.MatchN is not supported")
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
func (e lowering) checkAgain(p *plan.Field, t typ, at token.Pos) {
	if !e.again || e.inBody || !t.structured() || t.members == nil && t.elem == nil && t.items == nil && t.choices == nil {
		return
	}
	if !e.asSent(p) || t.reads() {
		e.fault(at, "write it beside", "a list or struct in a condition, or in one of several patterns, is not supported where input is not read as it was sent")
	}
}
