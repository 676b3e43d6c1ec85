package engine

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestName is how many bytes a name has at most that looks like one.
const longestName = 64

// masked stands for a name that does not look like one. It looks like none itself.
var masked = []byte("***")

// shown is the name of a step as anything that is written may show it: that of a member which the contract does not name is
// masked where it does not look like a name, as what stands in the place of one may be a whole payload, or a password. A name
// has letters and marks of any script, digits and any of _-.[]$: and is no longer than longestName.
func (s step) shown() []byte {
	switch {
	case s.index == nameless || s.index == anyMember && len(s.name) > longestName:
		return masked
	case s.index != anyMember:
		return s.name
	}
	for i := 0; i < len(s.name); {
		r, n := utf8.DecodeRune(s.name[i:])
		if !unicode.In(r, unicode.L, unicode.M, unicode.Nd) && !strings.ContainsRune("_-.[]$:", r) {
			return masked
		}
		i += n
	}
	return s.name
}
