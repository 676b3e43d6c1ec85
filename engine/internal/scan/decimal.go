package scan

import (
	"bytes"
	"cmp"
	"math"
	"strconv"
)

// Compare compares the values of two literals that [Number] accepts, as decimal
// numbers without rounding: 1, 1.0 and 10e-1 are equal, as are 0 and -0. It
// returns -1, 0 or +1. Exponents are exact up to ±1e8.
func Compare[A, B []byte | string](a A, b B) int {
	x, y := parse(a), parse(b)
	if c := cmp.Compare(x.sign, y.sign); c != 0 || x.sign == 0 {
		return c
	}
	if c := cmp.Compare(x.point, y.point); c != 0 {
		return c * x.sign
	}
	for i, j := x.first, y.first; i < x.end || j < y.end; {
		var p, q byte
		p, i = significand(a, i, x.end)
		q, j = significand(b, j, y.end)
		if c := cmp.Compare(p, q); c != 0 {
			return c * x.sign
		}
	}
	return 0
}

// A decimal is the value sign × 0.d₁d₂d₃… × 10^point. Its digits are those of
// the literal from the index first, which holds one other than 0, to the index
// end; a decimal point may lie between.
type decimal struct {
	sign, point, first, end int
}

func parse[T []byte | string](lit T) (d decimal) {
	i := 0
	d.sign = 1
	if lit[0] == '-' {
		d.sign = -1
		i++
	}
	d.first = -1
	fraction := false
	for ; i < len(lit) && lit[i]|0x20 != 'e'; i++ {
		if lit[i] == '.' {
			fraction = true
			continue
		}
		if d.first < 0 && lit[i] != '0' {
			d.first = i
		}
		switch {
		case d.first < 0 && fraction:
			d.point--
		case d.first >= 0 && !fraction:
			d.point++
		}
	}
	if d.first < 0 {
		return decimal{}
	}
	d.end = i
	if i < len(lit) {
		d.point += power(lit[i+1:])
	}
	return d
}

// power returns the value of the exponent written in lit.
func power[T []byte | string](lit T) (e int) {
	for i := range len(lit) {
		if digit(lit[i]) {
			e = e*10 + int(lit[i]-'0')
		}
	}
	if lit[0] == '-' {
		return -e
	}
	return e
}

// significand returns the digit at or after i, and the index after it. After
// the last one it returns zeros.
func significand[T []byte | string](lit T, i, end int) (c byte, next int) {
	if i < end && lit[i] == '.' {
		i++
	}
	if i >= end {
		return '0', i
	}
	return lit[i], i + 1
}

// AppendDecimal appends what the literals of one value, which [Number] accepts, have in common and no others: a sign, the
// digits without zeros around them, and the exponent. It ends in a byte that is at no other place in it.
func AppendDecimal(dst, lit []byte) []byte {
	d := parse(lit)
	dst = append(dst, "-0+"[d.sign+1])
	for i := d.first; i < d.end; {
		var c byte
		c, i = significand(lit, i, d.end)
		dst = append(dst, c)
	}
	if d.sign != 0 {
		dst = append(bytes.TrimRight(dst, "0"), 'e')
		dst = strconv.AppendInt(dst, int64(d.point), 10)
	}
	return append(dst, ';')
}

// Int64 returns the value of an integer literal that [Number] accepts. It is
// not ok if the literal has a fraction or an exponent, or is outside int64.
func Int64(lit []byte) (v int64, ok bool) {
	limit := uint64(math.MaxInt64)
	digits := lit
	if lit[0] == '-' {
		limit++
		digits = lit[1:]
	}
	var u uint64
	for _, c := range digits {
		if !digit(c) || u > limit/10 {
			return 0, false
		}
		if u = u*10 + uint64(c-'0'); u > limit {
			return 0, false
		}
	}
	if lit[0] == '-' {
		return -int64(u), true
	}
	return int64(u), true
}
