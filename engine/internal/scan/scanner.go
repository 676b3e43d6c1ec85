package scan

// A Scanner holds what reading a text needs to remember: the limits, how many
// values were read, and the names seen in the objects that are open. It is meant to be reused, and used
// by one goroutine at a time. The zero value is ready after [Scanner.Reset].
//
// A Scanner refers to the text it reads until the next Reset; the text must not
// change before. Reset it before it goes back to a pool, so that the pool does
// not keep the text alive.
type Scanner struct {
	limits  Limits
	values  int
	pause   int             // as far as values may go without a look: at most Limits.Values
	done    <-chan struct{} // nil: there is nothing to look at
	stopped bool
	names   names
}

// stretch is how many values are read between two looks at what Watch was given.
const stretch = 4096

// Reset forgets everything read and sets the limits for what comes. Memory is
// kept for the next text, unless it is unusually much.
func (s *Scanner) Reset(limits Limits) {
	s.limits = limits
	s.values, s.pause = 0, limits.Values
	s.done, s.stopped = nil, false
	s.names.reset()
}

// Watch has the Scanner look at done every few thousand values, from the next on, until the next Reset. Once it is closed, the
// next value is a [Values] fault, and Stopped tells that it is none.
func (s *Scanner) Watch(done <-chan struct{}) {
	if s.done = done; done != nil {
		s.pause = min(s.values+stretch, s.limits.Values)
	}
}

// Stopped reports whether reading ended because of what Watch was given.
func (s *Scanner) Stopped() bool { return s.stopped }

// more reports whether the values that were counted may be read.
//
//go:noinline
func (s *Scanner) more() bool {
	if s.values > s.limits.Values {
		return false
	}
	select {
	case <-s.done:
		s.stopped = true
		return false
	default:
		s.pause = min(s.values+stretch, s.limits.Values)
		return true
	}
}

// Count counts a member or an element, and reports whether Limits.Values allows
// for it. One at depth 0 or less was counted before.
func (s *Scanner) Count(depth int) bool {
	if depth <= 0 {
		return true
	}
	s.values++
	return s.values <= s.pause || s.more()
}

// CountElement is Count of the element at i, and the fault where it is one too
// many. What begins no value is left to be found.
func (s *Scanner) CountElement(b []byte, i, depth int) Code {
	if s.Count(depth) {
		return None
	}
	if i < len(b) {
		switch c := b[i]; c {
		case '"', '{', '[', 't', 'f', 'n', '-':
			return Values
		default:
			if c-'0' <= 9 {
				return Values
			}
		}
	}
	return None
}

// Add counts n members or elements, and returns how many more may come before
// it is asked again, 0 where Limits.Values allows for no more.
func (s *Scanner) Add(n int) (room int) {
	s.values += n
	if s.values >= s.pause {
		s.more()
	}
	return s.pause - s.values
}

// Counted is how many members and elements were counted.
func (s *Scanner) Counted() int { return s.values }

// Uncount takes back those that were counted since there were n.
func (s *Scanner) Uncount(n int) { s.values = n }

// Fold makes names that differ only in the case of ASCII letters the same, or not.
func (s *Scanner) Fold(on bool) { s.names.fold = on }

// Open starts the set of names of an object and returns its identity, which is
// valid until [Scanner.Reset]. Objects open and close like their brackets.
func (s *Scanner) Open() (object int) {
	s.names.objects++
	return s.names.objects
}

// Close drops the names of an object, and of those opened after it. Leaving it
// out costs memory, never correctness.
func (s *Scanner) Close(object int) {
	s.names.drop(object)
}

// Name adds a name, unescaped, to an object. It returns false if the object has
// it already. The name is not copied: its bytes must not change while the object
// is open.
func (s *Scanner) Name(object int, name []byte) bool {
	return s.names.add(object, name, len(s.names.arena))
}

// addRaw adds a name as the text writes it.
func (s *Scanner) addRaw(object int, raw []byte, form Form) bool {
	if form&Escaped == 0 {
		return s.names.add(object, raw, len(s.names.arena))
	}
	n := len(s.names.arena)
	s.names.arena = AppendUnescaped(s.names.arena, raw)
	return s.names.add(object, s.names.arena[n:], n)
}
