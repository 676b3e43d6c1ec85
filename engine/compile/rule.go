package compile

import (
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/cuecontext"
	"cuelang.org/go/cue/parser"

	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/rules"
)

// bind makes a Go rule with the arguments of an attribute; nil where they are wrong. siblings are the fields that an
// argument may name.
func (e *endpoint) bind(a *attribute, siblings *members) *plan.Rule {
	name := a.first()
	known := e.vocabulary.rules[name]
	b := &binding{endpoint: e, attribute: a, known: known, siblings: siblings, values: map[string]cue.Value{}, options: map[string]int{}}
	for _, arg := range a.args[1:] {
		ok := false
		if e.guard(func() { ok = b.argument(arg) }); !ok {
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
	*endpoint
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
	value := b.ctx.BuildExpr(ast.NewString(""))
	switch x := x.(type) {
	case *ast.Ident:
		if ok = b.reference(arg, x.Name, ""); !ok {
			return false
		}
	case *ast.SelectorExpr:
		from, okay := x.X.(*ast.Ident)
		part, _, err := ast.LabelName(x.Sel)
		switch {
		case !okay || err != nil:
			return b.bad("write a value, a field, field.part or options.name", "@rule(%s, %s=%s) is not supported", rule, arg.name, arg.value)
		case from.Name == "options":
			if ok = b.option(arg, part); !ok {
				return false
			}
			value = b.ctx.BuildExpr(ast.NewBool(true))
		default:
			if ok = b.reference(arg, from.Name, part); !ok {
				return false
			}
		}
	default:
		value = b.ctx.BuildExpr(x)
		if value.Validate(cue.Concrete(true)) != nil {
			return b.bad("write a value, a field, field.part or options.name", "@rule(%s, %s=%s) is not supported", rule, arg.name, arg.value)
		}
		b.values[arg.name] = value
	}
	if takes.Unify(value).Validate(cue.Concrete(true)) != nil {
		return b.bad(arg.name+" takes "+b.takes(rule, arg.name), "@rule(%s, %s=%s)", rule, arg.name, arg.value)
	}
	return true
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
func (b *binding) takes(rule, arg string) string {
	contract := b.packages[language+"/contract"]
	declared := b.members(contract.decls["#Rules"], rule, "args", arg)
	if b.known.declared != nil {
		declared = b.members(b.known.declared, "args", arg)
	}
	for _, n := range declared {
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
		text, given := b.value(name, options, state)
		if given && !set(fields.Elem().FieldByName(camel(name)), text, b.values[name]) {
			b.bad("", "rule %s has no argument %s in Go that takes this", b.attribute.first(), name)
			return nil
		}
	}
	return checker
}

// value is an argument's as a text. An argument that names a field is true: the field's own text comes with the value.
func (b *binding) value(name string, options []int, state int) (text string, given bool) {
	if i, ok := b.options[name]; ok {
		return strconv.FormatBool(state>>slices.Index(options, i)&1 == 1), true
	}
	if _, ok := b.refs[name]; ok {
		return "true", true
	}
	v, ok := b.values[name]
	if !ok {
		return "", false
	}
	if v.Kind() == cue.ListKind {
		return strings.Join(scalars(v), ","), true
	}
	return scalar(v), true
}

func scalars(v cue.Value) (list []string) {
	for it, err := v.List(); err == nil && it.Next(); {
		list = append(list, scalar(it.Value()))
	}
	return list
}

func scalar(v cue.Value) string {
	if text, err := v.String(); err == nil {
		return text
	}
	text, _ := v.MarshalJSON()
	return string(text)
}

// set gives a field of a rule's type its value, which a list is made of where the type is one; it reports whether there is
// such a field and it takes the value.
func set(field reflect.Value, text string, value cue.Value) bool {
	if !field.IsValid() || !field.CanSet() {
		return false
	}
	if u, ok := field.Addr().Interface().(encoding.TextUnmarshaler); ok {
		return u.UnmarshalText([]byte(text)) == nil
	}
	switch field.Kind() {
	case reflect.Bool:
		b, err := strconv.ParseBool(text)
		field.SetBool(b)
		return err == nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		i, err := strconv.ParseInt(text, 10, field.Type().Bits())
		field.SetInt(i)
		return err == nil
	case reflect.String:
		field.SetString(text)
		return true
	case reflect.Slice:
		for _, element := range scalars(value) {
			e := reflect.New(field.Type().Elem()).Elem()
			if !set(e, element, cue.Value{}) {
				return false
			}
			field.Set(reflect.Append(field, e))
		}
		return true
	}
	return false
}

// camel is the name of a Go field: min_age → MinAge.
func camel(name string) string {
	var b strings.Builder
	for word := range strings.SplitSeq(name, "_") {
		b.WriteString(property(word))
	}
	return b.String()
}

// params are the arguments of a rule that a report shows: those that are constants.
func (e *endpoint) params(a *attribute) (list []plan.Param) {
	for _, arg := range a.args[1:] {
		v := cuecontext.New().CompileString(arg.value)
		if text, err := v.MarshalJSON(); err == nil && v.Err() == nil && v.IsConcrete() {
			list = append(list, plan.Param{Name: arg.name, JSON: string(text)})
		}
	}
	return list
}
