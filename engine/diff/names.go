package diff

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/internal/mutate"
	"github.com/passant-go/passant/engine/internal/spell"
	"github.com/passant-go/passant/engine/plan"
)

// alike tells that a name is refused which the older contract lets through without naming it, as encoding/json takes it for
// that of a member that the newer one declares.
func (x *comparison) alike(c *Change, t *mutate.Target, declared []plan.Field, new *plan.Object, j int) {
	if name := x.likeness(t.Object, declared, new, j); name != "" {
		c.is(Compatible, name+" is now ambiguous beside "+new.Fields[j].Name)
		c.expect(x.ambiguous(x.solver().Beside(t, name)), "whether "+name+" can be sent")
	}
}

// likeness is a name that an older object lets through without naming it, and that a newer one refuses beside that of a
// field, "" where there is none.
func (x *comparison) likeness(old *plan.Object, declared []plan.Field, new *plan.Object, j int) string {
	for _, other := range folded(new.Fields[j].Name) {
		is := func(f plan.Field) bool { return x.new.Read.Same(f.Name, []byte(other)) }
		refused := func(f plan.Field) bool { return spell.Same(other, f.Name) }
		if old.Lets([]byte(other)) && !slices.ContainsFunc(new.Fields, is) && !slices.ContainsFunc(declared, refused) {
			return other
		}
	}
	return ""
}

// confuses reports whether the newer contract refuses a name as it is not that of a member which encoding/json takes it for.
func (x *comparison) confuses(name, member string) bool {
	return spell.Same(name, member) && !x.new.Read.Same(member, []byte(name))
}

// folded are names that simple case folding takes for the same: in capitals, in small letters, and with one character that is
// another.
func folded(name string) (all []string) {
	all = []string{strings.ToUpper(name), strings.ToLower(name)}
	for i, r := range name {
		for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
			all = append(all, name[:i]+string(other)+name[i+utf8.RuneLen(r):])
		}
	}
	return slices.DeleteFunc(all, func(other string) bool { return other == name || !spell.Same(other, name) })
}

// ambiguous is the first of payloads that only the older contract accepts, as the newer one refuses a name in it.
func (x *comparison) ambiguous(payloads [][]byte) []byte {
	return x.refused(payloads, func(v engine.Violation) bool { return v.Rule == "unknown_field" && v.Code == "ambiguous" })
}
