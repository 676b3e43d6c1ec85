// Package golang writes compiled contracts as Go source.
package golang

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/passant-go/passant/engine/plan"
)

// A printer writes values as expressions and notes what the file around them needs.
type printer struct {
	prefix   string            // of the names of variables
	imports  map[string]string // paths of packages, by name
	automata []plan.Automaton  // held by variables
	failures []plan.Failure    // held by one variable
	err      error             // the first fault
}

// lineLength is up to which a composite literal stays on one line.
const lineLength = 100

// expression writes a value. A composite literal leaves its type out where elided is set.
func (p *printer) expression(v reflect.Value, elided bool) string {
	t := v.Type()
	if g, ok := goStringer(v); ok {
		p.use(t)
		return g.GoString()
	}
	if names, ok := constants[t]; ok {
		return p.constant(v, names)
	}
	switch v.Kind() {
	case reflect.Bool:
		return strconv.FormatBool(v.Bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return strconv.FormatInt(v.Int(), 10)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32:
		return strconv.FormatUint(v.Uint(), 10)
	case reflect.Uint64:
		return fmt.Sprintf("%#x", v.Uint())
	case reflect.String:
		return quote(v.String())
	case reflect.Struct:
		return p.literal(t, p.fields(v), elided)
	case reflect.Slice, reflect.Array:
		return p.literal(t, p.elements(v), elided)
	case reflect.Pointer:
		return p.pointer(v, elided)
	case reflect.Interface:
		if x, ok := v.Interface().(*External); ok {
			return p.external(x)
		}
		if v.Elem().Kind() == reflect.Pointer {
			return p.pointer(v.Elem(), false)
		}
	}
	p.fail("%v cannot be written as Go", t)
	return ""
}

func goStringer(v reflect.Value) (fmt.GoStringer, bool) {
	if !v.CanInterface() {
		return nil, false
	}
	g, ok := v.Interface().(fmt.GoStringer)
	return g, ok && v.Kind() != reflect.Pointer && v.Kind() != reflect.Interface
}

func (p *printer) pointer(v reflect.Value, elided bool) string {
	if v.IsNil() {
		return "nil"
	}
	switch x := v.Interface().(type) {
	case *plan.Automaton:
		return "&" + p.automaton(*x)
	case *plan.Failure:
		return "&" + p.failure(*x)
	}
	if v.Elem().Kind() != reflect.Struct {
		p.fail("a pointer to %v cannot be written as Go", v.Type().Elem())
		return ""
	}
	literal := p.expression(v.Elem(), elided)
	if elided {
		return literal
	}
	return "&" + literal
}

func (p *printer) fields(v reflect.Value) (list []string) {
	for i := range v.NumField() {
		switch field := v.Type().Field(i); {
		case v.Field(i).IsZero():
		case !field.IsExported():
			p.fail("%v.%s cannot be written as Go: it is not exported", v.Type(), field.Name)
		default:
			list = append(list, field.Name+": "+p.expression(v.Field(i), false))
		}
	}
	return list
}

func (p *printer) elements(v reflect.Value) (list []string) {
	for i := range v.Len() {
		list = append(list, p.expression(v.Index(i), true))
	}
	return list
}

// literal is a composite literal. Where it is long, its parts fill lines; one that has several lines itself begins one.
func (p *printer) literal(t reflect.Type, parts []string, elided bool) string {
	name := ""
	if !elided {
		name = p.typeName(t)
	}
	line := name + "{" + strings.Join(parts, ", ") + "}"
	if len(line) <= lineLength && !strings.Contains(line, "\n") {
		return line
	}
	var b strings.Builder
	b.WriteString(name + "{\n")
	length := 0 // of the last line
	for _, part := range parts {
		switch {
		case length == 0:
		case strings.Contains(part, "\n") || length+len(", ")+len(part) > lineLength:
			b.WriteByte('\n')
			length = 0
		default:
			b.WriteByte(' ')
			length++
		}
		b.WriteString(part + ",")
		if length += len(part) + len(","); strings.Contains(part, "\n") {
			b.WriteByte('\n')
			length = 0
		}
	}
	if length > 0 {
		b.WriteByte('\n')
	}
	b.WriteString("}")
	return b.String()
}

func (p *printer) typeName(t reflect.Type) string {
	switch {
	case t.PkgPath() != "":
		return p.use(t) + "." + t.Name()
	case t.Kind() == reflect.Slice:
		return "[]" + p.typeName(t.Elem())
	case t.Kind() == reflect.Pointer:
		return "*" + p.typeName(t.Elem())
	}
	return t.String()
}

// constant is the name of a value, or the names of the bits of a set.
func (p *printer) constant(v reflect.Value, names names) string {
	name := p.use(v.Type())
	n := v.Uint()
	if !names.bits {
		if n < uint64(len(names.list)) {
			return name + "." + names.list[n]
		}
		return strconv.FormatUint(n, 10)
	}
	if n == 0 || n >= 1<<len(names.list) {
		return strconv.FormatUint(n, 10)
	}
	var set []string
	for i, bit := range names.list {
		if n>>i&1 != 0 {
			set = append(set, name+"."+bit)
		}
	}
	return strings.Join(set, " | ")
}

// automaton is the name of the variable that holds an automaton; equal ones share it.
func (p *printer) automaton(a plan.Automaton) string {
	i := 0
	for i < len(p.automata) && p.automata[i] != a {
		i++
	}
	if i == len(p.automata) {
		p.automata = append(p.automata, a)
	}
	return p.prefix + "Pattern" + strconv.Itoa(i+1)
}

// failure is the element of a variable that holds a failure; equal ones share it.
func (p *printer) failure(f plan.Failure) string {
	i := slices.IndexFunc(p.failures, func(known plan.Failure) bool { return reflect.DeepEqual(known, f) })
	if i < 0 {
		i = len(p.failures)
		p.failures = append(p.failures, f)
	}
	return p.failureVariable() + "[" + strconv.Itoa(i) + "]"
}

// failureVariable holds the failures of a file.
func (p *printer) failureVariable() string { return p.prefix + "Failures" }

// use imports the package of a type and returns its name.
func (p *printer) use(t reflect.Type) string {
	name, _, _ := strings.Cut(t.String(), ".")
	if known, ok := p.imports[name]; ok && known != t.PkgPath() {
		p.fail("two packages are named %s: %s and %s", name, known, t.PkgPath())
	}
	p.imports[name] = t.PkgPath()
	return name
}

func (p *printer) fail(format string, args ...any) {
	if p.err == nil {
		p.err = fmt.Errorf(format, args...)
	}
}
