package scan

import "math"

// Integral returns the value of a literal that [Number] accepts. It is not ok if the value is not an integer or is
// outside int64. How the literal is written is no matter: 12, 12.0 and 1.2e1 are equal.
func Integral(lit []byte) (v int64, ok bool) {
	d := parse(lit)
	if d.sign == 0 {
		return 0, true
	}
	if d.point <= 0 || d.point > 19 {
		return 0, false
	}
	limit := uint64(math.MaxInt64)
	if d.sign < 0 {
		limit++
	}
	var u uint64
	i := d.first
	for range d.point {
		var c byte
		c, i = significand(lit, i, d.end)
		if u > limit/10 {
			return 0, false
		}
		if u = u*10 + uint64(c-'0'); u > limit {
			return 0, false
		}
	}
	for i < d.end {
		var c byte
		if c, i = significand(lit, i, d.end); c != '0' {
			return 0, false
		}
	}
	return int64(u) * int64(d.sign), true
}
