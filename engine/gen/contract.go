package gen

// Contract is name, or "" where s is nil.
func Contract[T any](s *T, name string) string {
	if s == nil {
		return ""
	}
	return name
}
