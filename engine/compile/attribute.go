package compile

import (
	"strings"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/scanner"
	"cuelang.org/go/cue/token"
)

// An attribute is what an @attribute(…) says.
type attribute struct {
	name string
	text string
	args []argument
	at   token.Pos
	pkg  *pkg
}

// An argument of an attribute is name=value, or value alone.
type argument struct{ name, value string }

// first is the first argument, which names something.
func (a *attribute) first() string {
	if len(a.args) == 0 || a.args[0].name != "" {
		return ""
	}
	return a.args[0].value
}

// attributes are those of a declaration.
func attributes(n node) []attribute {
	if n.field == nil {
		return nil
	}
	list := make([]attribute, 0, len(n.field.Attrs))
	for _, a := range n.field.Attrs {
		name, body := a.Split()
		list = append(list, attribute{name: name, text: strings.TrimSpace(body), args: arguments(body), at: a.Pos(), pkg: n.pkg})
	}
	return list
}

// arguments splits the body of an attribute at its commas.
func arguments(body string) (list []argument) {
	var s scanner.Scanner
	file := token.NewFile("", -1, len(body))
	s.Init(file, []byte(body), func(token.Pos, string, []any) {}, scanner.DontInsertCommas)
	depth, start, equals := 0, 0, -1
	add := func(end int) {
		a := argument{value: strings.TrimSpace(body[start:end])}
		if equals >= 0 {
			a = argument{strings.TrimSpace(body[start:equals]), strings.TrimSpace(body[equals+1 : end])}
		}
		if a != (argument{}) || list != nil {
			list = append(list, a)
		}
	}
	for {
		at, tok, _ := s.Scan()
		switch tok {
		case token.EOF:
			add(len(body))
			return list
		case token.LPAREN, token.LBRACK, token.LBRACE:
			depth++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			depth--
		case token.BIND:
			if depth == 0 && equals < 0 {
				equals = at.Offset()
			}
		case token.COMMA:
			if depth == 0 {
				add(at.Offset())
				start, equals = at.Offset()+1, -1
			}
		}
	}
}

// has reports whether a declaration has an attribute of the name.
func has(f *ast.Field, name string) bool {
	for _, a := range f.Attrs {
		if a.Name() == name {
			return true
		}
	}
	return false
}
