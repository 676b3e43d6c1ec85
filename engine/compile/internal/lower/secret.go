package lower

import "github.com/passant-go/passant/engine/compile/internal/types"

// conceal notes the paths of all members that some part of t, which is at path, keeps secret: whatever else describes such a
// member, an alternative or a condition, its value is.
func (e lowering) conceal(t *types.Type, path string) {
	if t.Members != nil {
		for _, f := range t.Members.Fields {
			e.concealField(f.Name, &f.Type, path)
		}
		for _, cond := range t.Members.Conditions {
			if cond.Then != nil {
				e.concealField(cond.Name, cond.Then, path)
			}
		}
		for i := range t.Members.Patterns {
			e.conceal(&t.Members.Patterns[i].Type, path)
		}
	}
	for i := range t.Items {
		e.conceal(&t.Items[i], path)
	}
	if t.Elem != nil {
		e.conceal(t.Elem, path)
	}
	for i := range t.Choices {
		e.conceal(&t.Choices[i], path)
	}
	for _, k := range t.Checks {
		if k.Subschemas != nil {
			for i := range k.Subschemas.Types {
				e.conceal(&k.Subschemas.Types[i], path)
			}
		}
	}
}

func (e lowering) concealField(name string, t *types.Type, path string) {
	if path != "" {
		name = path + "." + name
	}
	e.concealed[name] = e.concealed[name] || t.Secret()
	e.conceal(t, name)
}
