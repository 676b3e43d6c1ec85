package phone

const (
	maxCode  = 3 // digits of a calling code
	headroom = 2 * maxLiteral

	// maxDigits is one more than there are in the longest number with its calling code and two prefixes:
	// either may be national, the first one international.
	maxDigits = 2*maxCut + maxCode + maxNational + 1
)

// digits are those of a text, the first maxDigits of them: more are too many, whatever they are.
type digits struct {
	buf      [headroom + maxDigits]byte // with room for what two cuts put in front
	from, to int
	plus     bool // a calling code comes first
	parted   bool // a separator comes after a digit
}

func (d *digits) text() []byte { return d.buf[d.from:d.to] }

func (d *digits) len() int { return d.to - d.from }

// scan appends the digits of s. It stops at a byte that is out of place, the offset of which it returns, or len(s).
func scan[T string | []byte](d *digits, s T) int {
	to := uint(d.to)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c-'0' <= 9:
			if to < uint(len(d.buf)) {
				d.buf[to] = c
				to++
			}
		case c == ' ', c == '-', c == '.', c == '(', c == ')', c == '/':
			d.parted = d.parted || int(to) > d.from
		case c == '+':
			if d.plus || int(to) > d.from {
				return i
			}
			d.plus = true
		default:
			return i
		}
	}
	d.to = int(to)
	return len(s)
}
