package scan

// A Scanner holds what reading a text needs to remember: the limits and the
// names seen in the objects that are open. It is meant to be reused, and used
// by one goroutine at a time. The zero value is ready after [Scanner.Reset].
//
// A Scanner refers to the text it reads until the next Reset; the text must not
// change before. Reset it before it goes back to a pool, so that the pool does
// not keep the text alive.
type Scanner struct {
	limits Limits
	names  names
}

// Reset forgets everything read and sets the limits for what comes. Memory is
// kept for the next text, unless it is unusually much.
func (s *Scanner) Reset(limits Limits) {
	s.limits = limits
	s.names.reset()
}

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

// Add adds a name, unescaped, to an object. It returns false if the object has
// it already. The name is not copied: its bytes must not change while the object
// is open.
func (s *Scanner) Add(object int, name []byte) bool {
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
