package golang

import (
	"go/doc"
	"go/token"
	"strings"
	"unicode"
	"unicode/utf8"
)

// exported is the Go name of a contract's field: UserRegister for user_register.
func exported(field string) string {
	var b strings.Builder
	for word := range strings.FieldsFuncSeq(field, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		r, size := utf8.DecodeRuneInString(word)
		b.WriteRune(unicode.ToUpper(r))
		b.WriteString(word[size:])
	}
	return b.String()
}

// identifier is the exported Go name of any text, with an X where that has no capital to begin with.
func identifier(s string) string {
	name := exported(s)
	if !token.IsExported(name) {
		name = "X" + name
	}
	return name
}

// unexported is an exported name with a small first letter.
func unexported(name string) string {
	r, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToLower(r)) + name[size:]
}

// free is the name of an import, with an underscore where Go or the file has another use for it.
func (p *printer) free(name string) string {
	if p.imports[name] != "" || token.IsKeyword(name) || doc.IsPredeclared(name) || name == "init" {
		return name + "_"
	}
	return name
}
