package lower

import (
	"fmt"
	"slices"
	"strings"

	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/compile/internal/types"
	"github.com/passant-go/passant/engine/plan"
)

// object is the type of an object in a field, nil for the root, at a path; expected is what is merely expected of its members.
func (e lowering) object(p *plan.Field, m, expected *types.Members, path []string) plan.Object {
	var o plan.Object
	e.patterns(&o, p, m, expected, path)
	fold := e.reads.Names == "anycase" && !e.again || e.header
	for i, f := range m.Fields {
		for _, other := range m.Fields[:i] {
			if fold && strings.EqualFold(other.Name, f.Name) {
				e.Add(f.At, "", "%s and %s are the same name in any case", other.Name, f.Name)
				return o
			}
		}
	}
	o.Names = plan.NewIndex(m.Names(), fold)
	for _, f := range m.Fields {
		var narrower *types.Field
		if expected != nil {
			narrower = expected.Find(f.Name)
		}
		o.Fields = append(o.Fields, e.field(m, f, narrower, path))
	}
	if expected != nil {
		for _, f := range expected.Fields {
			if m.Find(f.Name) == nil {
				e.Add(f.At, source.Suggest(f.Name, m.Names()), "#Expected has a field that #Request has not: %s", f.Name)
			}
		}
	}
	for i := range m.Fields {
		e.comparisons(&o, m, i)
	}
	for _, cond := range m.Conditions {
		e.condition(&o, p, m, cond, path)
	}
	o.Late = late(o.Fields)
	return o
}

// admitted is m without the members that closed structs keep out, and with those that only conditions name.
func (e lowering) admitted(m *types.Members) *types.Members {
	if !m.Shut() {
		return m.Implied()
	}
	in := *m
	in.Fields = nil
	for _, f := range m.Fields {
		switch {
		case !m.Out(f.KeptOut):
			in.Fields = append(in.Fields, f)
		case f.Required:
			e.Add(f.At, "declare it in every closed struct that it is in", "%s is required, and not allowed by another closed struct", f.Name)
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

func (e lowering) field(m *types.Members, f, expected *types.Field, path []string) plan.Field {
	path = append(slices.Clip(path), f.Name)
	notes := f.Type.Notes
	e.Reader, e.hidden = e.Of(f), e.hidden || f.Type.Secret() || e.concealed[strings.Join(path, ".")]
	p := plan.Field{
		Name:     f.Name,
		Inside:   strings.TrimSuffix(strings.Join(path, "."), f.Name),
		Doc:      f.Doc,
		Inferred: notes.Inferred,
		Secret:   e.hidden,
		Stop:     slices.Contains(e.Stop, "required"),
	}
	at, taken := e.names[p.Path()]
	if taken && at != f.At && !e.header && !e.InBody && !e.again {
		e.Add(f.At, "rename one of them", "two fields are named %s in messages and lookups", p.Path())
	}
	if !taken || !e.again {
		e.names[p.Path()] = f.At
	}
	e.secrets[p.Path()] = e.secrets[p.Path()] || e.hidden || f.Type.HoldsSecret()
	p.Attribute = e.attribute(p.Path())
	e.written.field(&p, path, e.InBody)
	if e.header || e.InBody || e.again {
		p.Verbatim = e.header
		e.unread(notes, p.Path())
	} else {
		e.readField(&p, f)
	}
	if f.Required {
		p.Required = e.failure(&p, plain("required", f.At), contractOnly)
		if !e.header && !e.again {
			p.Missing = plan.Nothing(e.reads.Missing)
		}
	}
	if f.Type.Unmet() {
		e.Add(f.At, "its constraints exclude each other", "%s can never be satisfied", p.Path())
		return p
	}
	p.Type = e.typeOf(&p, m, f.Type, f.At, path)
	if expected != nil {
		e.expect(&p, m, f, expected, path)
	}
	if m != e.request {
		e.unasked(notes, p.Path())
		return p
	}
	for _, l := range notes.Lookups {
		p.Lookups = append(p.Lookups, e.lookup(&p, p.Path()+"."+l.First(), l.First(), l.At))
	}
	return p
}

// unasked refuses lookups where there is nothing to ask about.
func (e lowering) unasked(n types.Notes, where string) {
	for _, l := range n.Lookups {
		e.Add(l.At, "only members of the request itself can have one", "a lookup about %s would never be asked", where)
	}
}

// unread refuses what only fields of the request can have.
func (e lowering) unread(n types.Notes, where string) {
	for _, a := range []*source.Attribute{n.Read, n.Absent, n.Instead} {
		if a != nil {
			e.Add(a.At, "it is for fields of #Request", "@%s has no meaning for %s", a.Name, where)
		}
	}
}

// typeOf is the type of a field, nil at the root, or of what is in it.
func (e lowering) typeOf(p *plan.Field, siblings *types.Members, t types.Type, at token.Pos, path []string) plan.Type {
	out := plan.Type{Except: t.Except}
	if t.Members != nil {
		if t.Members.Vague {
			e.Add(at, "require a member, or write & {[string]: _} beside it", "CUE takes texts and numbers, too, for a struct of optional members with conditions")
		}
		object := e.object(p, e.admitted(t.Members), nil, path)
		out.Object = &object
	}
	if t.Items != nil && !e.onlyJSON() {
		e.Add(at, "", "a list of elements that differ is for JSON only")
	}
	if siblings == nil && t.Compared != nil {
		e.Add(t.Compared[0].At, "write it as the type of a member", "a comparison with %s is for a member beside it", t.Compared[0].Name)
	}
	if t.Choices != nil {
		t.Choices = t.Possible()
		e.checkChoices(t, at)
	}
	for _, item := range t.Items {
		out.Items = append(out.Items, *e.inner(p, item, at, path))
	}
	if t.Elem != nil {
		out.Elem = e.inner(p, *t.Elem, at, path)
	}
	for _, k := range types.AssignKinds(t, 0, at) {
		if k.Subschemas != nil && k.Subschemas.Alternatives {
			k.Subschemas = &types.Subschemas{Types: t.Choices, Least: 1, Most: -1, Alternatives: true}
		}
		k.Reads = t.Reads()
		out.Checks = append(out.Checks, e.check(p, siblings, k, source.AnyKind&^t.Kinds, path, contractOnly))
	}
	e.imply(out.Checks)
	if t.Recurs != nil {
		e.recur(&out, p, t, path)
	}
	return out
}

// expect adds what only #Expected asks of a field.
func (e lowering) expect(p *plan.Field, siblings *types.Members, f, expected *types.Field, path []string) {
	t := expected.Type
	if t.Kinds&f.Type.Kinds == 0 {
		e.Add(expected.At, "", "%s can never be as expected", p.Path())
		return
	}
	if t.Elem != nil || t.Items != nil || t.Choices != nil || t.Compared != nil || len(t.Except) > 0 {
		e.Add(expected.At, "expect literals, bounds, lengths, patterns and rules", "this expectation of %s is not supported", p.Path())
	}
	if expected.Required && !f.Required {
		e.Add(expected.At, "write "+f.Name+"?:", "#Expected cannot require %s", p.Path())
	}
	t.Kinds &= f.Type.Kinds
	for _, k := range types.AssignKinds(t, source.AnyKind&^f.Type.Kinds, expected.At) {
		if k.On|k.Refuses != 0 {
			p.Expected = append(p.Expected, e.check(p, siblings, k, source.AnyKind&^f.Type.Kinds, path, warning))
		}
	}
	if t.Members != nil && p.Type.Object != nil {
		object := e.object(p, f.Type.Members, t.Members, path)
		p.Type.Object = &object
	}
}

// check completes a check: its rule, its failure, and whether it stops its field. A limit that counts elements answers
// for those kinds only that the type refuses.
func (e lowering) check(p *plan.Field, siblings *types.Members, k types.Check, refused plan.Kind, path []string, words wording) plan.Check {
	e.checkTrial(p, k)
	if k.Judge != nil {
		k.Rule = e.bind(k.Judge, siblings)
		k.Told.Params = e.params(k.Judge)
	}
	if e.reads.Count && (k.Op == plan.MinLength || k.Op == plan.MaxLength) {
		k.On |= (plan.KindList | plan.KindObject) & refused
	}
	e.examine(p, &k, path)
	out := k.Check
	out.Stop = slices.Contains(e.Stop, k.Told.Rule) || slices.Contains(e.Stop, k.Told.Rule+"."+k.Told.Reason())
	out.Failure = e.failure(p, k, words)
	return out
}

// plain is a constraint that a name alone states.
func plain(key string, at token.Pos) types.Check { return types.NewCheck(plan.Kinds, 0, key, at) }

func (e lowering) source(at token.Pos) string {
	if !at.IsValid() {
		return ""
	}
	return fmt.Sprintf("%s:%d", e.Located(e.File(at)), at.Line())
}
