package scan

// Number reads a number at i. It returns the index after it, or the fault's
// offset. A number of too many characters is a [NumberSize] fault at the first
// one past the limit, an exponent beyond its limit one at the digit that takes
// it there. What follows the number is not looked at, except that a digit after
// a leading zero is a fault of the number.
func Number(b []byte, i int, limits *Limits) (end int, form Form, code Code) {
	end, form, code = number(b, i, limits.Exponent)
	if end-i > limits.Number {
		return i + limits.Number, form, NumberSize
	}
	return end, form, code
}

func number(b []byte, i, limit int) (end int, form Form, code Code) {
	if is(b, i, '-') {
		i++
	}
	first := i
	if i = digits(b, i); i == first {
		return i, form, Syntax
	}
	if b[first] == '0' && i > first+1 {
		return first + 1, form, Syntax
	}
	if is(b, i, '.') {
		form = Fraction
		first = i + 1
		if i = digits(b, first); i == first {
			return i, form, Syntax
		}
	}
	if is(b, i, 'e') || is(b, i, 'E') {
		form = Fraction
		i, code = exponent(b, i+1, limit)
	}
	return i, form, code
}

// exponent reads the part of a number after its e.
func exponent(b []byte, i, limit int) (end int, code Code) {
	if is(b, i, '+') || is(b, i, '-') {
		i++
	}
	if i == len(b) || !digit(b[i]) {
		return i, Syntax
	}
	for magnitude := 0; i < len(b) && digit(b[i]); i++ {
		magnitude = magnitude*10 + int(b[i]-'0')
		if magnitude > limit {
			return i, NumberSize
		}
	}
	return i, None
}

// digits returns the first index at or after i that does not hold a digit.
func digits(b []byte, i int) int {
	for i < len(b) && digit(b[i]) {
		i++
	}
	return i
}

func digit(c byte) bool {
	return c-'0' <= 9
}
