package rules

import (
	"errors"
	"strconv"
	"strings"
)

// URLSchemes are the schemes of a URL in lower case, joined by commas: "http,https".
// The empty one, which is the one of no argument, stands for http and https.
type URLSchemes string

var errScheme = errors.New("rules: no scheme, want lower-case letters, digits, + - or . and a letter first")

// UnmarshalText sets s to schemes, each as RFC 3986 §3.1 has them but in lower case, joined by commas.
// An empty text has no scheme, which is an error. On an error s keeps its value.
func (s *URLSchemes) UnmarshalText(text []byte) error {
	for scheme := range strings.SplitSeq(string(text), ",") {
		if !isScheme(scheme) {
			return errScheme
		}
	}
	*s = URLSchemes(text)
	return nil
}

// GoString returns s as a Go expression, a string literal.
func (s URLSchemes) GoString() string { return strconv.Quote(string(s)) }

func isScheme(s string) bool {
	for i := range len(s) {
		c := s[i]
		if c-'a' <= 'z'-'a' || i > 0 && (isDigit(c) || c == '+' || c == '-' || c == '.') {
			continue
		}
		return false
	}
	return s != ""
}

// match returns the length of the scheme and the "://" that text begins with, 0 where the scheme is not one of s.
func (s URLSchemes) match(text []byte) int {
	if s == "" {
		s = "http,https"
	}
	for rest := string(s); rest != ""; {
		var scheme string
		scheme, rest, _ = strings.Cut(rest, ",")
		n := len(scheme) + len("://")
		if len(text) >= n && string(text[len(scheme):n]) == "://" && strings.EqualFold(string(text[:len(scheme)]), scheme) {
			return n
		}
	}
	return 0
}
