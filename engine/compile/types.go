package compile

import (
	"cmp"
	"math/big"
	"slices"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/plan"
)

// A typ is what an expression says of a value.
type typ struct {
	kinds    plan.Kind // what it accepts
	checks   []check   // in the order in which they are written
	except   []plan.Literal
	members  *members
	items    []typ        // the first elements of a list
	elem     *typ         // the others
	choices  []typ        // of which a value is one, besides what else t says; no two of them have structs in common
	compared []comparison // with members beside it
	recurs   *ast.Field   // the declaration that it is inside of, and the same as
	notes    notes

	written token.Pos // where an element of a list is

	left bool // to CUE

	forbidden bool // that kinds is empty is meant
}

// A check is a plan's check on its way there.
type check struct {
	plan.Check              // On is what CUE decides by it
	told       plan.Failure // what is told where it is not met; Check.Failure is made of it
	at         token.Pos    // of the constraint
	typed      bool         // a type was written: it answers for the wrong kinds, and keeps its name
	mute       bool         // never answers for wrong kinds
	allowed    plan.Kind    // what passes without it
	judge      *attribute   // of a Go rule, which is bound once the object is known
	hint       string       // what {hint} is, where that is known
	trial      *trial
	reads      bool // in the type that it is a check of something is read in another way than it was sent
}

// rule names what a check reports.
func (k *check) rule(name string) { k.told.Rule, k.told.Code = name, "" }

// notes are what the attributes of a declaration say besides its rules. Of each the nearest holds.
type notes struct {
	read     *attribute
	absent   *attribute
	instead  *attribute
	lookups  []attribute
	secret   bool
	inferred *plan.Inference
}

// bare reports whether t is nothing but kinds.
func (t *typ) bare() bool {
	return t.members == nil && t.elem == nil && t.items == nil && t.choices == nil && t.compared == nil && t.recurs == nil && len(t.except) == 0 &&
		!slices.ContainsFunc(t.checks, func(k check) bool { return k.Op != plan.Kinds })
}

// reads reports whether something in a value is read in another way than it was sent.
func (t *typ) reads() bool {
	return t.notes.read != nil || t.notes.absent != nil || t.anyElem((*typ).reads) || t.anyChoice((*typ).reads) ||
		t.members != nil && (t.members.unnamed((*typ).reads) || slices.ContainsFunc(t.members.fields, func(f *field) bool { return f.typ.reads() }))
}

// both is the conjunction of a and b, a written first.
func (r reader) both(a, b typ) typ {
	if a.choices != nil || b.choices != nil {
		return r.chosen(a, b)
	}
	if a.recurs != nil || b.recurs != nil {
		return r.recurring(a, b)
	}
	r.checkExcept(a, b)
	r.checkExcept(b, a)
	if a.unclosed(b) || b.unclosed(a) {
		r.unsupported(cmp.Or(a.place(), b.place()), "leave it out: a struct is not null", "!=null beside a struct is not supported: CUE lets that have any members then")
	}
	if a.opened(b) || b.opened(a) {
		list := &a
		if b.opened(a) {
			list = &b
		}
		r.unsupported(list.place(), "declare the elements as a definition", "a list of structs beside another constraint is not supported: CUE lets its elements have any members then")
	}
	if a.left && b.structured() && !b.bare() || b.left && a.structured() && !a.bare() {
		r.unsupported(cmp.Or(a.place(), b.place()), "write them in one declaration", "what is left to CUE is not supported beside another struct or list")
	}
	t := typ{
		kinds:    a.kinds & b.kinds,
		checks:   slices.Clone(a.checks),
		except:   append(slices.Clone(a.except), b.except...),
		compared: slices.Concat(a.compared, b.compared),
		notes:    a.notes.and(b.notes),

		written:   cmp.Or(a.written, b.written),
		left:      a.left || b.left,
		forbidden: a.forbidden || b.forbidden,
	}
	for _, k := range b.checks {
		if !slices.ContainsFunc(a.checks, func(o check) bool { return o.at == k.at && o.Op == k.Op }) {
			if k.judge != nil && slices.ContainsFunc(a.checks, func(o check) bool { return o.judge != nil && o.told.Rule == k.told.Rule }) {
				r.fault(k.at, "give it once, beside the field", "the rule %s is given twice%s", k.told.Rule, r.usedBy(k.at))
			}
			t.checks = append(t.checks, k)
		}
	}
	switch {
	case a.members == nil:
		t.members = b.members
	case b.members == nil:
		t.members = a.members
	default:
		t.members = r.join(a.members, b.members)
	}
	r.joinElems(&t, a, b)
	return t
}

// unclosed reports whether t is a struct that CUE leaves open where its literal meets a comparison.
func (t *typ) unclosed(by typ) bool {
	return t.members != nil && t.members.closed != strict && !t.members.ellipsis && by.members == nil && slices.ContainsFunc(by.checks, func(k check) bool {
		return k.Op == plan.NoneOf && k.On&plan.KindObject != 0
	})
}

// opened reports whether elements of t are structs that CUE leaves open where a list literal meets something else.
func (t *typ) opened(by typ) bool {
	return t.anyElem((*typ).closable) && t.kinds&by.kinds&plan.KindList != 0
}

// checkExcept refuses constraints that would have to hold for the values which a lets pass.
func (r reader) checkExcept(a, b typ) {
	for _, k := range b.checks {
		for _, value := range a.except {
			if k.Op != plan.Kinds || value.Kind&k.On == 0 {
				r.fault(k.at, "write it inside the alternative that it is meant for", "a constraint beside an alternative like \"\" | X is not supported%s", r.usedBy(k.at))
				return
			}
		}
	}
}

func (n notes) and(m notes) notes {
	if m.read != nil {
		n.read = m.read
	}
	if m.absent != nil {
		n.absent = m.absent
	}
	if m.instead != nil {
		n.instead = m.instead
	}
	n.lookups = slices.Clone(n.lookups)
	for _, l := range m.lookups {
		if !slices.ContainsFunc(n.lookups, func(k attribute) bool { return k.first() == l.first() }) {
			n.lookups = append(n.lookups, l)
		}
	}
	n.secret = n.secret || m.secret
	n.inferred = nearer(n.inferred, m.inferred)
	return n
}

// include makes of a bound that is excluded the integer next to it: >0 is >=1 to integers.
func (k *check) include() {
	bound, ok := new(big.Int).SetString(k.Bound, 10)
	switch {
	case !ok:
		return
	case k.Op == plan.GreaterThan:
		k.Op, k.Bound = plan.AtLeast, bound.Add(bound, big.NewInt(1)).String()
	case k.Op == plan.LessThan:
		k.Op, k.Bound = plan.AtMost, bound.Sub(bound, big.NewInt(1)).String()
	default:
		return
	}
	k.told.Params = []plan.Param{{Name: k.told.Params[0].Name, JSON: k.Bound}}
	if k.told.Code == "exclusive" {
		k.told.Code = ""
	}
}

// orNull tells null among the values that may be sent.
func (k *check) orNull() {
	values := append(slices.Clip(k.Values), plan.Literal{Kind: plan.KindNull, Text: "null"})
	k.told.Params = []plan.Param{{Name: "values", JSON: literalsJSON(values)}}
	if k.told.Rule == "enum" {
		k.told.Code = ""
	}
}

// settle decides which check answers for which kinds, those refused elsewhere left out.
func settle(t typ, refused plan.Kind, at token.Pos) []check {
	checks := slices.Clone(t.checks)
	if len(checks) > 0 {
		at = checks[0].at
	}
	for i := range checks {
		if k := &checks[i]; k.Op == plan.Kinds {
			k.Refuses = anyKind &^ k.On &^ k.allowed &^ refused
			refused |= k.Refuses
			k.On = 0
		}
	}
	if t.kinds&numbers == plan.KindInt {
		for i := range checks {
			checks[i].include()
		}
	}
	answered := refused
	byRule := map[string]plan.Kind{}
	for i := range checks {
		k := &checks[i]
		if k.Op == plan.Kinds {
			continue
		}
		if !k.mute && k.Op != plan.MinLength && k.Op != plan.MaxLength {
			k.Refuses = anyKind &^ k.On &^ k.allowed &^ refused &^ byRule[k.told.Rule]
			byRule[k.told.Rule] |= k.Refuses
			answered |= k.Refuses
		}
		k.On &= t.kinds
		if k.Op == plan.OneOf && k.allowed&t.kinds&plan.KindNull != 0 {
			k.orNull()
		}
	}
	checks = slices.DeleteFunc(checks, func(k check) bool { return k.Op == plan.Kinds && k.Refuses == 0 })
	if rest := anyKind &^ t.kinds &^ answered; rest != 0 {
		first := kindCheck(t.kinds, at)
		first.On, first.Refuses = 0, rest
		checks = slices.Insert(checks, 0, first)
	}
	return checks
}
