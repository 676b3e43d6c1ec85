package scan

// A Code says why a text is refused. The zero value, [None], means that it is
// not. Codes are part of reports and never change their meaning.
type Code uint8

const (
	None         Code = iota
	Syntax            // not the grammar of RFC 8259, or ends too early
	BOM               // a byte order mark before the text
	UTF8              // a string holds an ill-formed UTF-8 sequence
	Surrogate         // a string escapes half of a surrogate pair
	DuplicateKey      // an object has a name twice
	Trailing          // something other than white space follows the text
	NotObject         // the text is a value, but not an object
	Depth             // Limits.Depth
	Size              // Limits.Body
	Values            // Limits.Values
	Keys              // Limits.Keys
	StringSize        // Limits.String
	NumberSize        // Limits.Number or Limits.Exponent
	Escape            // a form holds a "%" without two hexadecimal digits
)

var codes = [...]string{
	None:         "none",
	Syntax:       "syntax",
	BOM:          "bom",
	UTF8:         "utf8",
	Surrogate:    "surrogate",
	DuplicateKey: "duplicate_key",
	Trailing:     "trailing",
	NotObject:    "not_object",
	Depth:        "depth",
	Size:         "size",
	Values:       "values",
	Keys:         "keys",
	StringSize:   "string_size",
	NumberSize:   "number_size",
	Escape:       "escape",
}

// String returns the code as reports spell it, in lower case with underscores.
func (c Code) String() string {
	if int(c) < len(codes) {
		return codes[c]
	}
	return "unknown"
}
