package scan

// Space returns the first index at or after i that does not hold JSON white
// space, at most len(b).
func Space(b []byte, i int) int {
	if i < len(b) && b[i] <= ' ' {
		return space(b, i)
	}
	return i
}

func space(b []byte, i int) int {
	const white uint64 = 1<<' ' | 1<<'\t' | 1<<'\n' | 1<<'\r'
	for i < len(b) && b[i] <= ' ' && white>>b[i]&1 != 0 {
		i++
	}
	return i
}

// Literal reads want, one of true, false and null, at i. It returns the index
// after it, or the fault's offset. What follows the literal is not looked at.
func Literal(b []byte, i int, want string) (end int, code Code) {
	if len(b)-i >= len(want) && string(b[i:i+len(want)]) == want {
		return i + len(want), None
	}
	for k := 0; i < len(b) && b[i] == want[k]; k++ {
		i++
	}
	return i, Syntax
}

// scalar reads the string, number or literal at i.
func scalar(b []byte, i int, limits *Limits) (end int, code Code) {
	if i == len(b) {
		return i, Syntax
	}
	switch b[i] {
	case '"':
		end, _, code = String(b, i+1, limits.String)
	case 't':
		end, code = Literal(b, i, "true")
	case 'f':
		end, code = Literal(b, i, "false")
	case 'n':
		end, code = Literal(b, i, "null")
	default:
		end, _, code = Number(b, i, limits)
	}
	return end, code
}

// is reports whether b has c at i.
func is(b []byte, i int, c byte) bool {
	return i < len(b) && b[i] == c
}
