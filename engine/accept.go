package engine

import (
	"unicode/utf8"

	"github.com/passant-go/passant/engine/internal/scan"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/rules"
)

// accept reads the value at i if the shortcut accepts it, and returns the index after it, else 0; what v is then is of no interest.
func (x *evaluator) accept(s *shortcut, v *value, i int) (end int) {
	b := x.in
	if i >= len(b) || b[i] != '"' {
		return x.acceptOther(s, v, i)
	}
	ascii := true
	if end = scan.Plain(b, i+1, x.lexical.String); end == 0 {
		var form scan.Form
		var code scan.Code
		if end, form, code = scan.String(b, i+1, x.lexical.String); code != scan.None || form&scan.Escaped != 0 {
			return 0
		}
		ascii = false
	}
	v.kind, v.text, v.offset, v.length = plan.KindString, b[i+1:end-1], i, end-i
	if !x.acceptText(s, v.text, ascii) {
		return 0
	}
	return end
}

// acceptText reports whether the shortcut accepts a string, of which may be known that it is ASCII.
func (x *evaluator) acceptText(s *shortcut, text []byte, ascii bool) bool {
	n := len(text)
	if n == 0 {
		if s.empty || s.visible {
			return s.empty
		}
	} else if s.visible || s.trimmed {
		if c := text[0]; c <= ' ' || c >= 0x7f && (c == 0x7f || s.visible && blank(text, &x.plan.Read.Trim)) {
			return false
		}
		if c := text[n-1]; s.trimmed && (c <= ' ' || c == 0x7f) {
			return false
		}
	}
	return s.kinds&plan.KindString != 0 &&
		(n <= int(s.most) && n >= int(s.least) && (ascii || n >= utf8.UTFMax*int(s.least)) || x.measures(s, text)) &&
		(s.blank == nil || n > 0 && isVisible(text[0]) || s.blank.Match(text)) &&
		x.tested(s.texts, text)
}

// tested reports whether a text passes tests.
func (x *evaluator) tested(tests []shortTest, text []byte) bool {
	for i := range tests {
		switch t := &tests[i]; t.op {
		case match:
			if !t.pattern.Match(text) {
				return false
			}
		case accepter:
			if !t.accepter.Accepts(text) {
				return false
			}
		case rule:
			if t.rule.Check(rules.Value{Text: text, Now: x.now}).Outcome != rules.Accept {
				return false
			}
		default:
			if failed, _ := x.fails(t.check, &value{kind: plan.KindString, text: text}); failed {
				return false
			}
		}
	}
	return true
}

// isVisible reports whether c is an ASCII character that can be seen.
func isVisible(c byte) bool { return c-'!' <= '~'-'!' }

// acceptOther is accept for what is no string.
func (x *evaluator) acceptOther(s *shortcut, v *value, i int) (end int) {
	b := x.in
	if i >= len(b) {
		return 0
	}
	kind, number, want := plan.KindBool, int64(0), "true"
	switch b[i] {
	case '{', '[':
		return 0
	case 't':
	case 'f':
		want = "false"
	case 'n':
		kind, want = plan.KindNull, "null"
	default:
		want = ""
		end, number, kind = s.number(b, i)
	}
	if want != "" {
		if end = i + len(want); end > len(b) || string(b[i:end]) != want {
			return 0
		}
	}
	if s.kinds&kind == 0 {
		return 0
	}
	v.kind, v.text, v.offset, v.length = kind, b[i:end], i, end-i
	if len(s.others) > 0 && !x.passes(s.others, v, number) {
		return 0
	}
	return end
}

// measures reports whether the length of a text is within the limits.
func (x *evaluator) measures(s *shortcut, text []byte) bool {
	least := runes(text)
	most := least
	if x.plan.Read.UTF16 {
		most = units(text)
	}
	return least >= int(s.least) && most <= int(s.most)
}

// shortNumber is how many characters a number has at most that a shortcut accepts.
const shortNumber = 20

// number reads the number at i if it is within the bounds; no kind where it is not, or has more characters or an exponent.
func (s *shortcut) number(b []byte, i int) (end int, n int64, kind plan.Kind) {
	first := i
	if b[i] == '-' {
		first++
	}
	for end = first; end < len(b) && b[end]-'0' <= 9; end++ {
		n = n*10 + int64(b[end]-'0')
	}
	if digits := end - first; digits == 0 || digits > 18 || b[first] == '0' && (digits > 1 || s.nonzero || first > i) {
		return i, 0, 0
	}
	if first > i {
		n = -n
	}
	kind, low, high := plan.KindInt, n, n
	if end < len(b) && b[end] == '.' {
		point := end
		for end++; end < len(b) && b[end]-'0' <= 9; end++ {
		}
		if end == point+1 || end-i > shortNumber {
			return i, 0, 0
		}
		kind, low, high = plan.KindFloat, n-1, n+1 // between which it is
	}
	if end < len(b) && b[end]|0x20 == 'e' || low < s.low || high > s.high {
		return i, 0, 0
	}
	return end, n, kind
}

// passes reports whether a value passes the tests of a shortcut; n is that of an integer.
func (x *evaluator) passes(tests []shortTest, v *value, n int64) bool {
	for i := range tests {
		switch t := &tests[i]; {
		case t.on&v.kind == 0:
		case t.op == oneOfSmall:
			if uint64(n) > 63 || t.small>>uint64(n)&1 == 0 {
				return false
			}
		case t.op == general:
			if failed, _ := x.fails(t.check, v); failed {
				return false
			}
		case !x.tested(tests[i:i+1], v.text):
			return false
		}
	}
	return true
}
