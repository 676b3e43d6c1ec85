package mutate

import (
	"slices"
	"strings"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/plan"
)

// Observe notes which points a payload touches: those whose value is in its normal form and whose verdict is in what a
// strict endpoint found. It reports whether one was touched for the first time. Elements of one list are not told apart.
func (c *Coverage) Observe(payload, normal []byte, found []engine.Violation) (fresh bool) {
	o := observation{Coverage: c, payload: payload, found: found}
	o.object(&c.plan.Request, decode(normal))
	return o.fresh
}

type observation struct {
	*Coverage
	payload []byte
	found   []engine.Violation
	fresh   bool // a point was touched for the first time
}

// of is the violation of a constraint on a field.
func (o *observation) of(f *plan.Field, failure *plan.Failure) *engine.Violation {
	i := slices.IndexFunc(o.found, func(v engine.Violation) bool {
		return v.Field == f.Path() && v.Source == failure.Source && v.Rule == failure.Rule && v.Code == failure.Reason()
	})
	if i < 0 {
		return nil
	}
	return &o.found[i]
}

// wrong reports whether a field, or what is in it, has a violation.
func (o *observation) wrong(f *plan.Field) bool {
	return slices.ContainsFunc(o.found, func(v engine.Violation) bool {
		return v.Severity == engine.SeverityError && (v.Field == f.Path() || strings.HasPrefix(v.Field, f.Path()+"."))
	})
}

func (o *observation) touch(constraint any, v *value, refused bool) {
	for _, p := range o.points[constraint] {
		if p.refused == refused && p.at(v) {
			o.fresh = o.fresh || p.seen == 0
			p.seen++
		}
	}
}

func (o *observation) object(t *plan.Object, v *value) {
	o.touch(t, v, slices.ContainsFunc(o.found, func(v engine.Violation) bool {
		return v.Rule == o.plan.UnknownField.Rule && v.Code == o.plan.UnknownField.Reason()
	}))
	for i := range t.Fields {
		f := &t.Fields[i]
		m := v.member(f.Name)
		if f.Required != nil {
			o.required(f, m)
		}
		if m == nil {
			continue
		}
		o.typ(f, &f.Type, m)
		if !o.wrong(f) {
			o.checks(f, f.Expected, m)
		}
	}
	for i := range t.Conditions {
		c := &t.Conditions[i]
		o.touch(c, v, o.of(&t.Fields[c.Require], c.Failure) != nil)
	}
}

// required looks at a field's own value or, where it counts as missing, at the one that was sent.
func (o *observation) required(f *plan.Field, v *value) {
	missing := o.of(f, f.Required)
	if missing != nil && v == nil && missing.Length > 0 {
		v = decode(o.payload[missing.Offset : missing.Offset+missing.Length])
	}
	o.touch(f, v, missing != nil)
}

func (o *observation) typ(f *plan.Field, t *plan.Type, v *value) {
	o.touch(t, v, o.wrong(f))
	if !slices.ContainsFunc(t.Except, v.equals) {
		o.checks(f, t.Checks, v)
	}
	if t.Object != nil && v.kind == plan.KindObject {
		o.object(t.Object, v)
	}
	for i, elem := range v.elems {
		if of := t.At(i); of != nil {
			o.typ(f, of, elem)
		}
	}
}

// checks follows a value up to the constraint that ends those of its field. A constraint may be several checks.
func (o *observation) checks(f *plan.Field, checks []plan.Check, v *value) {
	var last *plan.Failure
	for i := range checks {
		k := &checks[i]
		if last != nil && (last.Source != k.Failure.Source || last.Rule != k.Failure.Rule || last.Code != k.Failure.Code) {
			return
		}
		failed := o.of(f, k.Failure) != nil
		o.touch(k, v, failed)
		if failed && k.Stop {
			last = k.Failure
		}
	}
}
