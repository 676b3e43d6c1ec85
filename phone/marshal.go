package phone

// AppendText implements [encoding.TextAppender] as AppendTo.
func (n Number) AppendText(b []byte) ([]byte, error) { return n.AppendTo(b), nil }

// MarshalText implements [encoding.TextMarshaler]: the E.164 form, for the zero Number the empty text.
func (n Number) MarshalText() ([]byte, error) { return n.AppendTo([]byte{}), nil }

// UnmarshalText implements [encoding.TextUnmarshaler]. It reads what MarshalText gives, as the same number:
// a +, a calling code and a national significant number, without separators or national prefix. To read what people
// write, use [Parse]. The error is a [*ParseError]; n is then as it was.
func (n *Number) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*n = Number{}
		return nil
	}
	m, reason, offset := readE164(text)
	if reason != 0 {
		return &ParseError{Reason: reason, Offset: offset}
	}
	*n = m
	return nil
}

func readE164(text []byte) (Number, Reason, int) {
	for i, c := range text {
		if i == 0 && c != '+' || i > 0 && c-'0' > 9 {
			return Number{}, Character, i
		}
	}
	d := digits{from: headroom, to: headroom}
	scan(&d, text)
	main := d.takeCode()
	if main == nil {
		return Number{}, InvalidCountryCode, 0
	}
	n, reason := d.national(main.code)
	if reason != 0 {
		return Number{}, reason, len(text)
	}
	return n, 0, 0
}
