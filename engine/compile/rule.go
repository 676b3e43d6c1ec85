package compile

import (
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/cuecontext"
	"cuelang.org/go/cue/parser"

	"github.com/passant-go/passant/engine/internal/answer"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/rules"
)

// bind makes a Go rule with the arguments of an attribute; nil where they are wrong. siblings are the fields that an
// argument may name.
func (e lowering) bind(a *attribute, siblings *members) *plan.Rule {
	name := a.first()
	known := e.vocabulary.rules[name]
	b := &binding{lowering: e, attribute: a, known: known, siblings: siblings, values: map[string]cue.Value{}, options: map[string]int{}}
	for i, arg := range a.args[1:] {
		if arg.name != "" && slices.ContainsFunc(a.args[1:i+1], func(other argument) bool { return other.name == arg.name }) {
			b.bad("give it once", "@rule(%s, …): the argument %s is given twice", name, arg.name)
			return nil
		}
		ok := false
		if e.guard(e.begun, func() { ok = b.argument(arg) }); !ok {
			return nil
		}
	}
	if make, ok := e.vocabulary.functions[name]; ok {
		return b.rule(func(options []int, state int) rules.Checker { return b.checker(make(), options, state) })
	}
	goName, own := e.vocabulary.own[name]
	switch {
	case own && e.external:
		return b.rule(func(options []int, state int) rules.Checker { return b.ownRule(goName, options, state) })
	case own:
		e.fault(a.at, fmt.Sprintf("give compile.Rule(%q, …)", goName), "the Go of rule %s is not at hand", name)
	default:
		e.fault(a.at, "", "rule %q has no Go function here", name)
	}
	return nil
}

// A binding is the arguments of one @rule.
type binding struct {
	lowering
	attribute *attribute
	known     knownRule
	siblings  *members
	values    map[string]cue.Value // of the arguments that are constants
	options   map[string]int       // index of the option that an argument is
	refs      map[string]plan.Ref  // the field that an argument names
}

func (b *binding) bad(hint, format string, args ...any) bool {
	b.fault(b.attribute.at, hint, "%s", fmt.Sprintf(format, args...)+b.usedBy(b.attribute.at))
	return false
}

// argument takes in one argument; it reports whether it is right.
func (b *binding) argument(arg argument) bool {
	rule := b.attribute.first()
	if arg.name == "" {
		return b.bad("write name=value", "@rule(%s, …): %s is no argument", rule, arg.value)
	}
	takes, ok := b.known.args[arg.name]
	if !ok {
		return b.bad(suggest(arg.name, b.known.names), "rule %s has no argument %s", rule, arg.name)
	}
	x, err := parser.ParseExpr("", arg.value)
	if err != nil {
		return b.bad("write a CUE expression", "@rule(%s, %s=%s) cannot be read", rule, arg.name, arg.value)
	}
	field, part, isName := named(x)
	var value cue.Value
	switch {
	case field == "options" && part != "":
		if !b.option(arg, part) {
			return false
		}
		value = b.ctx.Encode(true)
	case isName && slices.Contains(b.known.fields, arg.name):
		return b.reference(arg, field, part)
	case isName:
		return b.mistaken(arg)
	default:
		value = b.ctx.BuildExpr(x)
		if value.Validate(cue.Concrete(true)) != nil {
			return b.bad("write a value, a field, field.part or options.name", "@rule(%s, %s=%s) is not supported", rule, arg.name, arg.value)
		}
		b.values[arg.name] = value
	}
	if slices.Contains(b.known.fields, arg.name) || takes.Unify(value).Validate(cue.Concrete(true)) != nil {
		return b.mistaken(arg)
	}
	if b.known.own && goType(value, takes) == "" {
		return b.bad("give a bool, a string, an int, or what is declared as a list of string or of int", "@rule(%s, %s=%s) has no Go", rule, arg.name, arg.value)
	}
	return true
}

// named is the field that x names, or "options", and the part of it.
func named(x ast.Expr) (field, part string, ok bool) {
	switch x := x.(type) {
	case *ast.Ident:
		return x.Name, "", true
	case *ast.SelectorExpr:
		from, ident := x.X.(*ast.Ident)
		part, _, err := ast.LabelName(x.Sel)
		if ident && err == nil {
			return from.Name, part, true
		}
	}
	return "", "", false
}

// mistaken tells what an argument takes.
func (b *binding) mistaken(arg argument) bool {
	hint := arg.name + " takes " + b.takes(arg.name)
	if slices.Contains(b.known.fields, arg.name) {
		hint = "argument " + arg.name + " names a field: write " + arg.name + "=field"
	}
	return b.bad(hint, "@rule(%s, %s=%s)", b.attribute.first(), arg.name, arg.value)
}

// reference notes a field that an argument names, or a part of one.
func (b *binding) reference(arg argument, name, part string) bool {
	if b.siblings == nil || b.siblings.find(name) == nil {
		var names []string
		if b.siblings != nil {
			names = b.siblings.names()
		}
		return b.bad(suggest(name, names), "@rule(%s, %s=%s) names no field beside it", b.attribute.first(), arg.name, arg.value)
	}
	ref := plan.Ref{Field: slices.IndexFunc(b.siblings.fields, func(f *field) bool { return f.name == name })}
	if part != "" {
		var parts []string
		for _, k := range b.siblings.find(name).typ.checks {
			if k.judge == nil {
				continue
			}
			known := b.vocabulary.parts[k.judge.first()]
			parts = append(parts, known...)
			if make := b.vocabulary.functions[k.judge.first()]; make != nil && slices.Contains(known, part) {
				ref.Of, _ = make().(rules.Parter)
			}
		}
		if ref.Of == nil {
			return b.bad(suggest(part, parts), "%s has no part %s", name, part)
		}
		ref.Part = part
	}
	if b.refs == nil {
		b.refs = map[string]plan.Ref{}
	}
	b.refs[arg.name] = ref
	return true
}

// option notes an option that an argument is.
func (b *binding) option(arg argument, name string) bool {
	var names []string
	for i, option := range b.plan.Options {
		if option.Name == name {
			b.options[arg.name] = i
			return true
		}
		names = append(names, option.Name)
	}
	return b.bad(suggest(name, names), "there is no option %s", name)
}

// takes shows what values an argument has, the package's own definitions written out.
func (b *binding) takes(arg string) string {
	contract := b.packages[language+"/contract"]
	for _, n := range b.members(b.known.declared, "args", arg) {
		text := show(n.expr)
		ast.Walk(n.expr, func(x ast.Node) bool {
			if id, ok := x.(*ast.Ident); ok {
				for _, d := range contract.decls[id.Name] {
					text = strings.ReplaceAll(text, id.Name, "("+show(d.expr)+")")
				}
			}
			return true
		}, nil)
		return text
	}
	return "something else"
}

// rule makes the rule, once for every state of the options.
func (b *binding) rule(make func(options []int, state int) rules.Checker) *plan.Rule {
	r := &plan.Rule{}
	for _, name := range b.known.names {
		if i, ok := b.options[name]; ok && !slices.Contains(r.Options, i) {
			r.Options = append(r.Options, i)
		}
		if ref, ok := b.refs[name]; ok {
			r.Refs = append(r.Refs, ref)
		}
	}
	for state := range 1 << len(r.Options) {
		checker := make(r.Options, state)
		if checker == nil {
			return nil
		}
		r.Bound = append(r.Bound, checker)
	}
	return r
}

// checker gives the fields of a rule's type their values; nil where one does not take its own.
func (b *binding) checker(checker rules.Checker, options []int, state int) rules.Checker {
	fields := reflect.ValueOf(checker)
	if fields.Kind() != reflect.Pointer || fields.Elem().Kind() != reflect.Struct {
		b.bad("", "rule %s is no pointer to a struct in Go", b.attribute.first())
		return nil
	}
	for _, name := range b.known.names {
		value, given := b.value(name, options, state)
		if !given {
			continue
		}
		if err := set(fields.Elem().FieldByName(camel(name)), value); err != nil {
			b.bad("", "rule %s has no argument %s in Go that takes this: %v", b.attribute.first(), name, err)
			return nil
		}
	}
	return checker
}

// value is an argument's. An argument that names a field is true: the field's own text comes with the value.
func (b *binding) value(name string, options []int, state int) (value cue.Value, given bool) {
	if i, ok := b.options[name]; ok {
		return b.ctx.Encode(state>>slices.Index(options, i)&1 == 1), true
	}
	if _, ok := b.refs[name]; ok {
		return b.ctx.Encode(true), true
	}
	value, given = b.values[name]
	return value, given
}

// scalar is a constant as a text, a list as its elements joined by commas.
func scalar(v cue.Value) string {
	if text, err := v.String(); err == nil {
		return text
	}
	if v.Kind() == cue.ListKind {
		var list []string
		for it, err := v.List(); err == nil && it.Next(); {
			list = append(list, scalar(it.Value()))
		}
		return strings.Join(list, ",")
	}
	text, _ := v.MarshalJSON()
	return string(text)
}

// set gives a field of a rule's type its value; the error says why it does not take it.
func set(field reflect.Value, value cue.Value) error {
	if !field.IsValid() || !field.CanSet() {
		return errors.New("there is no such exported field")
	}
	if u, ok := field.Addr().Interface().(encoding.TextUnmarshaler); ok {
		return u.UnmarshalText([]byte(scalar(value)))
	}
	switch kind := field.Kind(); value.Kind() {
	case cue.BoolKind:
		if b, err := value.Bool(); err == nil && kind == reflect.Bool {
			field.SetBool(b)
			return nil
		}
	case cue.StringKind:
		if kind == reflect.String {
			field.SetString(scalar(value))
			return nil
		}
	case cue.IntKind:
		if i, err := value.Int64(); err == nil && field.CanInt() && !field.OverflowInt(i) {
			field.SetInt(i)
			return nil
		}
		if u, err := value.Uint64(); err == nil && field.CanUint() && !field.OverflowUint(u) {
			field.SetUint(u)
			return nil
		}
	case cue.ListKind:
		if kind != reflect.Slice {
			break
		}
		for it, err := value.List(); err == nil && it.Next(); {
			e := reflect.New(field.Type().Elem()).Elem()
			if err := set(e, it.Value()); err != nil {
				return err
			}
			field.Set(reflect.Append(field, e))
		}
		return nil
	}
	return fmt.Errorf("%s is no %s", show(value.Syntax()), field.Type())
}

// camel is the name of a Go field: min_age → MinAge.
func camel(name string) string {
	var b strings.Builder
	for word := range strings.SplitSeq(name, "_") {
		b.WriteString(answer.Capital(word))
	}
	return b.String()
}

// params are the arguments of a rule that a report shows: those that are constants.
func (e lowering) params(a *attribute) (list []plan.Param) {
	for _, arg := range a.args[1:] {
		v := cuecontext.New().CompileString(arg.value)
		if text, err := v.MarshalJSON(); err == nil && v.Err() == nil && v.IsConcrete() {
			list = append(list, plan.Param{Name: arg.name, JSON: string(text)})
		}
	}
	return list
}
