package golang

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// quote writes a string as a Go literal: text to be read, anything else as bytes.
func quote(s string) string {
	switch {
	case isTable(s):
		return quoteTable(s)
	case strings.ContainsAny(s, `"\`) && strconv.CanBackquote(s):
		return "`" + s + "`"
	}
	return strconv.Quote(s)
}

// isTable reports whether s is no text, but a table of bytes.
func isTable(s string) bool {
	return !utf8.ValidString(s) || strings.IndexFunc(s, func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' }) >= 0
}

// quoteTable writes 32 bytes a line.
func quoteTable(s string) string {
	const perLine = 32
	var lines []string
	for line := range slices.Chunk([]byte(s), perLine) {
		var b strings.Builder
		for _, c := range line {
			fmt.Fprintf(&b, `\x%02x`, c)
		}
		lines = append(lines, `"`+b.String()+`"`)
	}
	return strings.Join(lines, " +\n")
}
