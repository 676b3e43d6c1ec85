package main

import "strings"

// or joins names as speech does: a, b or c.
func or(names []string) string { return enumerate(names, " or ") }

// and joins names as speech does: a, b and c.
func and(names []string) string { return enumerate(names, " and ") }

func enumerate(names []string, last string) string {
	n := len(names) - 1
	if n < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:n], ", ") + last + names[n]
}
