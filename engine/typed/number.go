package typed

import (
	"cmp"
	"strconv"
)

// A Number is a JSON number as it was written, such as "1.50", for those that need not be integers of 64 bits. The empty
// Number is 0.
type Number string

// Float64 is the nearest float64, infinite where none is near.
func (n Number) Float64() float64 {
	f, _ := strconv.ParseFloat(string(n), 64)
	return f
}

// MarshalJSON is the number.
func (n Number) MarshalJSON() ([]byte, error) { return []byte(cmp.Or(n, "0")), nil }

// JSON is the JSON text of a value to which the contract gives no type that Go has. The empty JSON is null.
type JSON string

// MarshalJSON is the text.
func (j JSON) MarshalJSON() ([]byte, error) { return []byte(cmp.Or(j, "null")), nil }
