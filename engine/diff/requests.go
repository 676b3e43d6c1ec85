package diff

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/internal/mutate"
	"github.com/passant-go/passant/engine/internal/spell"
	"github.com/passant-go/passant/engine/plan"
)

// A comparison is of the requests of two plans, of which an old one takes what the older contract leaves open for fields
// of any type.
type comparison struct {
	old, new *plan.Endpoint // without Go rules

	accepts *engine.Endpoint // the older contract, strict
	refuses *engine.Endpoint // the newer contract
	changes []Change
}

// requests are the changes of what an endpoint accepts.
func requests(old, new *plan.Endpoint) []Change {
	x := comparison{old: mutate.JSON(old), new: mutate.JSON(new)}
	x.accepts, _ = engine.New(mutate.JSON(old)).Configure(engine.Options{Strict: true}) // which JSON and nothing else always is
	x.old.Request = opened(&x.old.Request, &x.new.Request, &x.old.Read)
	x.refuses = engine.New(x.new)
	x.reading(old, new)
	x.others(mutate.Root(x.old), &new.Request)
	x.object(mutate.Root(x.old), &old.Request, &new.Request)
	if !reflect.DeepEqual(bareTypes(x.old.Types), bareTypes(x.new.Types)) {
		c := Change{Endpoint: old.Name, Old: old.UnknownField.Source, New: new.UnknownField.Source}
		c.unsure("types that contain themselves", "such types are not compared")
		x.search(&c, "")
		x.changes = append(x.changes, c)
	}
	return x.changes
}

// solver begins a search for payloads that the older contract accepts.
func (x *comparison) solver() *mutate.Solver { return mutate.NewSolver(x.old) }

// headersOf is a plan whose request is the headers of another.
func headersOf(p *plan.Endpoint) *plan.Endpoint {
	return &plan.Endpoint{
		Name: p.Name, Request: p.Headers, Read: plan.Reading{AnyCase: true},
		UnknownField: p.UnknownField, UnknownWarning: p.UnknownWarning, Malformed: p.Malformed,
	}
}

// opened is an object with what it leaves open as far as another one describes it: members and elements of any type.
func opened(o, as *plan.Object, read *plan.Reading) plan.Object {
	full := *o
	full.Fields = slices.Clone(o.Fields)
	var names []string
	for i := range full.Fields {
		f := &full.Fields[i]
		names = append(names, f.Name)
		if j := index(as.Fields, f.Name, read); j >= 0 {
			f.Type = openedType(f.Type, &as.Fields[j].Type, read)
		}
	}
	for i := range as.Fields {
		if f := &as.Fields[i]; o.Open && !slices.ContainsFunc(o.Fields, func(g plan.Field) bool { return spell.Same(f.Name, g.Name) }) { // else it is refused
			any := plan.Field{Name: f.Name, Inside: f.Inside}
			any.Type = openedType(any.Type, &f.Type, read)
			full.Fields = append(full.Fields, any)
			names = append(names, f.Name)
		}
	}
	full.Names = plan.NewIndex(names, read.AnyCase)
	return full
}

func openedType(t plan.Type, as *plan.Type, read *plan.Reading) plan.Type {
	if as.Object != nil {
		o := plan.Object{Open: true}
		if t.Object != nil {
			o = *t.Object
		}
		o = opened(&o, as.Object, read)
		t.Object = &o
	}
	if as.Elem != nil {
		elem := plan.Type{}
		if t.Elem != nil {
			elem = *t.Elem
		}
		elem = openedType(elem, as.Elem, read)
		t.Elem = &elem
	}
	return t
}

// index is that of a field in fields, as a contract reads names, -1 where there is none.
func index(fields []plan.Field, name string, read *plan.Reading) int {
	return slices.IndexFunc(fields, func(f plan.Field) bool { return read.Same(f.Name, []byte(name)) })
}

// index is that of a field as both contracts read names.
func (x *comparison) index(fields []plan.Field, name string) int {
	return index(fields, name, &plan.Reading{AnyCase: x.old.Read.AnyCase && x.new.Read.AnyCase})
}

// object compares what is in the object at t. The plans with their Go rules tell of those.
func (x *comparison) object(t *mutate.Target, old, new *plan.Object) {
	declared := old.Fields
	if old == t.Object { // it is left open
		declared = nil
	}
	for i := range t.Object.Fields {
		if i == len(declared) { // from here on, fields that it leaves open
			old = t.Object
		}
		if j := x.index(new.Fields, t.Object.Fields[i].Name); j >= 0 {
			x.field(t.Member(i), old, declared, new, j)
		} else {
			x.removed(t.Member(i), new)
		}
	}
	for j := range new.Fields {
		if x.index(t.Object.Fields, new.Fields[j].Name) < 0 {
			x.added(t, declared, new, j)
		}
	}
}

// try is the first of payloads that only the older contract accepts, the newer one refusing something in a field; with
// none, anything.
func (x *comparison) try(payloads [][]byte, field string) []byte {
	return x.refused(payloads, func(v engine.Violation) bool {
		return field == "" || v.Field == field || strings.HasPrefix(v.Field, field+".")
	})
}

// refused is the first of payloads that only the older contract accepts, the newer one having such a violation.
func (x *comparison) refused(payloads [][]byte, such func(engine.Violation) bool) []byte {
	for _, payload := range payloads {
		if x.accepts.Validate(payload).Valid() && slices.ContainsFunc(x.refuses.Validate(payload).Violations(), func(v engine.Violation) bool {
			return v.Severity == engine.SeverityError && such(v)
		}) {
			var compact bytes.Buffer
			json.Compact(&compact, payload)
			return compact.Bytes()
		}
	}
	return nil
}

// others tells whether the request itself takes other members.
func (x *comparison) others(t *mutate.Target, new *plan.Object) {
	c := Change{Endpoint: x.old.Name, Old: x.old.UnknownField.Source, New: x.new.UnknownField.Source}
	if x.otherMembers(&c, t, new); c.What != nil {
		x.search(&c, "")
		x.changes = append(x.changes, c)
	}
}

// reading compares how input is read. Where that differs nothing is proven, but a payload may be found.
func (x *comparison) reading(old, new *plan.Endpoint) {
	c := Change{Verdict: Changed, Endpoint: old.Name, Old: old.UnknownField.Source, New: new.UnknownField.Source}
	o, n := &old.Read, &new.Read
	units := Compatible
	if n.UTF16 {
		units = Undecided // CUE counts characters, as a plan without Go rules does
	}
	for _, aspect := range []struct {
		name, old, new string
		verdict        Verdict
	}{
		{"names", names(o), names(n), Undecided},
		{"trim", strconv.Quote(o.Trim.Characters()), strconv.Quote(n.Trim.Characters()), Undecided},
		{"empty", word(o.EmptyNull, "null", `""`), word(n.EmptyNull, "null", `""`), Undecided},
		{"length", word(o.UTF16, "utf16", "runes"), word(n.UTF16, "utf16", "runes"), units},
		{"quoted", strconv.FormatBool(o.Quoted), strconv.FormatBool(n.Quoted), Undecided},
		{"form.lists", lists(o.Lists), lists(n.Lists), Undecided},
		{"form.booleans", word(o.AnyBool, "anycase", "exact"), word(n.AnyBool, "anycase", "exact"), Undecided},
		{"form.space", strconv.Quote(o.Space.Characters()), strconv.Quote(n.Space.Characters()), Undecided},
		{"count", strconv.FormatBool(o.Count), strconv.FormatBool(n.Count), Changed},
	} {
		if aspect.old != aspect.new {
			c.is(aspect.verdict, became("read."+aspect.name+": ", aspect.old, aspect.new))
			if aspect.verdict == Undecided {
				c.because("how input is read is not compared")
			}
		}
	}
	if c.What == nil {
		return
	}
	reread := *x.old
	reread.Read, reread.Request = *n, opened(&x.old.Request, &x.old.Request, n)
	x.search(&c, "", engine.New(&reread))
	x.changes = append(x.changes, c)
}

// tries is how many payloads are made where nothing better is known.
const tries = 500

// search makes an undecided change of a field, or of all, breaking where a payload happens to show it, one that others
// refuse as well.
func (x *comparison) search(c *Change, field string, others ...*engine.Endpoint) {
	if c.Verdict != Undecided {
		return
	}
	if c.Witness = x.drawn(field, others...); c.Witness != nil {
		c.Verdict = Breaking
	}
}

// drawn is a payload made at random that only the older contract accepts, as try finds it, and that others refuse.
func (x *comparison) drawn(field string, others ...*engine.Endpoint) []byte {
	source := mutate.New(x.old, 1)
	for range tries {
		payload := source.Payload()
		if slices.ContainsFunc(others, func(e *engine.Endpoint) bool { return e.Validate(payload).Valid() }) {
			continue
		}
		if witness := x.try([][]byte{payload}, field); witness != nil {
			return witness
		}
	}
	return nil
}

// lists are ways in which lists come.
func lists(ways plan.Lists) string {
	if ways == 0 {
		ways = plan.Commas
	}
	var all []string
	for i, way := range []string{"comma", "repeated", "brackets"} {
		if ways>>i&1 != 0 {
			all = append(all, way)
		}
	}
	return strings.Join(all, ", ")
}

func names(r *plan.Reading) string { return word(r.AnyCase, "anycase", "exact") }

func word(which bool, yes, no string) string {
	if which {
		return yes
	}
	return no
}
