package compile

import (
	"math/big"
	"strings"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/literal"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/internal/answer"
	"github.com/passant-go/passant/engine/plan"
)

// literal is the constant that n is or refers to. Of those that CUE's standard library has it knows texts.
func (r *resolver) literal(n node) (plan.Literal, bool) {
	switch x := n.expr.(type) {
	case *ast.ParenExpr:
		return r.literal(n.with(x.X))
	case *ast.BasicLit:
		return literalOf(x)
	case *ast.UnaryExpr:
		v, ok := r.literal(n.with(x.X))
		if ok && v.Kind&numbers != 0 && x.Op == token.SUB {
			v.Text = negative(v.Text)
			return v, true
		}
		return v, ok && v.Kind&numbers != 0 && x.Op == token.ADD
	case *ast.Ident, *ast.SelectorExpr:
		if declarations, ok := r.follow(n); ok && len(declarations) == 1 && len(declarations[0].field.Attrs) == 0 {
			return r.literal(declarations[0])
		}
		if name := r.builtin(n); name != "" {
			text, err := r.ctx.CompileString(standard(name)).String()
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

// appendLiteral appends a constant as JSON.
func appendLiteral(dst []byte, v plan.Literal) []byte {
	if v.Kind == plan.KindString {
		return answer.AppendString(dst, v.Text, plan.Plain)
	}
	return append(dst, v.Text...)
}

func literalsJSON(values []plan.Literal) string {
	list := make([]byte, 0, 64)
	list = append(list, '[')
	for i, v := range values {
		if i > 0 {
			list = append(list, ',')
		}
		list = appendLiteral(list, v)
	}
	return string(append(list, ']'))
}

// quote is a text as JSON.
func quote(text string) string { return string(answer.AppendString(nil, text, plan.Plain)) }
