package golang

import (
	"cmp"
	"fmt"
	"reflect"

	"github.com/passant-go/passant/engine/plan"
)

// A goType is a type of Go, and how a value of it is read and written.
type goType struct {
	name      string
	structure bool
	reader    string                         // the function that reads a value, as an expression
	writer    string                         // the function that appends one
	read      func(from string) string       // the expression that reads one
	write     func(dst, value string) string // the expression that appends one
}

// leaf is a type that functions of package gen read and write: with Text, those are ReadText and AppendText.
func leaf(name, function, argument string) goType {
	reader, writer := "gen.Read"+function+argument, "gen.Append"+function
	return goType{
		name: name, reader: reader, writer: writer,
		read:  func(from string) string { return reader + "(" + from + ")" },
		write: func(dst, value string) string { return writer + "(" + dst + ", " + value + ")" },
	}
}

// jsonOf is the type of the values of a part of a plan that have no other.
func jsonOf(part any) goType {
	t := leaf("typed.JSON", "JSON", "")
	if secret(reflect.ValueOf(part)) {
		return wrapped("Secret", t)
	}
	return t
}

// composed is a type whose values have such of another in them, which functions of package gen read and write.
func composed(name, function string, inside goType) goType {
	t := goType{
		name: name,
		read: func(from string) string { return fmt.Sprintf("gen.Read%s(%s, %s)", function, from, inside.reader) },
		write: func(dst, value string) string {
			return fmt.Sprintf("gen.Append%s(%s, %s, %s)", function, dst, value, inside.writer)
		},
	}
	t.reader = fmt.Sprintf("func(v gen.Value) %s { return %s }", name, t.read("v"))
	t.writer = fmt.Sprintf("func(dst []byte, v %s) []byte { return %s }", name, t.write("dst", "v"))
	return t
}

// wrapped is composed for a generic type of package typed.
func wrapped(generic string, inside goType) goType {
	return composed("typed."+generic+"["+inside.name+"]", generic, inside)
}

// structure is a struct of this package.
func structure(name string) goType {
	t := goType{
		name: name, structure: true,
		reader: fmt.Sprintf("func(v gen.Value) (s %s) { s.Fill(v); return s }", name),
		writer: fmt.Sprintf("func(dst []byte, v %s) []byte { return v.AppendJSON(dst) }", name),
		write:  func(dst, value string) string { return value + ".AppendJSON(" + dst + ")" },
	}
	t.read = func(from string) string { return t.reader + "(" + from + ")" }
	return t
}

// typeOf is the type of the values of t, which are those of the member field of the struct named within.
func (w *writer) typeOf(within, field string, t *plan.Type) goType {
	shape, null := shapeOf(t)
	var g goType
	switch shape {
	case anything:
		return jsonOf(t)
	case text:
		g = leaf("string", "Text", "[string]")
	case choice:
		name := w.names.Take(within + field)
		w.later = append(w.later, func() { w.choice(name, field, within, choices(t, plan.KindString)) })
		g = leaf(name, "Text", "["+name+"]")
	case truth:
		g = leaf("bool", "Bool", "")
	case integer:
		g = leaf("int64", "Int", "")
	case number:
		g = leaf("typed.Number", "Number", "")
	case list:
		inside := w.typeOf(within, field, t.Elem)
		g = composed("[]"+inside.name, "List", inside)
	case dictionary:
		inside := w.typeOf(within, field, t.Object.Rest)
		g = composed("map[string]"+inside.name, "Map", inside)
	case object:
		name := w.names.Take(within + field)
		w.later = append(w.later, func() { w.structure(name, "inside "+field+" of "+within+".", "", t.Object) })
		g = structure(name)
	}
	if null {
		g = wrapped("Nullable", g)
	}
	return g
}

// choice declares a type of texts and its constants.
func (w *writer) choice(name, field, within string, texts []string) {
	w.printf("\n%stype %s string\n\n// The texts of %[2]s.\nconst (\n", comment(wrap(name+" is "+field+" of "+within+".")), name)
	for _, s := range texts {
		constant := cmp.Or(exported(s), "X")
		if s == "" {
			constant = "Empty"
		}
		w.printf("%s %s = %s\n", w.names.Take(name+constant), name, quote(s))
	}
	w.printf(")\n")
}
