package lower

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

	"github.com/passant-go/passant/engine/compile/internal/read"
	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/compile/internal/types"
	"github.com/passant-go/passant/engine/internal/answer"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/rules"
)

// bind makes a Go rule with the arguments of an attribute; nil where they are wrong. siblings are the fields that an
// argument may name.
func (e lowering) bind(a *source.Attribute, siblings *types.Members) *plan.Rule {
	name := a.First()
	known := e.vocabulary.rules[name]
	b := &binding{
		Reader: e.Reader, vocabulary: e.vocabulary, switches: e.plan.Options, attribute: a, known: known, siblings: siblings,
		values: map[string]cue.Value{}, options: map[string]int{},
	}
	for i, arg := range a.Args[1:] {
		if arg.Name != "" && slices.ContainsFunc(a.Args[1:i+1], func(other source.Argument) bool { return other.Name == arg.Name }) {
			b.bad("give it once", "@rule(%s, …): the argument %s is given twice", name, arg.Name)
			return nil
		}
		ok := false
		if e.Guard(e.Place, func() { ok = b.argument(arg) }); !ok {
			return nil
		}
	}
	if make, ok := e.vocabulary.functions[name]; ok {
		return b.rule(func(options []int, state int) rules.Checker { return b.checker(make(), options, state) })
	}
	goName, own := e.vocabulary.own[name]
	switch {
	case own && e.External:
		return b.rule(func(options []int, state int) rules.Checker { return b.ownRule(goName, options, state) })
	case own:
		e.Add(a.At, fmt.Sprintf("give compile.Rule(%q, …)", goName), "the Go of rule %s is not at hand", name)
	default:
		e.Add(a.At, "", "rule %q has no Go function here", name)
	}
	return nil
}

// A binding is the arguments of one @rule.
type binding struct {
	read.Reader
	vocabulary *vocabulary
	switches   []plan.Option // of the endpoint
	attribute  *source.Attribute
	known      knownRule
	siblings   *types.Members
	values     map[string]cue.Value // of the arguments that are constants
	options    map[string]int       // index of the option that an argument is
	refs       map[string]plan.Ref  // the field that an argument names
}

func (b *binding) bad(hint, format string, args ...any) bool {
	b.Add(b.attribute.At, hint, "%s", fmt.Sprintf(format, args...)+b.UsedBy(b.attribute.At))
	return false
}

// argument takes in one argument; it reports whether it is right.
func (b *binding) argument(arg source.Argument) bool {
	rule := b.attribute.First()
	if arg.Name == "" {
		return b.bad("write name=value", "@rule(%s, …): %s is no argument", rule, arg.Value)
	}
	takes, ok := b.known.args[arg.Name]
	if !ok {
		return b.bad(source.Suggest(arg.Name, b.known.names), "rule %s has no argument %s", rule, arg.Name)
	}
	x, err := parser.ParseExpr("", arg.Value)
	if err != nil {
		return b.bad("write a CUE expression", "@rule(%s, %s=%s) cannot be read", rule, arg.Name, arg.Value)
	}
	field, part, isName := named(x)
	var value cue.Value
	switch {
	case field == "options" && part != "":
		if !b.option(arg, part) {
			return false
		}
		value = b.Context.Encode(true)
	case isName && slices.Contains(b.known.fields, arg.Name):
		return b.reference(arg, field, part)
	case isName:
		return b.mistaken(arg)
	default:
		value = b.Context.BuildExpr(x)
		if value.Validate(cue.Concrete(true)) != nil {
			return b.bad("write a value, a field, field.part or options.name", "@rule(%s, %s=%s) is not supported", rule, arg.Name, arg.Value)
		}
		b.values[arg.Name] = value
	}
	if slices.Contains(b.known.fields, arg.Name) || takes.Unify(value).Validate(cue.Concrete(true)) != nil {
		return b.mistaken(arg)
	}
	if b.known.own && goType(value, takes) == "" {
		return b.bad("give a bool, a string, an int, or what is declared as a list of string or of int", "@rule(%s, %s=%s) has no Go", rule, arg.Name, arg.Value)
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
func (b *binding) mistaken(arg source.Argument) bool {
	hint := arg.Name + " takes " + b.takes(arg.Name)
	if slices.Contains(b.known.fields, arg.Name) {
		hint = "argument " + arg.Name + " names a field: write " + arg.Name + "=field"
	}
	return b.bad(hint, "@rule(%s, %s=%s)", b.attribute.First(), arg.Name, arg.Value)
}

// reference notes a field that an argument names, or a part of one.
func (b *binding) reference(arg source.Argument, name, part string) bool {
	if b.siblings == nil || b.siblings.Find(name) == nil {
		var names []string
		if b.siblings != nil {
			names = b.siblings.Names()
		}
		return b.bad(source.Suggest(name, names), "@rule(%s, %s=%s) names no field beside it", b.attribute.First(), arg.Name, arg.Value)
	}
	ref := plan.Ref{Field: slices.IndexFunc(b.siblings.Fields, func(f *types.Field) bool { return f.Name == name })}
	if part != "" {
		var parts []string
		for _, k := range b.siblings.Find(name).Type.Checks {
			if k.Judge == nil {
				continue
			}
			known := b.vocabulary.parts[k.Judge.First()]
			parts = append(parts, known...)
			if make := b.vocabulary.functions[k.Judge.First()]; make != nil && slices.Contains(known, part) {
				ref.Of, _ = make().(rules.Parter)
			}
		}
		if ref.Of == nil {
			return b.bad(source.Suggest(part, parts), "%s has no part %s", name, part)
		}
		ref.Part = part
	}
	if b.refs == nil {
		b.refs = map[string]plan.Ref{}
	}
	b.refs[arg.Name] = ref
	return true
}

// option notes an option that an argument is.
func (b *binding) option(arg source.Argument, name string) bool {
	var names []string
	for i, option := range b.switches {
		if option.Name == name {
			b.options[arg.Name] = i
			return true
		}
		names = append(names, option.Name)
	}
	return b.bad(source.Suggest(name, names), "there is no option %s", name)
}

// takes shows what values an argument has, the package's own definitions written out.
func (b *binding) takes(arg string) string {
	contract := b.Packages[source.Language+"/contract"]
	for _, n := range b.Members(b.known.declared, "args", arg) {
		text := source.Show(n.Expr)
		ast.Walk(n.Expr, func(x ast.Node) bool {
			if id, ok := x.(*ast.Ident); ok {
				for _, d := range contract.Decls[id.Name] {
					text = strings.ReplaceAll(text, id.Name, "("+source.Show(d.Expr)+")")
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
		b.bad("", "rule %s is no pointer to a struct in Go", b.attribute.First())
		return nil
	}
	for _, name := range b.known.names {
		value, given := b.value(name, options, state)
		if !given {
			continue
		}
		if err := set(fields.Elem().FieldByName(camel(name)), value); err != nil {
			b.bad("", "rule %s has no argument %s in Go that takes this: %v", b.attribute.First(), name, err)
			return nil
		}
	}
	return checker
}

// value is an argument's. An argument that names a field is true: the field's own text comes with the value.
func (b *binding) value(name string, options []int, state int) (value cue.Value, given bool) {
	if i, ok := b.options[name]; ok {
		return b.Context.Encode(state>>slices.Index(options, i)&1 == 1), true
	}
	if _, ok := b.refs[name]; ok {
		return b.Context.Encode(true), true
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
	return fmt.Errorf("%s is no %s", source.Show(value.Syntax()), field.Type())
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
func (e lowering) params(a *source.Attribute) (list []plan.Param) {
	for _, arg := range a.Args[1:] {
		v := cuecontext.New().CompileString(arg.Value)
		if text, err := v.MarshalJSON(); err == nil && v.Err() == nil && v.IsConcrete() {
			list = append(list, plan.Param{Name: arg.Name, JSON: string(text)})
		}
	}
	return list
}
