package bench

import (
	"encoding/json"
	"fmt"
	"regexp"

	"github.com/go-ozzo/ozzo-validation/v4"

	"github.com/passant-go/passant/engine/bench/contract"
	"github.com/passant-go/passant/engine/plan"
)

// ozzo judges maps.
type ozzo []validation.MapRule

func newOzzo() (Engine, error) {
	var e ozzo
	for _, c := range contracts {
		e = append(e, mapRule(c.Fields))
	}
	return e, nil
}

func (ozzo) Differs() []Trait { return []Trait{Lax, Reading, Notation, Huge} }

func (e ozzo) Valid(endpoint int, body []byte) bool {
	var members map[string]any
	return json.Unmarshal(body, &members) == nil && e.judge(endpoint, members) == nil
}

func (e ozzo) AppendAnswer(dst []byte, endpoint int, body []byte) []byte {
	var members map[string]any
	err := json.Unmarshal(body, &members)
	if err == nil {
		err = e.judge(endpoint, members)
	}
	if err == nil {
		return dst
	}
	answer, _ := json.Marshal(err)
	return append(dst, answer...)
}

// judge adds to the rules of the map what refers to other members.
func (e ozzo) judge(endpoint int, members map[string]any) error {
	c := contracts[endpoint]
	err := validation.Validate(members, e[endpoint])
	faults, _ := err.(validation.Errors)
	add := func(name string, err error) {
		if faults == nil {
			faults = validation.Errors{}
		}
		faults[name] = err
	}
	for _, either := range c.Either {
		_, given := members[either.If]
		if _, also := members[either.Require]; !given && !also {
			add(either.Require, validation.ErrRequired)
		}
	}
	for _, name := range crossed(c, members) {
		add(name, errRule)
	}
	if faults == nil {
		return err
	}
	return faults
}

func mapRule(fields []contract.Field) validation.MapRule {
	var keys []*validation.KeyRules
	for i := range fields {
		f := &fields[i]
		key := validation.Key(f.Name, ozzoRules(f)...)
		if !f.Required {
			key = key.Optional()
		}
		keys = append(keys, key)
	}
	return validation.Map(keys...).AllowExtraKeys()
}

func ozzoRules(f *contract.Field) []validation.Rule {
	all := []validation.Rule{validation.By(func(v any) error {
		if kind(v)&f.Kinds == 0 {
			return fmt.Errorf("must be %v", typeNames(f.Kinds))
		}
		return nil
	})}
	if f.MinLength > 0 {
		all = append(all, validation.By(func(v any) error { // RuneLength passes an empty text
			if v == "" {
				return validation.ErrLengthTooShort
			}
			return nil
		}))
	}
	if f.MaxLength > 0 {
		all = append(all, validation.RuneLength(f.MinLength, f.MaxLength))
	}
	if f.Blank != nil {
		all = append(all, test(func(s string) bool { return !f.Blank(s) }))
	} else {
		for _, p := range f.Patterns {
			all = append(all, test(regexp.MustCompile(p).MatchString)) // Match passes an empty text
		}
	}
	if f.Enum != nil {
		var values []any
		for _, l := range f.Enum {
			var v any
			if l.Kind == plan.KindString {
				v = l.Text
			} else if err := json.Unmarshal([]byte(l.Text), &v); err != nil {
				panic(err) // a plan holds JSON numbers
			}
			values = append(values, v)
		}
		in := validation.In(values...)
		all = append(all, validation.By(func(v any) error { // In passes 0 and an empty text
			if v == "" {
				return validation.ErrInInvalid
			}
			return in.Validate(v)
		}))
	}
	all = append(all, bounds(f)...)
	switch {
	case f.Date != "":
		date := validation.Date(f.Date)
		all = append(all, validation.By(func(v any) error {
			if v == "" {
				return validation.ErrDateInvalid
			}
			return date.Validate(v)
		}))
	case f.Rule != nil && f.Other == "":
		all = append(all, validation.By(func(v any) error {
			if !judge(f, v) {
				return errRule
			}
			return nil
		}))
	}
	if f.Fields != nil {
		all = append(all, mapRule(f.Fields))
	}
	if f.Elem != nil {
		all = append(all, validation.Each(ozzoRules(f.Elem)...))
	}
	if f.Except != nil {
		return []validation.Rule{validation.When(true, validation.By(func(v any) error {
			if s, ok := v.(string); ok && excepted(f, s) {
				return nil
			}
			return validation.Validate(v, all...)
		}))}
	}
	return all
}

// bounds are the limits of a number. Min and Max pass 0, which is within all limits but that of a telephone number.
func bounds(f *contract.Field) (all []validation.Rule) {
	limit := func(text string) (n float64) {
		if err := json.Unmarshal([]byte(text), &n); err != nil {
			panic(err) // a plan holds JSON numbers
		}
		return n
	}
	if f.Least != "" {
		least := limit(f.Least)
		all = append(all, validation.By(func(v any) error {
			if n, ok := v.(float64); ok && n < least {
				return validation.ErrMinGreaterEqualThanRequired
			}
			return nil
		}))
	}
	if f.Most != "" {
		all = append(all, validation.Max(limit(f.Most)))
	}
	return all
}

func test(accepts func(string) bool) validation.Rule {
	return validation.By(func(v any) error {
		if s, ok := v.(string); ok && !accepts(s) {
			return validation.ErrMatchInvalid
		}
		return nil
	})
}

// kind is the kind of a decoded value.
func kind(v any) plan.Kind {
	switch x := v.(type) {
	case nil:
		return plan.KindNull
	case bool:
		return plan.KindBool
	case string:
		return plan.KindString
	case float64:
		if _, ok := integer(x); ok {
			return plan.KindInt
		}
		return plan.KindFloat
	case []any:
		return plan.KindList
	}
	return plan.KindObject
}
