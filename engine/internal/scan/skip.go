package scan

// Skip checks the value at i, which must not be preceded by white space. It
// returns the index after the value, or the fault's offset, and how many
// members or elements the value has if it is an object or an array. If it is
// one, it is nested depth deep; the outermost value has depth 1. What is at
// depth 0 or less was read before, and is within the limits.
func (s *Scanner) Skip(b []byte, i, depth int) (end, count int, code Code) {
	switch {
	case is(b, i, '{'):
		return s.object(b, i, depth)
	case is(b, i, '['):
		return s.array(b, i, depth)
	}
	end, code = scalar(b, i, &s.limits)
	return end, 0, code
}

func (s *Scanner) object(b []byte, i, depth int) (end, count int, code Code) {
	if depth > s.limits.Depth {
		return i, 0, Depth
	}
	i = Space(b, i+1)
	if is(b, i, '}') {
		return i + 1, 0, None
	}
	var form Form
	for object := s.Open(); ; i = Space(b, i+1) {
		if !is(b, i, '"') {
			return i, count, Syntax
		}
		if count >= s.limits.Keys {
			return i, count, Keys
		}
		if !s.Count(depth) {
			return i, count, Values
		}
		quote := i
		if i, form, code = String(b, quote+1, s.limits.String); code != None {
			return i, count, code
		}
		if !s.addRaw(object, b[quote+1:i-1], form) {
			return quote, count, DuplicateKey
		}
		if i = Space(b, i); !is(b, i, ':') {
			return i, count, Syntax
		}
		if i, _, code = s.Skip(b, Space(b, i+1), depth+1); code != None {
			return i, count, code
		}
		count++
		i = Space(b, i)
		if is(b, i, '}') {
			s.Close(object)
			return i + 1, count, None
		}
		if !is(b, i, ',') {
			return i, count, Syntax
		}
	}
}

func (s *Scanner) array(b []byte, i, depth int) (end, count int, code Code) {
	if depth > s.limits.Depth {
		return i, 0, Depth
	}
	i = Space(b, i+1)
	if is(b, i, ']') {
		return i + 1, 0, None
	}
	for ; ; i = Space(b, i+1) {
		if code = s.CountElement(b, i, depth); code != None {
			return i, count, code
		}
		if i, _, code = s.Skip(b, i, depth+1); code != None {
			return i, count, code
		}
		count++
		i = Space(b, i)
		if is(b, i, ']') {
			return i + 1, count, None
		}
		if !is(b, i, ',') {
			return i, count, Syntax
		}
	}
}
