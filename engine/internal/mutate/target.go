package mutate

import (
	"slices"
	"strconv"
	"strings"

	"github.com/passant-go/passant/engine/plan"
)

// A Target is a place in the payloads of a plan: a member of an object, or a value that is inside of it without objects on
// the way.
type Target struct {
	Object *plan.Object
	Field  int // index in Object.Fields; -1 for the object itself, and for a member that no field is for

	outer *Target // that the object is the value of; nil for the request
	ways  []way   // from the object to the value; none for the object itself
}

// A way leads from a value to one inside of it, or to the same one as it is to be of another type.
type way struct {
	kind  wayKind
	typ   *plan.Type // of where it leads
	check *plan.Check
	index int // of the element, that of the alternative, or as in plan.Object.Others

	name   *string      // of a member that no field is for; nil: it can have none
	beside []*plan.Type // of such a member besides
}

type wayKind uint8

const (
	toMember      wayKind = iota // that is Target.Field
	toOther                      // a member that no field is for
	toElement                    // any that has no place of its own
	toItem                       // the element at an index
	toAlternative                // of a check
)

// Root is the place of the request itself.
func Root(p *plan.Endpoint) *Target { return &Target{Object: &p.Request, Field: -1} }

// Of is the field itself, or the one that the value is inside of; one without a name where it is in none.
func (t *Target) Of() *plan.Field {
	switch {
	case t.Field >= 0:
		return &t.Object.Fields[t.Field]
	case t.outer != nil:
		return t.outer.Of()
	}
	return &plan.Field{}
}

// Pointer is the JSON Pointer (RFC 6901) of the field, in which a list stands for its elements.
func (t *Target) Pointer() string {
	var names []string
	for ; t != nil; t = t.outer {
		if t.Field >= 0 {
			names = append(names, t.Of().Name)
		}
	}
	slices.Reverse(names)
	return plan.Pointer(names...)
}

// Type is that of the values in the place.
func (t *Target) Type() *plan.Type { return t.ways[len(t.ways)-1].typ }

// Member is the place of a field beside t, of the same object.
func (t *Target) Member(field int) *Target {
	return &Target{t.Object, field, t.outer, []way{{typ: &t.Object.Fields[field].Type}}}
}

// Inside is the place of the object in t.
func (t *Target) Inside() *Target {
	return &Target{Object: t.Type().Object, Field: -1, outer: t}
}

// Elem is the place of an element of the list in t that has no place of its own.
func (t *Target) Elem() *Target {
	return t.to(way{kind: toElement, typ: t.Type().Elem, index: len(t.Type().Items)})
}

// Item is the place of the element i of the list in t, from 0, where the first ones differ.
func (t *Target) Item(i int) *Target {
	return t.to(way{kind: toItem, typ: &t.Type().Items[i], index: i})
}

// Alternative is the place of the values in t that are of one of the types that a check of them tries.
func (t *Target) Alternative(c *plan.Check, i int) *Target {
	return t.to(way{kind: toAlternative, typ: &c.Trial.Types[i], check: c, index: i})
}

func (t *Target) to(w way) *Target {
	inner := *t
	inner.ways = append(slices.Clip(t.ways), w)
	return &inner
}

// IsElement reports whether t is the place of an element, or of a member that no field is for.
func (t *Target) IsElement() bool {
	return slices.ContainsFunc(t.ways, func(w way) bool { return w.kind != toMember && w.kind != toAlternative })
}

// Alternatives are the checks that try the values in the place, and what these are inside of, by one of their types.
func (t *Target) Alternatives() (all []*plan.Check) {
	if t.outer != nil {
		all = t.outer.Alternatives()
	}
	for _, w := range t.ways {
		if w.kind == toAlternative {
			all = append(all, w.check)
		}
	}
	return all
}

// At reports whether a JSON Pointer (RFC 6901) leads to the place, whose names may be in any case.
func (t *Target) At(pointer string) bool {
	rest := strings.Split(pointer, "/")
	for ; t != nil; t = t.outer {
		for _, w := range slices.Backward(t.ways) {
			if w.kind == toAlternative {
				continue
			}
			last := strings.NewReplacer("~1", "/", "~0", "~").Replace(rest[len(rest)-1])
			if rest = rest[:len(rest)-1]; len(rest) == 0 || !w.leads(t, last) {
				return false
			}
		}
	}
	return len(rest) == 1
}

// leads reports whether a step of a pointer is the way.
func (w *way) leads(t *Target, step string) bool {
	const masked = "***" // a name that does not look like one
	switch w.kind {
	case toMember:
		return strings.EqualFold(step, t.Object.Fields[t.Field].Name)
	case toOther:
		return step == masked || w.describes(t.Object, step)
	}
	i, err := strconv.Atoi(step)
	return err == nil && (i == w.index || i > w.index && w.kind == toElement)
}

// objects are those in a payload in which the place is.
func (t *Target) objects(root *value) (all []*value) {
	if t.outer == nil {
		return []*value{root}
	}
	all = t.outer.objects(root)
	for i := range t.outer.ways {
		var inside []*value
		for _, v := range all {
			inside = append(inside, t.outer.ways[i].inside(t.outer, v)...)
		}
		all = inside
	}
	return all
}

// inside are the values to which the way leads from one.
func (w *way) inside(t *Target, v *value) (all []*value) {
	switch w.kind {
	case toAlternative:
		return []*value{v}
	case toMember, toOther:
		for _, m := range v.members {
			if w.kind == toMember && m.name == t.Object.Fields[t.Field].Name || w.kind == toOther && w.describes(t.Object, m.name) {
				all = append(all, m.value)
			}
		}
	case toItem:
		return v.elems[min(w.index, len(v.elems)):min(w.index+1, len(v.elems))]
	case toElement:
		return v.elems[min(w.index, len(v.elems)):]
	}
	return all
}

// describes reports whether the type of a member that no field is for is that of one with the name.
func (w *way) describes(o *plan.Object, name string) bool {
	if isField(o, name) {
		return false
	}
	for i := range o.Others([]byte(name)) {
		if i == w.index {
			return true
		}
	}
	return false
}

func isField(o *plan.Object, name string) bool {
	return slices.ContainsFunc(o.Fields, func(f plan.Field) bool { return f.Name == name })
}

func (t *Target) goal() goal {
	w := &t.ways[len(t.ways)-1]
	return goal{field: t.Of(), typ: w.typ, beside: w.beside, inner: t.IsElement()}
}
