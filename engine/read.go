package engine

import (
	"slices"
	"strconv"

	"github.com/passant-go/passant/engine/internal/scan"
	"github.com/passant-go/passant/engine/plan"
)

// readDigits makes of a number its text as PHP writes it.
func (x *evaluator) readDigits(v *value) {
	if text, ok := x.phpText(v); ok {
		v.kind, v.text = plan.KindString, text
	}
}

// readInt makes of a text, a number or true the integer that PHP's FILTER_VALIDATE_INT makes of its text.
func (x *evaluator) readInt(v *value) {
	text := v.text
	switch v.kind {
	case plan.KindString:
		text = trim(text, &filterSpace)
	case plan.KindInt, plan.KindFloat:
		var ok bool
		if text, ok = x.phpText(v); !ok {
			return
		}
	case plan.KindBool:
		if len(text) != len("true") {
			return
		}
		text = one
	default:
		return
	}
	if text, ok := x.filterInt(text); ok {
		v.kind, v.text = plan.KindInt, text
	}
}

var (
	one = []byte("1")
	// filterSpace is what FILTER_VALIDATE_INT cuts from both ends.
	filterSpace = plan.ASCIISet{1<<' ' | 1<<'\t' | 1<<'\n' | 1<<'\v' | 1<<'\r'}
)

// filterInt is the JSON integer that text is to FILTER_VALIDATE_INT: 64 bits, in decimal, a sign allowed, leading
// zeros not.
func (x *evaluator) filterInt(text []byte) ([]byte, bool) {
	digits := text
	if len(text) > 0 && (text[0] == '+' || text[0] == '-') {
		digits = text[1:]
	}
	if len(digits) == 0 || len(digits) > 1 && digits[0] == '0' {
		return nil, false
	}
	for _, c := range digits {
		if c < '0' || c > '9' {
			return nil, false
		}
	}
	if text[0] == '+' || digits[0] == '0' {
		text = digits
	}
	_, ok := scan.Int64(text)
	return text, ok
}

// phpText is the text that PHP makes of a number, where that is an integer: of an integer literal of 64 bits its own
// digits, of any other number those of its value where it is integral and below 10^14, beyond which PHP uses
// exponents.
func (x *evaluator) phpText(v *value) ([]byte, bool) {
	switch v.kind {
	case plan.KindInt:
		_, ok := scan.Int64(v.text)
		return v.text, ok
	case plan.KindFloat:
		n, ok := scan.Integral(v.text)
		if !ok || n <= -1e14 || n >= 1e14 {
			return nil, false
		}
		start := len(x.arena)
		if n == 0 && v.text[0] == '-' {
			x.arena = append(x.arena, '-')
		}
		x.arena = strconv.AppendInt(x.arena, n, 10)
		return x.arena[start:len(x.arena):len(x.arena)], true
	}
	return nil, false
}

// readPlus makes of a leading space the plus sign that a form means by it, unless it is escaped.
func (x *evaluator) readPlus(v *value) {
	if x.input != plan.JSON && v.kind == plan.KindString && len(v.text) > 0 && v.text[0] == ' ' {
		start := len(x.arena)
		x.arena = append(append(x.arena, '+'), v.text[1:]...)
		v.text = x.arena[start:len(x.arena):len(x.arena)]
	}
}

// readNested makes of a string the JSON value that it holds, and reports whether it holds one other than a string. What is
// wrong inside it is found at the string.
func (x *evaluator) readNested(v *value, f *plan.Field, t *plan.Type, to step, depth int) bool {
	x.opened = nil
	if v.kind != plan.KindString || len(v.text) == 0 || x.nested != nil {
		return false
	}
	begins := &x.in[v.offset]
	if depth < 0 && slices.Contains(x.beyond, begins) {
		return false
	}
	outer, before, counted := x.in, x.mark(), x.scan.Counted()
	x.outer = nested{*v, f, to, before.path}
	x.nested = &x.outer
	x.in = v.text

	inner := value{}
	end, code := x.value(&inner, f, t, to, scan.Space(x.in, 0), depth)
	if code == scan.None {
		_, code = scan.End(x.in, end)
	}
	x.in, x.nested = outer, nil
	if code == scan.Depth || code == scan.Values {
		x.beyond = append(x.beyond, begins)
	}
	if code != scan.None || inner.kind == plan.KindString {
		x.undo(before)
		x.scan.Uncount(counted)
		return false
	}
	if x.recording {
		x.opened = v.text[inner.offset:end]
	}
	inner.offset, inner.length = v.offset, v.length
	*v = inner
	return true
}
