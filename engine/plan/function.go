package plan

// A Function decides on values as a function of CUE's standard library does. It is safe for concurrent use.
type Function interface {
	// Accepts reports whether the function accepts a value: the characters of a string, or any other value as JSON.
	Accepts(kind Kind, value []byte) bool

	// String is the function as a contract has it.
	String() string
}
