package golang

import (
	"bytes"
	"fmt"
	"go/format"
	"strconv"
	"strings"
	"unicode"

	"github.com/passant-go/passant/engine/internal/answer"
	"github.com/passant-go/passant/engine/plan"
)

// Names are those that are taken.
type Names map[string]bool

// Take returns name, or with the first number behind it with which it is free, and takes it.
func (n Names) Take(name string) string {
	free := name
	for i := 2; n[free]; i++ {
		free = name + strconv.Itoa(i)
	}
	n[free] = true
	return free
}

// Types is a file with a struct for the request of the endpoint, and one for each answer whose body the contract describes.
// What it declares is free in names, which are those of its package.
func (f *File) Types(names Names) ([]byte, error) {
	w := &writer{names: names, members: map[string][]member{}}
	variable := f.Variable()
	w.all(variable+"Request", "the request of "+f.Plan.Name+".", f.Plan.Name, &f.Plan.Request)
	for i := range f.Plan.Answers {
		if a := &f.Plan.Answers[i]; a.Type != nil {
			about := fmt.Sprintf("the body of the answer %s of %s, with status %d.", a.Occasion, f.Plan.Name, a.Status)
			w.all(variable+answerName(a.Occasion)+"Response", about, f.Plan.Name+"#"+a.Occasion, a.Type)
		}
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\n\npackage %s\n\nimport (\n%q\n", Header, f.Package, enginePath+"/gen")
	if bytes.Contains(w.Bytes(), []byte("typed.")) {
		fmt.Fprintf(&b, "%q\n", enginePath+"/typed")
	}
	b.WriteString(")\n")
	b.Write(w.Bytes())
	return format.Source(b.Bytes())
}

// answerName is the Go name of an occasion.
func answerName(occasion string) string {
	if occasion == "ok" {
		return "OK"
	}
	return identifier(occasion)
}

// A writer writes the declarations of structs.
type writer struct {
	bytes.Buffer
	names   Names
	members map[string][]member // of the structs so far
	later   []func()            // write what the structs before need
}

func (w *writer) printf(format string, args ...any) { fmt.Fprintf(&w.Buffer, format, args...) }

// A member is a field of a struct.
type member struct {
	name     string // in Go
	field    string // in the contract
	doc      string
	typ      goType
	only     string // the expression of its only value; "" where it has another
	optional bool
}

// all declares a struct of a contract, and all that it needs.
func (w *writer) all(name, about, contract string, o *plan.Object) {
	name = w.names.Take(name)
	w.structure(name, about, contract, o)
	for len(w.later) > 0 {
		declare := w.later[0]
		w.later = w.later[1:]
		declare()
	}
	w.constructor(name)
}

// structure declares a struct and its methods; about says what it is. Without a contract it is one inside another struct.
func (w *writer) structure(name, about, contract string, o *plan.Object) {
	names := Names{"Contract": true, "Fill": true, "AppendJSON": true}
	var members []member
	for i := range o.Fields {
		f := &o.Fields[i]
		m := member{
			name:     names.Take(identifier(f.Name)),
			field:    f.Name,
			doc:      f.Doc,
			optional: f.Required == nil,
		}
		m.typ = w.typeOf(name, m.name, &f.Type)
		if f.Secret {
			m.typ = wrapped("Secret", m.typ)
		}
		m.only = only(&f.Type, m.typ.name)
		members = append(members, m)
	}
	w.members[name] = members
	var others *member
	if o.Open || o.Rest != nil || o.Patterns != nil {
		others = &member{name: names.Take("Others"), doc: "All other members, by name.", typ: jsonOf(o)}
		if len(members) == 0 {
			others.name, others.doc = "Members", "All members, by name."
		}
		if o.Rest != nil && o.Patterns == nil {
			others.typ = w.typeOf(name, others.name, o.Rest)
		}
	}

	w.printf("\n%stype %s struct {\n", comment(wrap(name+" is "+about)), name)
	for _, m := range members {
		typ := m.typ.name
		if m.optional {
			typ = "typed.Optional[" + typ + "]"
		}
		w.printf("%s%s %s %s\n", comment(m.doc), m.name, typ, m.tag())
	}
	if others != nil {
		w.printf("%s%s map[string]%s `json:\"-\"`\n", comment(others.doc), others.name, others.typ.name)
	}
	w.printf("}\n")
	if contract != "" {
		w.printf("\n// Contract is %q.\n", contract)
		w.printf("func (s *%s) Contract() string { return gen.Contract(s, %q) }\n", name, contract)
	}
	w.fill(name, members, others)
	w.write(name, members, others)
}

// tag is the tag by which package encoding/json names a member, where it can.
func (m *member) tag() string {
	odd := func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }
	switch {
	case strings.ContainsFunc(m.field, odd):
		return ""
	case m.optional:
		return "`json:\"" + m.field + ",omitzero\"`"
	}
	return "`json:\"" + m.field + "\"`"
}

// fill writes the method that makes a struct a value.
func (w *writer) fill(name string, members []member, others *member) {
	w.printf("\n// Fill makes s the value.\nfunc (s *%s) Fill(v gen.Value) {\n*s = %[1]s{}\nfor m := range v.Members {\n", name)
	if len(members) == 0 {
		w.printf("%s}\n}\n", otherwise(others))
		return
	}
	w.printf("switch m.Name() {\n")
	for _, m := range members {
		w.printf("case %s:\n", quote(m.field))
		switch {
		case m.typ.structure && m.optional:
			w.printf("var o %s\no.Fill(m)\ns.%s = typed.Some(o)\n", m.typ.name, m.name)
		case m.typ.structure:
			w.printf("s.%s.Fill(m)\n", m.name)
		case m.optional:
			w.printf("s.%s = typed.Some(%s)\n", m.name, m.typ.read("m"))
		default:
			w.printf("s.%s = %s\n", m.name, m.typ.read("m"))
		}
	}
	w.printf("default:\n%s}\n}\n}\n", otherwise(others))
}

// otherwise is what becomes of a member that has no field of its own.
func otherwise(others *member) string {
	if others == nil {
		return "m.Misfit()\n"
	}
	return fmt.Sprintf("if s.%[1]s == nil {\ns.%[1]s = map[string]%[2]s{}\n}\ns.%[1]s[m.Name()] = %[3]s\n",
		others.name, others.typ.name, others.typ.read("m"))
}

// write writes the method that appends a struct.
func (w *writer) write(name string, members []member, others *member) {
	w.printf("\n// AppendJSON appends s as JSON, secrets included.\nfunc (s *%s) AppendJSON(dst []byte) []byte {\ndst = append(dst, '{')\n", name)
	for _, m := range members {
		to := "gen.AppendName(dst, " + quote(string(answer.AppendString(nil, m.field, plan.Plain))) + ")"
		if m.optional {
			w.printf("if v, ok := s.%s.Get(); ok {\ndst = %s\n}\n", m.name, m.typ.write(to, "v"))
		} else {
			w.printf("dst = %s\n", m.typ.write(to, "s."+m.name))
		}
	}
	if others != nil {
		w.printf("dst = gen.AppendMembers(dst, s.%s, %s)\n", others.name, others.typ.writer)
	}
	w.printf("return append(dst, '}')\n}\n")
}
