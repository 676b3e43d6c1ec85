package source

import (
	"strings"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/scanner"
	"cuelang.org/go/cue/token"
)

// An Attribute is what an @attribute(…) says.
type Attribute struct {
	Name string
	Text string
	Args []Argument
	At   token.Pos
	pkg  *Package
}

// An Argument of an attribute is name=value, or value alone.
type Argument struct{ Name, Value string }

// First is the first argument, which names something.
func (a *Attribute) First() string {
	if len(a.Args) == 0 || a.Args[0].Name != "" {
		return ""
	}
	return a.Args[0].Value
}

// Attributes are those of a declaration.
func Attributes(n Node) []Attribute {
	if n.Field == nil {
		return nil
	}
	list := make([]Attribute, 0, len(n.Field.Attrs))
	for _, a := range n.Field.Attrs {
		name, body := a.Split()
		list = append(list, Attribute{Name: name, Text: strings.TrimSpace(body), Args: arguments(body), At: a.Pos(), pkg: n.Pkg})
	}
	return list
}

// arguments splits the body of an attribute at its commas.
func arguments(body string) (list []Argument) {
	var s scanner.Scanner
	file := token.NewFile("", -1, len(body))
	s.Init(file, []byte(body), func(token.Pos, string, []any) {}, scanner.DontInsertCommas)
	depth, start, equals := 0, 0, -1
	add := func(end int) {
		a := Argument{Value: strings.TrimSpace(body[start:end])}
		if equals >= 0 {
			a = Argument{strings.TrimSpace(body[start:equals]), strings.TrimSpace(body[equals+1 : end])}
		}
		if a != (Argument{}) || list != nil {
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

// HasAttribute reports whether a declaration has an attribute of the name.
func HasAttribute(f *ast.Field, name string) bool {
	for _, a := range f.Attrs {
		if a.Name() == name {
			return true
		}
	}
	return false
}
