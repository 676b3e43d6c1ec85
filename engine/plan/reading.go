package plan

// A Reading says how input becomes the values that are checked.
type Reading struct {
	AnyCase   bool     // member names are compared without regard to ASCII case
	Trim      ASCIISet // cut from both ends of every string, but those of Verbatim fields
	EmptyNull bool     // "" becomes null
	UTF16     bool     // of a length in code points and one in UTF-16 code units the stricter holds
	Count     bool     // a length limit answers for lists and objects too, by their elements
	Ignore    []string // names in a form or query string that are not the payload's
}

// Ignores reports whether a name in a form or query string is not the payload's.
func (r *Reading) Ignores(name []byte) bool {
	for _, ignored := range r.Ignore {
		if string(name) == ignored || r.AnyCase && equalFold(ignored, name) {
			return true
		}
	}
	return false
}

// An ASCIISet is a set of ASCII characters: bit c%64 of word c/64.
type ASCIISet [2]uint64

// Has reports whether c is in the set.
func (s *ASCIISet) Has(c byte) bool { return c < 128 && s[c>>6]>>(c&63)&1 != 0 }

// Empty reports whether the set is empty.
func (s *ASCIISet) Empty() bool { return s[0]|s[1] == 0 }

// A Nothing is a set of values that stand for no value at all.
type Nothing uint8

// The values that may stand for none. A blank string has only characters of Reading.Trim or, where that
// is empty, of Unicode White_Space; the empty string is blank.
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
