package scan

// precision is how many significant digits of a quotient CUE looks at.
const precision = 34

// Multiple reports whether the value of a literal that [Number] accepts is that of b times an integer, where b is a number
// of at most 18 significant digits that is not 0. As for math.MultipleOf of CUE, the quotient is rounded to 34 digits.
func Multiple[A, B []byte | string](a A, b B) bool {
	x, y := parse(a), parse(b)
	if x.sign == 0 {
		return true
	}
	divisor, digits := uint64(0), 0
	for j := y.first; j < y.end; digits++ {
		var c byte
		c, j = significand(b, j, y.end)
		divisor = divisor*10 + uint64(c-'0')
	}
	q := quotient{divisor: divisor}
	i := x.first
	next := func() int {
		var c byte
		c, i = significand(a, i, x.end)
		return q.next(c)
	}
	whole := x.point - (y.point - digits) // digits of the quotient before its point, leading zeros included
	significant := 0
	for range whole {
		if next() > 0 || significant > 0 {
			significant++
		}
		if significant == precision || i >= x.end && q.remainder == 0 {
			return true
		}
	}
	if whole < 0 {
		return false
	}
	return q.rounds(next, precision-significant, significant > 0)
}

// A quotient is a division by hand.
type quotient struct{ divisor, remainder uint64 }

// next takes down a digit and returns one of the quotient.
func (q *quotient) next(c byte) int {
	q.remainder = q.remainder*10 + uint64(c-'0')
	digit := q.remainder / q.divisor
	q.remainder %= q.divisor
	return int(digit)
}

// rounds reports whether a fraction is rounded away in n digits; down only where digits stand before the point.
func (q *quotient) rounds(next func() int, n int, down bool) bool {
	first := next()
	if first != 9 && (first != 0 || !down) {
		return false
	}
	for range n - 1 {
		if next() != first {
			return false
		}
	}
	return (next() >= 5) == (first == 9)
}
