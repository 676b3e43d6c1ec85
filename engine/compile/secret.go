package compile

import "slices"

// secret reports whether a value, its elements or all of its members are secret.
func (t *typ) secret() bool {
	return t.notes.secret || t.anyElem((*typ).secret) || t.anyChoice((*typ).secret) ||
		t.members != nil && t.members.unnamed((*typ).secret) || t.tries((*typ).secret)
}

// holdsSecret reports whether anything in a value is secret.
func (t *typ) holdsSecret() bool {
	return t.secret() || t.anyElem((*typ).holdsSecret) || t.anyChoice((*typ).holdsSecret) ||
		t.members != nil && t.members.unnamed((*typ).holdsSecret) ||
		t.members != nil && slices.ContainsFunc(t.members.fields, func(f *field) bool { return f.typ.holdsSecret() }) ||
		t.tries((*typ).holdsSecret)
}

// tries reports whether a value of t is tried against a type of which is holds.
func (t *typ) tries(is func(*typ) bool) bool {
	return slices.ContainsFunc(t.checks, func(k check) bool {
		return k.trial != nil && slices.ContainsFunc(k.trial.types, func(t typ) bool { return is(&t) })
	})
}

// conceal notes the paths of all members that some part of t, which is at path, keeps secret: whatever else describes such a
// member, an alternative or a condition, its value is.
func (e lowering) conceal(t *typ, path string) {
	if t.members != nil {
		for _, f := range t.members.fields {
			e.concealField(f.name, &f.typ, path)
		}
		for _, cond := range t.members.conditions {
			if cond.then != nil {
				e.concealField(cond.name, cond.then, path)
			}
		}
		for i := range t.members.patterns {
			e.conceal(&t.members.patterns[i].typ, path)
		}
	}
	for i := range t.items {
		e.conceal(&t.items[i], path)
	}
	if t.elem != nil {
		e.conceal(t.elem, path)
	}
	for i := range t.choices {
		e.conceal(&t.choices[i], path)
	}
	for _, k := range t.checks {
		if k.trial != nil {
			for i := range k.trial.types {
				e.conceal(&k.trial.types[i], path)
			}
		}
	}
}

func (e lowering) concealField(name string, t *typ, path string) {
	if path != "" {
		name = path + "." + name
	}
	e.concealed[name] = e.concealed[name] || t.secret()
	e.conceal(t, name)
}
