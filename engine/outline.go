package engine

import (
	"github.com/passant-go/passant/engine/plan"
)

// An outline is what reading an object needs to know of its fields at once.
type outline struct {
	fields   []shortcut
	glances  []glance // of them, and one of no field
	required int      // how many of them must be there
	order    int      // where evaluator.order has the field that comes first, then those that follow each
}

// The outlines of an endpoint are those of the objects of its requests, and the shortcuts for elements of lists by their types.
type outlines struct {
	objects  map[*plan.Object]*outline
	elements map[*plan.Type]*shortcut
	request  *plan.Object
	root     *outline // of the request
	fields   int      // of all objects, and one more for each: how long evaluator.order is
}

// of is the outline of an object, nil where there is none.
func (all *outlines) of(o *plan.Object) *outline {
	if o == all.request {
		return all.root
	}
	return all.objects[o]
}

// outlined makes the outlines, none where a name cannot stand in JSON as it is, or is longer than a string may be.
func (s *settings) outlined() outlines {
	m := outliner{settings: s}
	if plainNames(s.plan, s.limits.String) {
		m.objects, m.elements = map[*plan.Object]*outline{}, map[*plan.Type]*shortcut{}
		m.object(&s.plan.Request)
		for i := range s.plan.Types {
			m.inside(&s.plan.Types[i])
		}
	}
	return m.outlines
}

// An outliner makes outlines.
type outliner struct {
	outlines
	settings *settings
}

// object outlines an object and those inside it.
func (m *outliner) object(o *plan.Object) {
	w := &outline{fields: make([]shortcut, len(o.Fields)), glances: make([]glance, len(o.Fields)+1), order: m.fields}
	if o == &m.settings.plan.Request {
		m.root, m.request = w, o
	}
	m.fields += 1 + len(o.Fields)
	m.objects[o] = w
	for i := range o.Fields {
		w.fields[i] = m.field(&o.Fields[i])
		m.inside(&o.Fields[i].Type)
	}
	w.ask(o)
	for i := range w.fields {
		w.glances[i] = w.fields[i].glance(&o.Fields[i], m.settings.limits.String)
		w.required += int(w.glances[i].required)
	}
	if o.Rest != nil {
		m.inside(o.Rest)
	}
	for i := range o.Patterns {
		m.inside(&o.Patterns[i].Type)
	}
}

// ask marks the fields whose values the constraints between fields ask for.
func (w *outline) ask(o *plan.Object) {
	for i := range o.Conditions {
		w.fields[o.Conditions[i].If].asked = true
	}
	for i := range o.Consequences {
		c := &o.Consequences[i]
		w.fields[c.Field].asked = true
		for j := range c.When {
			w.fields[c.When[j].Field].asked = true
		}
	}
	for i := range o.Comparisons {
		c := &o.Comparisons[i]
		w.fields[c.Field].asked, w.fields[c.Other].asked = true, true
	}
	for i := range o.Late {
		l, f := &o.Late[i], &o.Fields[o.Late[i].Field]
		checks := f.Type.Checks
		if l.Expected {
			checks = f.Expected
		}
		w.fields[l.Field].asked = true
		for _, r := range checks[l.Check].Rule.Refs {
			w.fields[r.Field].asked = true
		}
	}
}

// inside outlines the objects and elements in the values of a type.
func (m *outliner) inside(t *plan.Type) {
	if t.Object != nil {
		m.object(t.Object)
	}
	if t.Elem != nil {
		s := m.shortcut(t.Elem, 0, false)
		m.elements[t.Elem] = &s
		m.inside(t.Elem)
	}
	for i := range t.Items {
		m.inside(&t.Items[i])
	}
}

// plainNames reports whether JSON can write every name of a request, and of the objects inside it, without escapes only, and
// in no more than limit bytes.
func plainNames(p *plan.Endpoint, limit int) bool {
	plain := plainMembers(&p.Request, limit)
	for i := range p.Types {
		plain = plain && plainMembers(&plan.Object{Rest: &p.Types[i]}, limit)
	}
	return plain
}

func plainMembers(o *plan.Object, limit int) bool {
	plain := true
	var inside func(t *plan.Type)
	inside = func(t *plan.Type) {
		if t.Object != nil {
			plain = plain && plainMembers(t.Object, limit)
		}
		if t.Elem != nil {
			inside(t.Elem)
		}
		for i := range t.Items {
			inside(&t.Items[i])
		}
		for i := range t.Checks {
			if trial := t.Checks[i].Trial; trial != nil {
				for j := range trial.Types {
					inside(&trial.Types[j])
				}
			}
		}
	}
	if o.Rest != nil {
		inside(o.Rest)
	}
	for i := range o.Patterns {
		inside(&o.Patterns[i].Type)
	}
	for i := range o.Consequences {
		if t := o.Consequences[i].Type; t != nil {
			inside(t)
		}
	}
	for i := range o.Fields {
		plain = plain && len(o.Fields[i].Name) <= limit
		for _, c := range []byte(o.Fields[i].Name) {
			plain = plain && c >= ' ' && c != '"' && c != '\\'
		}
		inside(&o.Fields[i].Type)
	}
	return plain
}
