package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/types"

	"github.com/passant-go/passant/engine/bench/contract"
	"github.com/passant-go/passant/engine/plan"
)

// opa evaluates a prepared query for each contract: the set of members that are denied.
type opa []rego.PreparedEvalQuery

func newOPA() (Engine, error) {
	var e opa
	for _, c := range contracts {
		options := append(regoFunctions(c.Fields), rego.Query("data."+c.Name+".deny"), rego.Module(c.Name+".rego", regoModule(c)))
		query, err := rego.New(options...).PrepareForEval(context.Background())
		if err != nil {
			return nil, fmt.Errorf("%w\n%s", err, regoModule(c))
		}
		e = append(e, query)
	}
	return e, nil
}

func (opa) Differs() []Trait { return []Trait{Lax, Reading, Notation, Huge} }

func (e opa) Valid(endpoint int, body []byte) bool {
	denied, err := e.deny(endpoint, body)
	return err == nil && len(denied) == 0
}

func (e opa) AppendAnswer(dst []byte, endpoint int, body []byte) []byte {
	denied, err := e.deny(endpoint, body)
	if err != nil {
		return fmt.Append(dst, err)
	}
	if len(denied) == 0 {
		return dst
	}
	answer, _ := json.Marshal(denied)
	return append(dst, answer...)
}

func (e opa) deny(endpoint int, body []byte) ([]any, error) {
	input, err := ast.ValueFromReader(bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	results, err := e[endpoint].Eval(context.Background(), rego.EvalParsedInput(input))
	if err != nil {
		return nil, err
	}
	return results[0].Expressions[0].Value.([]any), nil
}

// regoFunctions declares the rules, by the IDs of their fields.
func regoFunctions(fields []contract.Field) (all []func(*rego.Rego)) {
	for i := range fields {
		f := &fields[i]
		switch {
		case f.Rule == nil:
		case f.Other == "":
			all = append(all, rego.Function1(&rego.Function{Name: f.ID, Decl: types.NewFunction(types.Args(types.A), types.B)},
				func(_ rego.BuiltinContext, v *ast.Term) (*ast.Term, error) {
					return ast.BooleanTerm(judge(f, plain(v))), nil
				}))
		default:
			all = append(all, rego.Function2(&rego.Function{Name: f.ID, Decl: types.NewFunction(types.Args(types.A, types.A), types.B)},
				func(_ rego.BuiltinContext, v, other *ast.Term) (*ast.Term, error) {
					text, _ := plain(v).(string)
					ref, _ := plain(other).(string)
					return ast.BooleanTerm(f.Accepts(text, ref)), nil
				}))
		}
		all = append(all, regoFunctions(f.Fields)...)
	}
	return all
}

// plain is a scalar term as encoding/json would decode it.
func plain(t *ast.Term) any {
	switch v := t.Value.(type) {
	case ast.String:
		return string(v)
	case ast.Number:
		return json.Number(v)
	}
	return nil
}

func regoModule(c *contract.Contract) string {
	var b strings.Builder
	fmt.Fprintf(&b, "package %s\n\n", c.Name)
	b.WriteString("deny contains \"\" if not is_object(input)\n\n")
	for _, either := range c.Either {
		fmt.Fprintf(&b, "deny contains %q if {\n\tnot given_%s\n\tnot given_%s\n}\n\n", either.Require, either.If, either.Require)
	}
	for i := range c.Fields {
		f := &c.Fields[i]
		fmt.Fprintf(&b, "given_%s if _ = input.%[1]s\n\n", f.Name)
		if f.Required {
			fmt.Fprintf(&b, "deny contains %q if not ok_%[1]s\n\n", f.Name)
		} else {
			fmt.Fprintf(&b, "deny contains %q if {\n\tgiven_%[1]s\n\tnot ok_%[1]s\n}\n\n", f.Name)
		}
		for _, l := range f.Except {
			fmt.Fprintf(&b, "ok_%s if input.%[1]s == %s\n\n", f.Name, regoLiteral(l))
		}
		if f.Kinds&plan.KindNull != 0 {
			fmt.Fprintf(&b, "ok_%s if input.%[1]s == null\n\n", f.Name)
		}
		fmt.Fprintf(&b, "ok_%s if {\n\tv := input.%[1]s\n", f.Name)
		regoConditions(&b, f, "v", "\t")
		b.WriteString("}\n\n")
	}
	return b.String()
}

// regoConditions writes those on the value v.
func regoConditions(b *strings.Builder, f *contract.Field, v, indent string) {
	add := func(format string, args ...any) { fmt.Fprintf(b, indent+format+"\n", args...) }
	switch {
	case f.Fields != nil:
		add("is_object(%s)", v)
		for i := range f.Fields {
			inner := &f.Fields[i]
			name := v + "_" + inner.Name
			add("%s := %s.%s", name, v, inner.Name)
			regoConditions(b, inner, name, indent)
		}
	case f.Elem != nil:
		add("is_array(%s)", v)
		add("every x in %s {", v)
		regoConditions(b, f.Elem, "x", indent+"\t")
		add("}")
	case f.Kinds&plan.KindBool != 0:
		add("is_boolean(%s)", v)
	case f.Kinds&plan.KindString != 0:
		add("is_string(%s)", v)
	default:
		add("is_number(%s)", v)
		if f.Kinds&plan.KindFloat == 0 {
			add("%s == floor(%[1]s)", v)
		}
	}
	if f.MinLength > 0 {
		add("count(%s) >= %d", v, f.MinLength)
	}
	if f.MaxLength > 0 {
		add("count(%s) <= %d", v, f.MaxLength)
	}
	for _, p := range f.Patterns {
		add("regex.match(`%s`, %s)", p, v)
	}
	if f.Enum != nil {
		add("%s in {%s}", v, list(f.Enum, regoLiteral))
	}
	if f.Least != "" {
		add("%s >= %s", v, f.Least)
	}
	if f.Most != "" {
		add("%s <= %s", v, f.Most)
	}
	switch {
	case f.Rule != nil && f.Other == "":
		add("%s(%s)", f.ID, v)
	case f.Rule != nil:
		add("%s(%s, object.get(input, %q, null))", f.ID, v, f.Other)
	}
}

func regoLiteral(l plan.Literal) string {
	if l.Kind == plan.KindString {
		return quote(l.Text)
	}
	return l.Text
}
