package source

import (
	"fmt"
	"math/big"
	"path"
	"strings"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/literal"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/internal/answer"
	"github.com/passant-go/passant/engine/plan"
)

// The kinds of any value, and of numbers.
const (
	AnyKind = plan.KindNull | plan.KindBool | plan.KindInt | plan.KindFloat | plan.KindString | plan.KindList | plan.KindObject
	Numbers = plan.KindInt | plan.KindFloat
)

// Literal is the constant that n is or refers to. Of those that CUE's standard library has it knows texts.
func (r *Resolver) Literal(n Node) (plan.Literal, bool) {
	switch x := n.Expr.(type) {
	case *ast.ParenExpr:
		return r.Literal(n.With(x.X))
	case *ast.BasicLit:
		return literalOf(x)
	case *ast.UnaryExpr:
		v, ok := r.Literal(n.With(x.X))
		if ok && v.Kind&Numbers != 0 && x.Op == token.SUB {
			v.Text = negative(v.Text)
			return v, true
		}
		return v, ok && v.Kind&Numbers != 0 && x.Op == token.ADD
	case *ast.Ident, *ast.SelectorExpr:
		if declarations, ok := r.Follow(n); ok && len(declarations) == 1 && len(declarations[0].Field.Attrs) == 0 {
			return r.Literal(declarations[0])
		}
		if name := r.Builtin(n); name != "" {
			text, err := r.Context.CompileString(Standard(name)).String()
			return plan.Literal{Kind: plan.KindString, Text: text}, err == nil
		}
	}
	return plan.Literal{}, false
}

// literalOf is the constant of a literal.
func literalOf(x *ast.BasicLit) (plan.Literal, bool) {
	switch x.Kind {
	case token.STRING:
		text, err := literal.Unquote(x.Value)
		return plan.Literal{Kind: plan.KindString, Text: text}, err == nil && !strings.HasPrefix(strings.TrimLeft(x.Value, "#"), "'")
	case token.INT:
		var n literal.NumInfo
		var i big.Int
		if literal.ParseNum(x.Value, &n) != nil {
			break
		}
		if _, ok := i.SetString(n.String(), 10); !ok {
			break
		}
		return plan.Literal{Kind: plan.KindInt, Text: i.String()}, true
	case token.FLOAT:
		var n literal.NumInfo
		if literal.ParseNum(x.Value, &n) != nil || !jsonNumber(n.String()) {
			break
		}
		return plan.Literal{Kind: plan.KindFloat, Text: n.String()}, true
	case token.TRUE, token.FALSE:
		return plan.Literal{Kind: plan.KindBool, Text: x.Value}, true
	case token.NULL:
		return plan.Literal{Kind: plan.KindNull, Text: "null"}, true
	}
	return plan.Literal{}, false
}

// jsonNumber reports whether a number of CUE's is written as JSON has it: with digits on both sides of a point.
func jsonNumber(number string) bool {
	whole, fraction, point := strings.Cut(number, ".")
	return whole != "" && (!point || fraction != "" && fraction[0] >= '0' && fraction[0] <= '9')
}

func negative(number string) string {
	if rest, ok := strings.CutPrefix(number, "-"); ok {
		return rest
	}
	if number == "0" {
		return number
	}
	return "-" + number
}

// AppendLiteral appends a constant as JSON.
func AppendLiteral(dst []byte, v plan.Literal) []byte {
	if v.Kind == plan.KindString {
		return answer.AppendString(dst, v.Text, plan.Plain)
	}
	return append(dst, v.Text...)
}

// LiteralsJSON is a list of constants as JSON.
func LiteralsJSON(values []plan.Literal) string {
	list := make([]byte, 0, 64)
	list = append(list, '[')
	for i, v := range values {
		if i > 0 {
			list = append(list, ',')
		}
		list = AppendLiteral(list, v)
	}
	return string(append(list, ']'))
}

// Quote is a text as JSON.
func Quote(text string) string { return string(answer.AppendString(nil, text, plan.Plain)) }

// Standard is CUE that has the value of what CUE's standard library has by a name, such as "encoding/json.Valid".
func Standard(name string) string {
	return fmt.Sprintf("import %q\n%s", name[:strings.LastIndexByte(name, '.')], path.Base(name))
}
