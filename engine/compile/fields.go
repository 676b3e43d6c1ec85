package compile

import (
	"slices"
	"strconv"
	"strings"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/plan"
)

// members are what is known of the members of an object.
type members struct {
	fields     []*field // in the order in which they first appear
	conditions []condition
	patterns   []pattern
	ellipsis   bool // "..." is written
	closed     bar
	free       bool // it is inside of what close was given, which a definition does not close
	vague      bool // to CUE it may be no object at all
}

// A field is a member on its way into the plan.
type field struct {
	name     string
	doc      string
	at       token.Pos
	required bool
	implied  bool // only a condition names it
	barred   bar
	declared node
	outer    *field // the member in whose declaration it is declared
	typ      typ    // what patterns beside it say included
}

func (m *members) find(name string) *field {
	for _, f := range m.fields {
		if f.name == name {
			return f
		}
	}
	return nil
}

func (m *members) names() []string {
	names := make([]string, len(m.fields))
	for i, f := range m.fields {
		names[i] = f.name
	}
	return names
}

// join is the conjunction of two objects.
func (r reader) join(a, b *members) *members {
	m := &members{
		conditions: slices.Concat(a.conditions, b.conditions),
		patterns:   slices.Concat(a.patterns, b.patterns),
		ellipsis:   a.ellipsis || b.ellipsis,
		closed:     max(a.closed, b.closed),
		free:       a.free || b.free,
		vague:      a.vague && b.vague,
	}
	for _, f := range a.fields {
		g := b.find(f.name)
		if g == nil {
			m.fields = append(m.fields, r.narrowed(f, b.patterns))
			continue
		}
		merged := *f
		merged.required = merged.required || g.required
		merged.implied = merged.implied && g.implied
		merged.typ = r.both(merged.typ, g.typ)
		if g.doc != "" {
			merged.doc = g.doc
		}
		m.fields = append(m.fields, &merged)
	}
	for _, f := range b.fields {
		if a.find(f.name) == nil {
			m.fields = append(m.fields, r.narrowed(f, a.patterns))
		}
	}
	r.meet(m, a, b)
	return m
}

// field is a member as one declaration has it.
func (r reader) field(n node, x *ast.Field) *field {
	label := x.Label
	if alias, ok := label.(*ast.Alias); ok {
		label, _ = alias.Expr.(ast.Label)
	}
	name, identifier, err := ast.LabelName(label)
	if err != nil || x.Alias != nil {
		r.fault(x.Pos(), "write name!: or name?:", "the label %s is not supported", show(x.Label))
		return nil
	}
	if identifier && (name[0] == '#' || name[0] == '_') {
		hint := "declare it at the top level of the package"
		if name[0] == '_' {
			hint = "write " + strconv.Quote(name) + " for a member of that name"
		}
		r.fault(x.Pos(), hint, "%s inside a type is not supported", name)
		return nil
	}
	if x.Constraint != token.NOT && x.Constraint != token.OPTION && !r.inBody {
		r.fault(x.Pos(), "write "+name+"!: or "+name+"?:", "the field %s is neither required nor optional", name)
	}
	f := &field{name: name, doc: comment(x), at: x.Pos(), required: x.Constraint != token.OPTION}
	f.declared, f.outer = n.value(x), r.user
	inner := r.of(f)
	if r.left[x] {
		t, _ := inner.subtree(f.declared)
		f.typ = inner.attributed(t, f.declared, false)
	} else {
		f.typ = inner.declaration(f.declared, false)
	}
	return f
}

// declaration is what a declaration says: its value, under the names that its attributes give. Those of a definition
// name the constraints beside them too.
func (r reader) declaration(n node, definition bool) typ {
	if slices.Contains(r.open, n.field) {
		if definition {
			return r.recursive(n)
		}
		r.fault(n.field.Pos(), "write out what is needed of it", "%s refers to itself", show(n.field.Label))
		return typ{kinds: anyKind}
	}
	r.open = append(slices.Clip(r.open), n.field)

	t := r.attributed(r.expr(n), n, definition)
	if definition {
		if t.recurs == n.field || t.anyChoice(func(choice *typ) bool { return choice.recurs == n.field }) {
			r.fault(n.field.Pos(), "write out what is needed of it", "%s refers to itself", show(n.field.Label))
			t = typ{kinds: anyKind}
		}
		r.suppose(n, t)
		r.done[n.field] = t
	}
	return t
}

// attributed is t with what the attributes of its declaration say.
func (r reader) attributed(t typ, n node, definition bool) typ {
	t.checks = slices.Clone(t.checks)
	seen := map[string]bool{} // what can be given once
	for _, a := range attributes(n) {
		switch a.name {
		case "as":
			r.as(&t, a)
		case "rule":
			if seen["@rule "+a.first()] {
				r.fault(a.at, "", "the rule %s is given twice", a.first())
				continue
			}
			seen["@rule "+a.first()] = true
			r.rule(&t, a, definition)
		case "lookup":
			r.ask(&t, a, seen)
		case "read":
			r.once(&t.notes.read, a, seen)
		case "absent":
			r.once(&t.notes.absent, a, seen)
		case "instead":
			r.once(&t.notes.instead, a, seen)
		case "sorted", "if":
			if r.inBody {
				break
			}
			r.fault(a.at, "write it in the #Body of an answer", "@%s has no meaning for a field", a.name)
		case "secret":
			t.notes.secret = true
		case "inferred":
			t.notes.inferred = nearer(t.notes.inferred, &plan.Inference{Why: a.text})
		}
	}
	return t
}

// once takes in an attribute that a declaration may have once.
func (r reader) once(to **attribute, a attribute, seen map[string]bool) {
	if seen["@"+a.name] {
		r.fault(a.at, "give it once", "@%s is given twice", a.name)
	}
	seen["@"+a.name] = true
	*to = &a
}

// ask takes in a question to the host.
func (r reader) ask(t *typ, a attribute, seen map[string]bool) {
	name := a.first()
	switch {
	case len(a.args) != 1 || !identifier(name):
		r.fault(a.at, "write @lookup(name)", "@lookup takes a name")
	case seen["@lookup "+name]:
		r.fault(a.at, "give it once", "the lookup %s is given twice", name)
	case r.free(name, a.at):
		seen["@lookup "+name] = true
		t.notes = t.notes.and(notes{lookups: []attribute{a}})
	}
}

// occasions are those of every endpoint.
var occasions = []string{"ok", "invalid", "malformed"}

// free reports whether a lookup can have the name.
func (r reader) free(name string, at token.Pos) bool {
	if slices.Contains(occasions, name) {
		r.fault(at, "give it another name than "+strings.Join(occasions, " "), "no lookup can be named %s", name)
		return false
	}
	return true
}

// wholeRules are those about what is no field of a request.
var wholeRules = []string{"json", "query", "form", "method", "media_type", "header", "https", "unknown_field", "lookup"}

// renames reports whether an @as gives a name that a rule about a field can have.
func (r reader) renames(a attribute) bool {
	name := a.first()
	switch {
	case len(a.args) != 1 || !identifier(name):
		r.fault(a.at, "write @as(name)", "@as takes the name of a rule")
	case slices.Contains(wholeRules, name):
		r.fault(a.at, "give it another name", "%s is no rule about a field", name)
	default:
		return true
	}
	return false
}

// as gives the constraints of t, types excepted, a name of their own.
func (r reader) as(t *typ, a attribute) {
	if !r.renames(a) {
		return
	}
	for i := range t.checks {
		if k := &t.checks[i]; !k.typed {
			k.rule(a.first())
		}
	}
	t.compared = slices.Clone(t.compared)
	for i := range t.compared {
		t.compared[i].rule = a.first()
	}
}

// rule adds a rule that Go decides, or gives it other arguments.
func (r reader) rule(t *typ, a attribute, definition bool) {
	name := a.first()
	if !identifier(name) {
		r.fault(a.at, "write @rule(name, argument=value)", "@rule takes the name of a rule")
		return
	}
	known, ok := r.vocabulary.rules[name]
	if !ok {
		r.fault(a.at, suggest(name, r.vocabulary.ruleNames), "unknown rule %s", name)
		return
	}
	if kinds := t.kinds &^ plan.KindNull; kinds != 0 && kinds&known.kinds == 0 {
		r.fault(a.at, "give it to a member that may be a text", "the rule %s accepts no %s", name, kindNames(kinds))
		return
	}
	if definition {
		for i := range t.checks {
			if k := &t.checks[i]; !k.typed && k.plain() {
				k.rule(name)
			}
		}
	}
	k := plainCheck(plan.Judge, t.kinds&^plan.KindNull, name, a.at)
	k.judge, k.allowed = &a, plan.KindNull&t.kinds
	same := func(o check) bool { return o.told.Rule == name }
	if i := slices.IndexFunc(t.checks, func(o check) bool { return o.judge != nil && same(o) }); i >= 0 {
		t.checks[i] = k
		return
	}
	place := len(t.checks)
	for i, o := range t.checks {
		if same(o) {
			place = i + 1
		}
	}
	t.checks = slices.Insert(t.checks, place, k)
}

// plain reports whether a check still has the name of the constraint that it is.
func (k *check) plain() bool {
	if k.judge != nil {
		return false
	}
	switch k.told.Rule {
	case "enum", "min", "max", "min_length", "max_length", "pattern", "items":
		return true
	}
	return false
}

// identifier reports whether name may be the name of a rule or lookup.
func identifier(name string) bool {
	for i := range len(name) {
		c := name[i]
		if !('a' <= c && c <= 'z' || i > 0 && ('0' <= c && c <= '9' || c == '_')) {
			return false
		}
	}
	return name != ""
}
