package compile

import (
	"fmt"
	"slices"
	"strings"

	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/plan"
)

// object is the type of an object in a field, nil for the root, at a path; expected is what is merely expected of its members.
func (e lowering) object(p *plan.Field, m, expected *members, path []string) plan.Object {
	var o plan.Object
	e.others(&o, p, m, expected, path)
	fold := e.reads.Names == "anycase" && !e.again || e.header
	for i, f := range m.fields {
		for _, other := range m.fields[:i] {
			if fold && strings.EqualFold(other.name, f.name) {
				e.fault(f.at, "", "%s and %s are the same name in any case", other.name, f.name)
				return o
			}
		}
	}
	o.Names = plan.NewIndex(m.names(), fold)
	for _, f := range m.fields {
		var narrower *field
		if expected != nil {
			narrower = expected.find(f.name)
		}
		o.Fields = append(o.Fields, e.field(m, f, narrower, path))
	}
	if expected != nil {
		for _, f := range expected.fields {
			if m.find(f.name) == nil {
				e.fault(f.at, suggest(f.name, m.names()), "#Expected has a field that #Request has not: %s", f.name)
			}
		}
	}
	for i := range m.fields {
		e.comparisons(&o, m, i)
	}
	for _, cond := range m.conditions {
		e.condition(&o, p, m, cond, path)
	}
	o.Late = late(o.Fields)
	return o
}

// let is m without the members that closed structs keep out, and with those that only conditions name.
func (e lowering) let(m *members) *members {
	if !m.shut() {
		return m.imply()
	}
	in := *m
	in.fields = nil
	for _, f := range m.fields {
		switch {
		case !m.out(f.barred):
			in.fields = append(in.fields, f)
		case f.required:
			e.fault(f.at, "declare it in every closed struct that it is in", "%s is required, and not allowed by another closed struct", f.name)
		}
	}
	return &in
}

// late lists the checks whose rules refer to other fields.
func late(fields []plan.Field) (list []plan.Late) {
	for i := range fields {
		for _, checks := range []struct {
			list     []plan.Check
			expected bool
		}{{fields[i].Type.Checks, false}, {fields[i].Expected, true}} {
			for j := range checks.list {
				if r := checks.list[j].Rule; r != nil && len(r.Refs) > 0 {
					list = append(list, plan.Late{Field: i, Check: j, Expected: checks.expected})
				}
			}
		}
	}
	return list
}

func (e lowering) field(m *members, f, expected *field, path []string) plan.Field {
	path = append(slices.Clip(path), f.name)
	notes := f.typ.notes
	e.reader, e.hidden = e.of(f), e.hidden || f.typ.secret() || e.concealed[strings.Join(path, ".")]
	p := plan.Field{
		Name:     f.name,
		Inside:   strings.TrimSuffix(strings.Join(path, "."), f.name),
		Doc:      f.doc,
		Inferred: notes.inferred,
		Secret:   e.hidden,
		Stop:     slices.Contains(e.Stop, "required"),
	}
	at, taken := e.names[p.Path()]
	if taken && at != f.at && !e.header && !e.inBody && !e.again {
		e.fault(f.at, "rename one of them", "two fields are named %s in messages and lookups", p.Path())
	}
	if !taken || !e.again {
		e.names[p.Path()] = f.at
	}
	e.secrets[p.Path()] = e.secrets[p.Path()] || e.hidden || f.typ.holdsSecret()
	p.Attribute = e.attribute(p.Path())
	e.written.field(&p, path, e.inBody)
	if e.header || e.inBody || e.again {
		p.Verbatim = e.header
		e.unread(notes, p.Path())
	} else {
		e.readField(&p, f)
	}
	if f.required {
		p.Required = e.failure(&p, plain("required", f.at), contractOnly)
		if !e.header && !e.again {
			p.Missing = plan.Nothing(e.reads.Missing)
		}
	}
	if f.typ.unmet() {
		e.fault(f.at, "its constraints exclude each other", "%s can never be satisfied", p.Path())
		return p
	}
	p.Type = e.typ(&p, m, f.typ, f.at, path)
	if expected != nil {
		e.expect(&p, m, f, expected, path)
	}
	if m != e.request {
		e.unasked(notes, p.Path())
		return p
	}
	for _, l := range notes.lookups {
		p.Lookups = append(p.Lookups, e.lookup(&p, p.Path()+"."+l.first(), l.first(), l.at))
	}
	return p
}

// unasked refuses lookups where there is nothing to ask about.
func (e lowering) unasked(n notes, where string) {
	for _, l := range n.lookups {
		e.fault(l.at, "only members of the request itself can have one", "a lookup about %s would never be asked", where)
	}
}

// unread refuses what only fields of the request can have.
func (e lowering) unread(n notes, where string) {
	for _, a := range []*attribute{n.read, n.absent, n.instead} {
		if a != nil {
			e.fault(a.at, "it is for fields of #Request", "@%s has no meaning for %s", a.name, where)
		}
	}
}

// readField is how the value of a field is read.
func (e lowering) readField(p *plan.Field, f *field) {
	notes := f.typ.notes
	p.Verbatim = slices.Contains(e.reads.Verbatim, p.Name)
	p.Absent, p.FormAbsent = plan.Nothing(e.reads.Absent), plan.Nothing(e.reads.Form.Absent)
	if a := notes.absent; a != nil {
		if len(a.args) == 0 {
			e.fault(a.at, `known: null "" 0 [] {}`, "@absent takes values")
		}
		for _, arg := range a.args {
			value, ok := nothingOf(arg.value)
			if !ok || arg.name != "" {
				e.fault(a.at, `known: null "" 0 [] {}`, "unknown value for nothing %s", arg.value)
			}
			p.Absent |= value
		}
	}
	if a := notes.read; a != nil {
		conversion, ok := conversions[a.first()]
		if !ok || len(a.args) != 1 {
			e.fault(a.at, "known: digits int plus json", "unknown reading %q", a.first())
		}
		p.Read = conversion
		if conversion == plan.Plus && e.plan.Read.Trim.Has(' ') && !p.Verbatim {
			e.fault(a.at, "list it in read.verbatim", "%s is trimmed, so that @read(plus) finds no space", p.Path())
		}
	}
	if a := notes.instead; a != nil {
		if e.request.find(a.first()) == nil {
			e.fault(a.at, suggest(a.first(), e.request.names()), "@instead names no field: %s", a.first())
		}
		k := plain("unknown_field.instead", a.at)
		k.told.Params = []plan.Param{{Name: "instead", JSON: quote(a.first())}}
		k.hint = a.first()
		p.Instead = e.failure(p, k, warning)
	}
}

// typ is the type of a field, nil at the root, or of what is in it.
func (e lowering) typ(p *plan.Field, siblings *members, t typ, at token.Pos, path []string) plan.Type {
	out := plan.Type{Except: t.except}
	if t.members != nil {
		if t.members.vague {
			e.fault(at, "require a member, or write & {[string]: _} beside it", "CUE takes texts and numbers, too, for a struct of optional members with conditions")
		}
		object := e.object(p, e.let(t.members), nil, path)
		out.Object = &object
	}
	if t.items != nil && !e.onlyJSON() {
		e.fault(at, "", "a list of elements that differ is for JSON only")
	}
	if siblings == nil && t.compared != nil {
		e.fault(t.compared[0].at, "write it as the type of a member", "a comparison with %s is for a member beside it", t.compared[0].name)
	}
	if t.choices != nil {
		t.choices = t.possible()
		e.checkChoices(t, at)
	}
	for _, item := range t.items {
		out.Items = append(out.Items, *e.inner(p, item, at, path))
	}
	if t.elem != nil {
		out.Elem = e.inner(p, *t.elem, at, path)
	}
	for _, k := range settle(t, 0, at) {
		if k.trial != nil && k.trial.choice {
			k.trial = &trial{types: t.choices, least: 1, most: -1, choice: true}
		}
		k.reads = t.reads()
		out.Checks = append(out.Checks, e.check(p, siblings, k, anyKind&^t.kinds, path, contractOnly))
	}
	e.imply(out.Checks)
	if t.recurs != nil {
		e.recur(&out, p, t, path)
	}
	return out
}

// expect adds what only #Expected asks of a field.
func (e lowering) expect(p *plan.Field, siblings *members, f, expected *field, path []string) {
	t := expected.typ
	if t.kinds&f.typ.kinds == 0 {
		e.fault(expected.at, "", "%s can never be as expected", p.Path())
		return
	}
	if t.elem != nil || t.items != nil || t.choices != nil || t.compared != nil || len(t.except) > 0 {
		e.fault(expected.at, "expect literals, bounds, lengths, patterns and rules", "this expectation of %s is not supported", p.Path())
	}
	if expected.required && !f.required {
		e.fault(expected.at, "write "+f.name+"?:", "#Expected cannot require %s", p.Path())
	}
	t.kinds &= f.typ.kinds
	for _, k := range settle(t, anyKind&^f.typ.kinds, expected.at) {
		if k.On|k.Refuses != 0 {
			p.Expected = append(p.Expected, e.check(p, siblings, k, anyKind&^f.typ.kinds, path, warning))
		}
	}
	if t.members != nil && p.Type.Object != nil {
		object := e.object(p, f.typ.members, t.members, path)
		p.Type.Object = &object
	}
}

// check completes a check: its rule, its failure, and whether it stops its field. A limit that counts elements answers
// for those kinds only that the type refuses.
func (e lowering) check(p *plan.Field, siblings *members, k check, refused plan.Kind, path []string, words wording) plan.Check {
	e.checkTrial(p, k)
	if k.judge != nil {
		k.Rule = e.bind(k.judge, siblings)
		k.told.Params = e.params(k.judge)
	}
	if e.reads.Count && (k.Op == plan.MinLength || k.Op == plan.MaxLength) {
		k.On |= (plan.KindList | plan.KindObject) & refused
	}
	e.examine(p, &k, path)
	out := k.Check
	out.Stop = slices.Contains(e.Stop, k.told.Rule) || slices.Contains(e.Stop, k.told.Rule+"."+k.told.Reason())
	out.Failure = e.failure(p, k, words)
	return out
}

// plain is a constraint that a name alone states.
func plain(key string, at token.Pos) check { return plainCheck(plan.Kinds, 0, key, at) }

func (e lowering) source(at token.Pos) string {
	if !at.IsValid() {
		return ""
	}
	return fmt.Sprintf("%s:%d", e.located(e.file(at)), at.Line())
}
