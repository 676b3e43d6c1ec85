package scan

// Form is a set of facts about how an accepted token is written. The zero value
// is a string of unescaped ASCII, or a number that is a JSON integer.
type Form uint8

const (
	Escaped  Form = 1 << iota // the string has a backslash
	NonASCII                  // the string has a byte of 0x80 or above
	Fraction                  // the number has a fraction or an exponent
)
