package read

import (
	"regexp"
	"strconv"
	"strings"

	"cuelang.org/go/cue/ast"

	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/compile/internal/types"
	"github.com/passant-go/passant/engine/plan"
)

const functionHint = "see the functions in the documentation of package compile; any other of CUE's for texts and numbers is for compile.FS only, " +
	"and takes what a package declares"

// call is what a function says of a value.
func (r Reader) call(n source.Node, x *ast.CallExpr) types.Type {
	args := make([]source.Node, len(x.Args))
	for i, arg := range x.Args {
		args[i] = n.With(arg)
	}
	function := r.function(n.With(x.Fun))
	switch limit, ok := limits[function]; {
	case ok && len(args) == 1:
		return r.limit(n, limit, args[0])
	case function == "math.MultipleOf" && len(args) == 1:
		return r.multipleOf(n, args[0])
	case affixes[function] != nil && len(args) == 1:
		return r.affix(n, affixes[function], args[0])
	case function == "list.Contains" && len(args) == 1:
		return r.holds(n, args[0])
	case function == "encoding/json.Validate" && len(args) == 1:
		return r.settled(n, r.trialOf(n, plan.Holds, plan.KindString, args), 1)
	case function == "list.MatchN" && len(args) == 2:
		return r.contains(n, args)
	case function == "matchN" && len(args) == 2:
		return r.matchN(n, args)
	case function == "matchIf" && len(args) == 3:
		return r.matchIf(n, args)
	case function == "close" && len(args) == 1:
		return r.close(args[0])
	case function == "error" && len(args) == 1:
		return r.forbidden(n)
	}
	if t, ok := r.applied(n, function, args); ok {
		return t
	}
	return r.refuse(n, functionHint)
}

// function is the name of the function that n is, one of CUE's own or of its standard library.
func (r Reader) function(n source.Node) string {
	if id, ok := n.Expr.(*ast.Ident); ok && id.Node == nil {
		return strings.TrimPrefix(id.Name, "__")
	}
	return r.Builtin(n)
}

// A limit is a function that bounds a size.
type limit struct {
	op         plan.Op
	on         plan.Kind
	key, param string // as plainCheck has them
}

var limits = map[string]limit{
	"strings.MinRunes": {plan.MinLength, plan.KindString, "min_length", "min"},
	"strings.MaxRunes": {plan.MaxLength, plan.KindString, "max_length", "max"},
	"list.MinItems":    {plan.MinItems, plan.KindList, "items.min", "min"},
	"list.MaxItems":    {plan.MaxItems, plan.KindList, "items.max", "max"},
	"struct.MinFields": {plan.MinItems, plan.KindObject, "items.min", "min"},
	"struct.MaxFields": {plan.MaxItems, plan.KindObject, "items.max", "max"},
}

func (r Reader) limit(n source.Node, f limit, arg source.Node) types.Type {
	limit, ok := r.Literal(arg)
	number, err := strconv.Atoi(limit.Text)
	if !ok {
		return r.refuse(n, "a limit is a whole number")
	}
	if limit.Kind != plan.KindInt || err != nil || number < 0 {
		return r.wrong(n, "a limit is a whole number")
	}
	k := types.NewCheck(f.op, f.on, f.key, n.Expr.Pos(), plan.Param{Name: f.param, JSON: limit.Text})
	k.Limit = number
	return types.Single(k)
}

// affixes are the patterns that functions about a part of a text amount to.
var affixes = map[string]func(quoted string) string{
	"strings.HasPrefix": func(quoted string) string { return "^" + quoted },
	"strings.HasSuffix": func(quoted string) string { return quoted + "$" },
	"strings.Contains":  func(quoted string) string { return quoted },
	"strings.ContainsAny": func(quoted string) string {
		if quoted == "" {
			return `[^\x00-\x{10ffff}]`
		}
		return "[" + strings.ReplaceAll(quoted, "-", `\-`) + "]"
	},
}

func (r Reader) affix(n source.Node, pattern func(quoted string) string, arg source.Node) types.Type {
	text, ok := r.Literal(arg)
	if !ok || text.Kind != plan.KindString {
		return r.refuse(n, "a part of a text is a string")
	}
	return r.matching(pattern(regexp.QuoteMeta(text.Text)), false, n.Expr.Pos())
}

// longestDivisor is how many digits a divisor may have.
const longestDivisor = 18

func (r Reader) multipleOf(n source.Node, arg source.Node) types.Type {
	divisor, ok := r.Literal(arg)
	digits := strings.Count(divisor.Text, "") - 1
	if !ok || divisor.Kind&source.Numbers == 0 || digits > longestDivisor || !strings.ContainsAny(divisor.Text, "123456789") {
		return r.refuse(n, "a divisor is a number other than 0, of 18 digits at most")
	}
	k := types.NewCheck(plan.MultipleOf, source.Numbers, "pattern.multiple_of", n.Expr.Pos(), plan.Param{Name: "multiple_of", JSON: divisor.Text})
	k.Bound = divisor.Text
	return types.Single(k)
}

// close is close(X): X without members that it does not describe; what is in these it leaves as it is.
func (r Reader) close(arg source.Node) types.Type {
	t := r.Expr(arg)
	if t.Members == nil || t.Kinds != plan.KindObject || len(t.Members.Conditions) > 0 {
		return r.refuse(arg, "close a struct without alternatives and conditions")
	}
	t = t.Inside(func(t *types.Type) {
		if t.Members != nil {
			m := *t.Members
			m.Free = m.Closed != types.Strict && !m.Ellipsis
			t.Members = &m
		}
	})
	if m := t.Members; !m.Ellipsis { // it is a copy
		m.Closed, m.Free = types.Strict, false
		r.report(types.CheckClosed(&t))
	}
	return t
}

// forbidden is error("…"), which no value meets.
func (r Reader) forbidden(n source.Node) types.Type {
	t := types.Single(types.NewCheck(plan.Kinds, 0, "pattern.forbidden", n.Expr.Pos()))
	t.Forbidden = true
	return t
}
