package bench

import (
	"encoding/json"
	"fmt"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"github.com/passant-go/passant/engine/bench/contract"
	"github.com/passant-go/passant/engine/plan"
)

// celEngine evaluates an expression for each contract, and one for each member where it answers.
type celEngine struct {
	whole   []cel.Program
	members [][]celMember
}

type celMember struct {
	name    string
	program cel.Program
}

func newCEL() (Engine, error) {
	e := new(celEngine)
	for _, c := range contracts {
		env, err := cel.NewEnv(append(celFunctions(c.Fields), cel.Variable("this", cel.MapType(cel.StringType, cel.DynType)))...)
		if err != nil {
			return nil, err
		}
		compile := func(expression string) (cel.Program, error) {
			checked, issues := env.Compile(expression)
			if issues.Err() != nil {
				return nil, issues.Err()
			}
			return env.Program(checked, cel.EvalOptions(cel.OptOptimize))
		}
		var all []string
		var members []celMember
		add := func(name, expression string) error {
			program, err := compile(expression)
			members = append(members, celMember{name, program})
			all = append(all, "("+expression+")")
			return err
		}
		for i := range c.Fields {
			if err := add(c.Fields[i].Name, celField(&c.Fields[i], "this")); err != nil {
				return nil, err
			}
		}
		for _, either := range c.Either {
			if err := add(either.Require, "has(this."+either.If+") || has(this."+either.Require+")"); err != nil {
				return nil, err
			}
		}
		program, err := compile(strings.Join(all, " && "))
		if err != nil {
			return nil, err
		}
		e.whole = append(e.whole, program)
		e.members = append(e.members, members)
	}
	return e, nil
}

func (*celEngine) Differs() []Trait { return []Trait{Lax, Reading, Notation, Huge} }

func (e *celEngine) Valid(endpoint int, body []byte) bool {
	var members map[string]any
	return json.Unmarshal(body, &members) == nil && holds(e.whole[endpoint], members)
}

func (e *celEngine) AppendAnswer(dst []byte, endpoint int, body []byte) []byte {
	var members map[string]any
	if err := json.Unmarshal(body, &members); err != nil {
		return fmt.Append(dst, err)
	}
	for _, m := range e.members[endpoint] {
		if !holds(m.program, members) {
			dst = append(append(dst, m.name...), " is not valid\n"...)
		}
	}
	return dst
}

func holds(program cel.Program, members map[string]any) bool {
	v, _, err := program.Eval(map[string]any{"this": members})
	return err == nil && v == types.True
}

// celFunctions declares the rules, by the IDs of their fields.
func celFunctions(fields []contract.Field) (all []cel.EnvOption) {
	for i := range fields {
		f := &fields[i]
		switch {
		case f.Rule == nil:
		case f.Other == "":
			all = append(all, cel.Function(f.ID, cel.Overload(f.ID+"_1", []*cel.Type{cel.DynType}, cel.BoolType,
				cel.UnaryBinding(func(v ref.Val) ref.Val { return types.Bool(judge(f, v.Value())) }))))
		default:
			all = append(all, cel.Function(f.ID, cel.Overload(f.ID+"_2", []*cel.Type{cel.DynType, cel.DynType}, cel.BoolType,
				cel.BinaryBinding(func(v, other ref.Val) ref.Val {
					text, _ := v.Value().(string)
					ref, _ := other.Value().(string)
					return types.Bool(f.Accepts(text, ref))
				}))))
		}
		all = append(all, celFunctions(f.Fields)...)
	}
	return all
}

func celField(f *contract.Field, of string) string {
	v := of + "." + f.Name
	conditions := celConditions(f, v)
	if f.Rule != nil {
		call := f.ID + "(" + v + ")"
		if f.Other != "" {
			call = fmt.Sprintf("!has(this.%[1]s) || %[2]s(%[3]s, this.%[1]s)", f.Other, f.ID, v)
		}
		conditions += " && (" + call + ")"
	}
	for _, l := range f.Except {
		conditions = fmt.Sprintf("%s == %s || (%s)", v, celLiteral(l), conditions)
	}
	if f.Required {
		return "has(" + v + ") && (" + conditions + ")"
	}
	return "!has(" + v + ") || (" + conditions + ")"
}

// celConditions are those on the value v alone, its rule aside.
func celConditions(f *contract.Field, v string) string {
	var all []string
	add := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }
	if f.MinLength > 0 {
		add("size(%s) >= %d", v, f.MinLength)
	}
	if f.MaxLength > 0 {
		add("size(%s) <= %d", v, f.MaxLength)
	}
	for _, p := range f.Patterns {
		add("%s.matches(%s)", v, quote(p))
	}
	if f.Enum != nil {
		add("%s in [%s]", v, list(f.Enum, celLiteral))
	}
	if f.Least != "" {
		add("%s >= %s.0", v, f.Least)
	}
	if f.Most != "" {
		add("%s <= %s.0", v, f.Most)
	}
	for i := range f.Fields {
		add("(%s)", celField(&f.Fields[i], v))
	}
	if f.Elem != nil {
		add("%s.all(x, %s)", v, celConditions(f.Elem, "x"))
	}
	name := "string"
	switch {
	case f.Fields != nil:
		name = "map"
	case f.Elem != nil:
		name = "list"
	case f.Kinds&plan.KindBool != 0:
		name = "bool"
	case f.Kinds&plan.KindFloat != 0:
		name = "double"
	case f.Kinds&plan.KindInt != 0:
		name = "double"
		add("%[1]s == double(int(%[1]s))", v)
	}
	conditions := strings.Join(append([]string{"type(" + v + ") == " + name}, all...), " && ")
	if f.Kinds&plan.KindNull != 0 {
		return v + " == null || (" + conditions + ")"
	}
	return conditions
}

func celLiteral(l plan.Literal) string {
	if l.Kind == plan.KindString {
		return quote(l.Text)
	}
	return l.Text + ".0"
}

// list writes literals, with commas between them.
func list(all []plan.Literal, write func(plan.Literal) string) string {
	var texts []string
	for _, l := range all {
		texts = append(texts, write(l))
	}
	return strings.Join(texts, ", ")
}

// quote writes a text as JSON and CEL do.
func quote(text string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(text); err != nil {
		panic(err) // a string can be encoded
	}
	return strings.TrimSuffix(b.String(), "\n")
}
