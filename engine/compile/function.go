package compile

import (
	"time"

	"github.com/passant-go/passant/engine/function"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/rules"
)

// The functions that package function has, by themselves and of a text.
var (
	functions = map[string]plan.Function{
		"time.Time":                     &function.Time{Layout: time.RFC3339Nano},
		"time.Duration":                 &function.Duration{},
		"net.IP":                        &function.Address{Class: function.IP},
		"net.IPv4":                      &function.Address{Class: function.IPv4},
		"net.IPv6":                      &function.Address{Class: function.IPv6},
		"net.LoopbackIP":                &function.Address{Class: function.LoopbackIP},
		"net.MulticastIP":               &function.Address{Class: function.MulticastIP},
		"net.InterfaceLocalMulticastIP": &function.Address{Class: function.InterfaceLocalMulticastIP},
		"net.LinkLocalMulticastIP":      &function.Address{Class: function.LinkLocalMulticastIP},
		"net.LinkLocalUnicastIP":        &function.Address{Class: function.LinkLocalUnicastIP},
		"net.GlobalUnicastIP":           &function.Address{Class: function.GlobalUnicastIP},
		"net.UnspecifiedIP":             &function.Address{Class: function.UnspecifiedIP},
		"net.IPCIDR":                    &function.Prefix{},
		"net.FQDN":                      &function.Host{},
		"net.URL":                       &function.URL{},
		"net.AbsURL":                    &function.URL{Absolute: true},
		"encoding/json.Valid":           &function.JSON{},
		"regexp.Valid":                  &function.Pattern{},
	}
	functionsOf = map[string]func(text string) plan.Function{
		"time.Format": func(text string) plan.Function { return &function.Time{Layout: text} },
		"net.InCIDR":  func(text string) plan.Function { return &function.Network{Prefix: text} },
	}
)

// layouts are those of which a time is a day, which has a rule of its own.
var layouts = map[string]rules.DateLayout{time.DateOnly: rules.DateHyphens, "20060102": rules.DateDigits}

// uuid is what uuid.Valid accepts.
const uuid = `^((?i:urn:uuid:)?` + uuidDigits + `|\{` + uuidDigits + `\}|[0-9A-Fa-f]{32})$`

const uuidDigits = `[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}`

// applied is what a function of CUE's standard library says of a value, given by its name or called, with constants for
// arguments if any. For what is no such function ok is false.
func (c *compiler) applied(n node, name string, args []node) (t typ, ok bool) {
	bare := len(args) == 0
	switch {
	case bare && name == "list.UniqueItems":
		return single(plainCheck(plan.Unique, plan.KindList, "pattern", n.expr.Pos())), true
	case bare && name == "uuid.Valid":
		return c.matching(uuid, false, n.expr.Pos()), true
	case bare && functions[name] != nil:
		return calling(n, functions[name]), true
	case len(args) == 1 && functionsOf[name] != nil:
		text, ok := c.literal(args[0])
		layout, day := layouts[text.Text]
		switch {
		case !ok || text.Kind != plan.KindString:
			return c.refuse(n, "its argument is a string"), true
		case day && name == "time.Format":
			k := plainCheck(plan.Day, plan.KindString, "date", n.expr.Pos())
			k.Layout = layout
			return single(k), true
		default:
			return calling(n, functionsOf[name](text.Text)), true
		}
	}
	return c.delegated(n, name, args)
}

// calling is the values that a function accepts. CUE knows no kinds of those that may be IP addresses.
func calling(n node, f plan.Function) typ {
	kinds := plan.KindString
	switch f.(type) {
	case *function.Address, *function.Network, *function.Prefix:
		kinds = anyKind
	}
	k := plainCheck(plan.Call, kinds, "pattern", n.expr.Pos())
	k.Function = f
	return single(k)
}

// holds is list.Contains(x): a list with an element that is equal to a constant.
func (c *compiler) holds(n, arg node) typ {
	if _, ok := c.literal(arg); !ok {
		return c.refuse(n, "an element to look for is a literal")
	}
	t := c.tried(n, plan.Contains, plan.KindList, []node{arg})
	t.checks[0].trial.least, t.checks[0].trial.most = 1, -1
	return t
}
