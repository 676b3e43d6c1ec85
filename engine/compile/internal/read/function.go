package read

import (
	"time"

	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/compile/internal/types"
	"github.com/passant-go/passant/engine/gen"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/rules"
)

// The functions that package gen has, by themselves and of a text.
var (
	functions = map[string]plan.Function{
		"time.Time":                     &gen.Time{Layout: time.RFC3339Nano},
		"time.Duration":                 &gen.Duration{},
		"net.IP":                        &gen.Address{Class: gen.IP},
		"net.IPv4":                      &gen.Address{Class: gen.IPv4},
		"net.IPv6":                      &gen.Address{Class: gen.IPv6},
		"net.LoopbackIP":                &gen.Address{Class: gen.LoopbackIP},
		"net.MulticastIP":               &gen.Address{Class: gen.MulticastIP},
		"net.InterfaceLocalMulticastIP": &gen.Address{Class: gen.InterfaceLocalMulticastIP},
		"net.LinkLocalMulticastIP":      &gen.Address{Class: gen.LinkLocalMulticastIP},
		"net.LinkLocalUnicastIP":        &gen.Address{Class: gen.LinkLocalUnicastIP},
		"net.GlobalUnicastIP":           &gen.Address{Class: gen.GlobalUnicastIP},
		"net.UnspecifiedIP":             &gen.Address{Class: gen.UnspecifiedIP},
		"net.IPCIDR":                    &gen.Prefix{},
		"net.FQDN":                      &gen.Host{},
		"net.URL":                       &gen.URL{},
		"net.AbsURL":                    &gen.URL{Absolute: true},
		"encoding/json.Valid":           &gen.JSON{},
		"regexp.Valid":                  &gen.Pattern{},
	}
	functionsOf = map[string]func(text string) plan.Function{
		"time.Format": func(text string) plan.Function { return &gen.Time{Layout: text} },
		"net.InCIDR":  func(text string) plan.Function { return &gen.Network{Prefix: text} },
	}
)

// layouts are those of which a time is a day, which has a rule of its own.
var layouts = map[string]rules.DateLayout{time.DateOnly: rules.DateHyphens, "20060102": rules.DateDigits}

// uuid is what uuid.Valid accepts.
const uuid = `^((?i:urn:uuid:)?` + uuidDigits + `|\{` + uuidDigits + `\}|[0-9A-Fa-f]{32})$`

const uuidDigits = `[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}`

// applied is what a function of CUE's standard library says of a value, given by its name or called, with constants for
// arguments if any. For what is no such function ok is false.
func (r Reader) applied(n source.Node, name string, args []source.Node) (t types.Type, ok bool) {
	bare := len(args) == 0
	switch {
	case bare && name == "list.UniqueItems":
		k := types.NewCheck(plan.Unique, plan.KindList, "pattern.unique", n.Expr.Pos())
		k.Mute = true
		return types.Single(k), true
	case bare && name == "uuid.Valid":
		return r.matching(uuid, false, n.Expr.Pos()), true
	case bare && functions[name] != nil:
		return calling(n, functions[name]), true
	case len(args) == 1 && functionsOf[name] != nil:
		text, ok := r.Literal(args[0])
		layout, day := layouts[text.Text]
		switch {
		case !ok || text.Kind != plan.KindString:
			return r.refuse(n, "its argument is a string"), true
		case day && name == "time.Format":
			k := types.NewCheck(plan.Day, plan.KindString, "date", n.Expr.Pos())
			k.Layout = layout
			return types.Single(k), true
		default:
			return calling(n, functionsOf[name](text.Text)), true
		}
	}
	return r.delegated(n, name, args)
}

// calling is the values that a function accepts. CUE knows no kinds of those that may be IP addresses.
func calling(n source.Node, f plan.Function) types.Type {
	kinds := plan.KindString
	switch f.(type) {
	case *gen.Address, *gen.Network, *gen.Prefix:
		kinds = source.AnyKind
	}
	k := types.NewCheck(plan.Call, kinds, "pattern", n.Expr.Pos())
	k.Function = f
	return types.Single(k)
}

// holds is list.Contains(x): a list with an element that is equal to a constant.
func (r Reader) holds(n, arg source.Node) types.Type {
	if _, ok := r.Literal(arg); !ok {
		return r.refuse(n, "an element to look for is a literal")
	}
	t := r.trialOf(n, plan.Contains, plan.KindList, []source.Node{arg})
	t.Checks[0].Subschemas.Least, t.Checks[0].Subschemas.Most = 1, -1
	return t
}
