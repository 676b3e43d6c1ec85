package plan

// A Reading says how input becomes the values that are checked.
type Reading struct {
	AnyCase   bool     // member names are compared without regard to ASCII case
	Trim      ASCIISet // cut from both ends of every string, but those of Verbatim fields
	EmptyNull bool     // "" becomes null
	UTF16     bool     // of a length in code points and one in UTF-16 code units the stricter holds
	Count     bool     // a length limit answers for lists and objects too, by their elements
	Quoted    bool     // in JSON, a text is read as one of a form is where the type has no texts
	Ignore    []string // names in a form or query string that are not the payload's
	Lists     Lists    // how lists come in a form or query string; none stands for Commas
	AnyBool   bool     // "true" and "false" of a text are compared without regard to ASCII case
	Space     ASCIISet // skipped before the number that a text holds
}

// Lists are the ways in which a list comes in a form or query string.
type Lists uint8

// The ways.
const (
	Commas   Lists = 1 << iota // a=1,2 or a=[1,2]
	Repeats                    // a=1&a=2
	Brackets                   // a[]=1&a[]=2
)

// Splits reports whether a text is a list by its commas.
func (r *Reading) Splits() bool { return r.Lists == 0 || r.Lists&Commas != 0 }

// Ignores reports whether a name in a form or query string is not the payload's.
func (r *Reading) Ignores(name []byte) bool {
	for _, ignored := range r.Ignore {
		if r.Same(ignored, name) {
			return true
		}
	}
	return false
}

// Same reports whether two names are of one member.
func (r *Reading) Same(a string, b []byte) bool {
	return string(b) == a || r.AnyCase && equalFold(a, b)
}

// An ASCIISet is a set of ASCII characters: bit c%64 of word c/64.
type ASCIISet [2]uint64

// Has reports whether c is in the set.
func (s *ASCIISet) Has(c byte) bool { return c < 128 && s[c>>6]>>(c&63)&1 != 0 }

// Characters are those of the set, in their order.
func (s *ASCIISet) Characters() (all string) {
	for c := range byte(128) {
		if s.Has(c) {
			all += string(rune(c))
		}
	}
	return all
}

// Empty reports whether the set is empty.
func (s *ASCIISet) Empty() bool { return s[0]|s[1] == 0 }

// A Nothing is a set of values that stand for no value at all.
type Nothing uint8

// The values that may stand for none. A blank string has only characters of Reading.Trim or, where that
// is empty, none that can be seen (rules.IsBlank); the empty string is blank.
const (
	Null Nothing = 1 << iota
	Blank
	Zero
	EmptyList
	EmptyObject
)

// A Conversion changes a value when it is read.
type Conversion uint8

// The conversions. Where one fails, the value stays as it was.
const (
	AsIs   Conversion = iota
	Digits            // a number becomes its text as PHP writes it
	Int               // a text, a number or true becomes the integer that PHP's FILTER_VALIDATE_INT makes of it
	Plus              // one leading space becomes "+", in a form and a query string only
	Nested            // a string becomes the JSON value that it holds
)
