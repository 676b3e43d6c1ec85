package read

import (
	"slices"
	"strings"

	"cuelang.org/go/cue/token"
	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/compile/internal/types"
	"github.com/passant-go/passant/engine/plan"
)

// attributed is t with what the attributes of its declaration say.
func (r Reader) attributed(t types.Type, n source.Node, definition bool) types.Type {
	t.Checks = slices.Clone(t.Checks)
	seen := map[string]bool{} // what can be given once
	for _, a := range source.Attributes(n) {
		switch a.Name {
		case "as":
			r.as(&t, a)
		case "rule":
			if seen["@rule "+a.First()] {
				r.Add(a.At, "", "the rule %s is given twice", a.First())
				continue
			}
			seen["@rule "+a.First()] = true
			r.rule(&t, a, definition)
		case "lookup":
			r.ask(&t, a, seen)
		case "read":
			r.once(&t.Notes.Read, a, seen)
		case "absent":
			r.once(&t.Notes.Absent, a, seen)
		case "instead":
			r.once(&t.Notes.Instead, a, seen)
		case "sorted", "if":
			if r.InBody {
				break
			}
			r.Add(a.At, "write it in the #Body of an answer", "@%s has no meaning for a field", a.Name)
		case "secret":
			t.Notes.Secret = true
		case "inferred":
			t.Notes.Inferred = types.Nearer(t.Notes.Inferred, &plan.Inference{Why: a.Text})
		}
	}
	return t
}

// once takes in an attribute that a declaration may have once.
func (r Reader) once(to **source.Attribute, a source.Attribute, seen map[string]bool) {
	if seen["@"+a.Name] {
		r.Add(a.At, "give it once", "@%s is given twice", a.Name)
	}
	seen["@"+a.Name] = true
	*to = &a
}

// ask takes in a question to the host.
func (r Reader) ask(t *types.Type, a source.Attribute, seen map[string]bool) {
	name := a.First()
	switch {
	case len(a.Args) != 1 || !Identifier(name):
		r.Add(a.At, "write @lookup(name)", "@lookup takes a name")
	case seen["@lookup "+name]:
		r.Add(a.At, "give it once", "the lookup %s is given twice", name)
	case r.Free(name, a.At):
		seen["@lookup "+name] = true
		t.Notes = t.Notes.And(types.Notes{Lookups: []source.Attribute{a}})
	}
}

// occasions are those of every endpoint.
var occasions = []string{"ok", "invalid", "malformed"}

// Free reports whether a lookup can have the name.
func (r Reader) Free(name string, at token.Pos) bool {
	if slices.Contains(occasions, name) {
		r.Add(at, "give it another name than "+strings.Join(occasions, " "), "no lookup can be named %s", name)
		return false
	}
	return true
}

// wholeRules are those about what is no field of a request.
var wholeRules = []string{"json", "query", "form", "method", "media_type", "header", "https", "unknown_field", "lookup"}

// renames reports whether an @as gives a name that a rule about a field can have.
func (r Reader) renames(a source.Attribute) bool {
	name := a.First()
	switch {
	case len(a.Args) != 1 || !Identifier(name):
		r.Add(a.At, "write @as(name)", "@as takes the name of a rule")
	case slices.Contains(wholeRules, name):
		r.Add(a.At, "give it another name", "%s is no rule about a field", name)
	default:
		return true
	}
	return false
}

// as gives the constraints of t, types excepted, a name of their own.
func (r Reader) as(t *types.Type, a source.Attribute) {
	if !r.renames(a) {
		return
	}
	for i := range t.Checks {
		if k := &t.Checks[i]; !k.Typed {
			k.ReportAs(a.First())
		}
	}
	t.Compared = slices.Clone(t.Compared)
	for i := range t.Compared {
		t.Compared[i].Rule = a.First()
	}
}

// rule adds a rule that Go decides, or gives it other arguments.
func (r Reader) rule(t *types.Type, a source.Attribute, definition bool) {
	name := a.First()
	if !Identifier(name) {
		r.Add(a.At, "write @rule(name, argument=value)", "@rule takes the name of a rule")
		return
	}
	known, ok := r.Rules[name]
	if !ok {
		r.Add(a.At, source.Suggest(name, r.RuleNames), "unknown rule %s", name)
		return
	}
	if kinds := t.Kinds &^ plan.KindNull; kinds != 0 && kinds&known == 0 {
		r.Add(a.At, "give it to a member that may be a text", "the rule %s accepts no %s", name, types.KindNames(kinds))
		return
	}
	if definition {
		for i := range t.Checks {
			if k := &t.Checks[i]; !k.Typed && k.IsPlain() {
				k.ReportAs(name)
			}
		}
	}
	k := types.NewCheck(plan.Judge, t.Kinds&^plan.KindNull, name, a.At)
	k.Judge, k.Allowed = &a, plan.KindNull&t.Kinds
	same := func(o types.Check) bool { return o.Told.Rule == name }
	if i := slices.IndexFunc(t.Checks, func(o types.Check) bool { return o.Judge != nil && same(o) }); i >= 0 {
		t.Checks[i] = k
		return
	}
	place := len(t.Checks)
	for i, o := range t.Checks {
		if same(o) {
			place = i + 1
		}
	}
	t.Checks = slices.Insert(t.Checks, place, k)
}

// Identifier reports whether name may be the name of a rule or lookup.
func Identifier(name string) bool {
	for i := range len(name) {
		c := name[i]
		if !('a' <= c && c <= 'z' || i > 0 && ('0' <= c && c <= '9' || c == '_')) {
			return false
		}
	}
	return name != ""
}
