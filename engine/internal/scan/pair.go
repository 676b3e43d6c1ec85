package scan

import "bytes"

// A Pair is a name and its value in a query string or form
// (application/x-www-form-urlencoded): b[Name:NameEnd] and b[Value:End], as
// written. Where no "=" follows the name, the value is empty and at its end.
type Pair struct{ Name, NameEnd, Value, End int }

// NextPair finds the first pair at or after i that is not empty; it is not ok
// if there is none. The next one comes after End.
func NextPair(b []byte, i int) (p Pair, ok bool) {
	for i < len(b) && b[i] == '&' {
		i++
	}
	if i >= len(b) {
		return Pair{}, false
	}
	p = Pair{Name: i, NameEnd: len(b), Value: len(b), End: len(b)}
	if n := bytes.IndexByte(b[i:], '&'); n >= 0 {
		p.NameEnd, p.Value, p.End = i+n, i+n, i+n
	}
	if n := bytes.IndexByte(b[i:p.End], '='); n >= 0 {
		p.NameEnd, p.Value = i+n, i+n+1
	}
	return p, true
}
