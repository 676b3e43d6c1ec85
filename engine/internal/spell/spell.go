// Package spell finds the name that was probably meant.
package spell

import (
	"iter"
	"unicode"
	"unicode/utf8"
)

// longest is the length in bytes from which on only letter case is forgiven.
const longest = 64

// Nearest returns the candidate with the fewest edits from name, the first of several. An edit inserts, deletes or
// replaces a byte or swaps two neighbours; letter case in ASCII is no difference. At most two edits are forgiven, and
// fewer than half of the bytes of name. It allocates nothing.
func Nearest[T string | []byte](name T, candidates iter.Seq[string]) (nearest string, ok bool) {
	limit := min(2, (len(name)-1)/2)
	if len(name) > longest {
		limit = 0
	}
	for candidate := range candidates {
		if d := distance(name, candidate, limit); d <= limit {
			nearest, ok, limit = candidate, true, d-1
		}
	}
	return nearest, ok
}

// distance is the number of edits between a and b, or some number above limit where there are more than that.
// It is the optimal string alignment distance: no part is edited twice.
func distance[T string | []byte](a T, b string, limit int) int {
	if max(len(a)-len(b), len(b)-len(a)) > limit {
		return limit + 1
	}
	if limit == 0 {
		for i := range len(a) {
			if lower(a[i]) != lower(b[i]) {
				return 1
			}
		}
		return 0
	}
	var rows [3][longest + 3]uint8
	previous, row, next := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		row[j] = uint8(j)
	}
	for i := range len(a) {
		next[0] = uint8(i + 1)
		for j := range len(b) {
			cost := row[j]
			if lower(a[i]) != lower(b[j]) {
				cost++
			}
			cost = min(cost, row[j+1]+1, next[j]+1)
			if i > 0 && j > 0 && lower(a[i]) == lower(b[j-1]) && lower(a[i-1]) == lower(b[j]) {
				cost = min(cost, previous[j-1]+1)
			}
			next[j+1] = cost
		}
		previous, row, next = row, next, previous
	}
	return int(row[len(b)])
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c | 0x20
	}
	return c
}

// Same reports whether encoding/json takes the two for one name of a member: equal by the simple case folding of Unicode,
// as bytes.EqualFold has it (foldName in encoding/json/fold.go). To ASCII letters that adds U+017F (s) and U+212A (k).
func Same[T string | []byte](name T, candidate string) bool {
	i, j := 0, 0
	for i < len(name) && j < len(candidate) {
		a, n := utf8.DecodeRuneInString(string(name[i:min(i+utf8.UTFMax, len(name))]))
		b, m := utf8.DecodeRuneInString(candidate[j:])
		if a != b && smallest(a) != smallest(b) {
			return false
		}
		i, j = i+n, j+m
	}
	return i == len(name) && j == len(candidate)
}

// smallest is the smallest of the characters that simple folding takes for one.
func smallest(r rune) rune {
	for {
		next := unicode.SimpleFold(r)
		if next <= r {
			return next
		}
		r = next
	}
}
