// Package contract tells the contracts of the registrations to engines that do not read CUE. It reads the compiled plans,
// so that every engine is asked the same and a contract stands written once.
//
// What a language cannot say is left to the rules of passant, which every engine may call: Field.Accepts.
package contract

import (
	"strings"
	"unicode/utf16"
	"unsafe"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/rules"
	"github.com/passant-go/passant/schemas/bitpub"
	"github.com/passant-go/passant/schemas/digipay"
	"github.com/passant-go/passant/schemas/larsverp"
	"github.com/passant-go/passant/schemas/pankek"
	"github.com/passant-go/passant/schemas/pantel"
)

// A Contract is what a registration asks of a body.
type Contract struct {
	Name     string // "pankek"
	Endpoint *engine.Endpoint
	Fields   []Field
	Either   []Either
}

// An Either requires one member where the other is absent.
type Either struct{ If, Require string }

// A Field is what is asked of a member.
type Field struct {
	Name     string
	ID       string // of its rule: provider and path, "digipay_phone_number"
	Required bool
	Kinds    plan.Kind
	Except   []plan.Literal // values that pass without a check

	MinLength, MaxLength int               // in characters; 0: no limit
	Patterns             []string          // each of which matches, save for those of which the rule says more
	Wide                 []string          // all patterns
	Blank                func(string) bool // a text that it reports must not be; nil: none. The pattern that says so is among Patterns too
	Enum                 []plan.Literal
	Least, Most          string // JSON numbers; "": no limit
	Date                 string // a day of the calendar, as package time writes layouts; the rule says the same

	Rule   rules.Checker
	Other  string // the member that the rule refers to
	part   plan.Ref
	Fields []Field // of an object
	Elem   *Field  // of a list
}

// All are the five registrations.
func All() []*Contract {
	all := make([]*Contract, 0, 5)
	for _, e := range []struct {
		name     string
		endpoint *engine.Endpoint
	}{
		{"pankek", pankek.Register},
		{"larsverp", larsverp.Register},
		{"pantel", pantel.Register},
		{"digipay", digipay.UserRegister},
		{"bitpub", bitpub.Register},
	} {
		p := e.endpoint.Plan()
		c := &Contract{Name: e.name, Endpoint: e.endpoint, Fields: fields(e.name, p, &p.Request)}
		for _, condition := range p.Request.Conditions {
			c.Either = append(c.Either, Either{p.Request.Fields[condition.If].Name, p.Request.Fields[condition.Require].Name})
		}
		all = append(all, c)
	}
	return all
}

func fields(id string, p *plan.Endpoint, o *plan.Object) []Field {
	all := make([]Field, len(o.Fields))
	for i := range o.Fields {
		f := &o.Fields[i]
		all[i] = field(id+"_"+f.Name, p, o, &f.Type)
		all[i].Name, all[i].Required = f.Name, f.Required != nil
	}
	return all
}

func field(id string, p *plan.Endpoint, o *plan.Object, t *plan.Type) Field {
	f := Field{ID: id, Kinds: t.Kinds(), Except: t.Except}
	for i := range t.Checks {
		f.add(p, o, &t.Checks[i])
	}
	f.Wide = f.Patterns
	switch f.Rule.(type) {
	case *rules.Digits, *rules.Username, *rules.Duration:
		f.Rule = nil // the pattern says all that the rule does
	case *rules.Phone:
		f.Patterns, f.Blank = f.Patterns[max(0, len(f.Patterns)-1):], nil // the last is the strictest
	case nil, Units:
	default:
		f.Patterns, f.Blank = nil, nil // the rule says all that the patterns do
	}
	if t.Object != nil {
		f.Fields = fields(id, p, t.Object)
	}
	if t.Elem != nil {
		elem := field(id+"_elem", p, nil, t.Elem)
		f.Elem = &elem
	}
	return f
}

func (f *Field) add(p *plan.Endpoint, o *plan.Object, c *plan.Check) {
	switch c.Op {
	case plan.MinLength:
		f.MinLength = c.Limit
	case plan.MaxLength:
		if f.MaxLength = c.Limit; p.Read.UTF16 {
			f.MaxLength, f.Rule = 0, Units(c.Limit)
		}
	case plan.Match:
		f.Patterns = append(f.Patterns, c.Pattern.Pattern)
		switch c.Failure.Rule {
		case "blank":
			f.Blank = func(s string) bool { return rules.IsBlank([]byte(s)) }
		case "required":
			f.Blank = func(s string) bool { return strings.Trim(s, " \t\n\r\v\x00") == "" }
		}
	case plan.OneOf:
		f.Enum = c.Values
	case plan.AtLeast:
		f.Least = c.Bound
	case plan.AtMost:
		f.Most = c.Bound
	case plan.Day:
		f.Date = "2006-01-02"
		if c.Layout != rules.DateHyphens {
			f.Date = "20060102"
		}
	case plan.Judge:
		state := 0
		for bit, option := range c.Rule.Options {
			if p.Options[option].Default {
				state |= 1 << bit
			}
		}
		f.Rule = c.Rule.Bound[state]
		if len(c.Rule.Refs) > 0 {
			f.part = c.Rule.Refs[0]
			f.Other = o.Fields[f.part.Field].Name
		}
	}
}

// Accepts has the field's rule judge a text, or the digits of a number. Other is the text of the member that the rule
// refers to; where that member is in error, it is what is wrong, and the rule says nothing.
func (f *Field) Accepts(text, other string) bool {
	v := rules.Value{Text: bytes(text)}
	if f.Other != "" {
		ref := bytes(other)
		if of := f.part.Of; of != nil {
			if of.Check(rules.Value{Text: ref}).Outcome == rules.Refuse {
				return true
			}
			ref = of.Part(ref, f.part.Part)
		}
		v.Refs = [][]byte{ref}
	}
	return f.Rule.Check(v).Outcome != rules.Refuse
}

// Units is the greatest length of a text in code Units of UTF-16, which few languages count.
type Units int

func (u Units) Check(v rules.Value) rules.Verdict {
	n := 0
	for _, r := range string(v.Text) {
		n += utf16.RuneLen(r)
	}
	if n > int(u) {
		return rules.Verdict{Outcome: rules.Refuse}
	}
	return rules.Verdict{}
}

// bytes are those of a text, not a copy, so that no engine pays for that rules read bytes.
func bytes(text string) []byte { return unsafe.Slice(unsafe.StringData(text), len(text)) }
