package scan

// Begin returns the index of the brace that opens the text's object. A text
// that starts with another value is a [NotObject] fault at that value, provided
// its first token is well-formed; otherwise the fault is the token's. A byte
// order mark is looked for only in front of everything.
func Begin(b []byte, limits *Limits) (i int, code Code) {
	const mark = "\xEF\xBB\xBF"
	if len(b) >= len(mark) && string(b[:len(mark)]) == mark {
		return 0, BOM
	}
	i = Space(b, 0)
	if is(b, i, '{') {
		return i, None
	}
	if !is(b, i, '[') {
		if end, code := scalar(b, i, limits); code != None {
			return end, code
		}
	}
	return i, NotObject
}

// End checks that nothing but white space follows at i. It returns the length
// of b, or the offset of the first other byte.
func End(b []byte, i int) (end int, code Code) {
	if i = Space(b, i); i < len(b) {
		return i, Trailing
	}
	return i, None
}

// Check checks a whole text, which must be an object. It returns the fault's
// offset and code, or the length of b and [None]. Of a text longer than
// Limits.Body only the part within it is read: a fault there counts, anything
// else is a [Size] fault at the limit.
func (s *Scanner) Check(b []byte) (offset int, code Code) {
	if len(b) <= s.limits.Body {
		return s.check(b)
	}
	// What is wrong only because the text was cut is found at the cut.
	offset, code = s.check(b[:s.limits.Body])
	if offset == s.limits.Body {
		return offset, Size
	}
	return offset, code
}

func (s *Scanner) check(b []byte) (offset int, code Code) {
	s.values = 0
	i, code := Begin(b, &s.limits)
	if code != None {
		return i, code
	}
	if i, _, code = s.Skip(b, i, 1); code != None {
		return i, code
	}
	return End(b, i)
}
