package typed

// A Struct is a pointer to a generated struct.
type Struct interface {
	// Contract is what the struct is generated from: "larsverp/register" for a request, "larsverp/register#ok" for the
	// body of the answer ok; "" for a nil pointer.
	Contract() string

	// Fill makes the struct the value. Of the zero Value it becomes the zero struct.
	Fill(Value)

	// AppendJSON appends the struct as JSON, secrets included, and nothing for what is absent.
	AppendJSON(dst []byte) []byte
}

// Contract is name, or "" where s is nil.
func Contract[T any](s *T, name string) string {
	if s == nil {
		return ""
	}
	return name
}
