package bench

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strings"

	"github.com/go-playground/validator/v10"

	"github.com/passant-go/passant/engine/bench/contract"
	"github.com/passant-go/passant/engine/plan"
)

// playground decodes into structs with tags of go-playground/validator.
type playground struct {
	validate *validator.Validate
	types    []reflect.Type
}

func newValidator() (Engine, error) {
	e := &playground{validate: validator.New(validator.WithRequiredStructEnabled())}
	for _, c := range contracts {
		t := e.structOf(c.Fields, c)
		e.types = append(e.types, t)
		e.refer(t, c)
	}
	return e, nil
}

func (*playground) Differs() []Trait { return []Trait{Lax, Reading, Null, Huge} }

func (e *playground) Valid(endpoint int, body []byte) bool {
	v := reflect.New(e.types[endpoint]).Interface()
	return json.Unmarshal(body, v) == nil && e.validate.Struct(v) == nil
}

func (e *playground) AppendAnswer(dst []byte, endpoint int, body []byte) []byte {
	v := reflect.New(e.types[endpoint]).Interface()
	if err := json.Unmarshal(body, v); err != nil {
		return fmt.Append(dst, err)
	}
	faults, _ := errors.AsType[validator.ValidationErrors](e.validate.Struct(v))
	for _, f := range faults {
		dst = fmt.Appendf(dst, "%s: %s\n", f.Field(), f.Tag())
	}
	return dst
}

// structOf is the struct that one would write for the fields, its members pointers so that absence shows.
func (e *playground) structOf(fields []contract.Field, c *contract.Contract) reflect.Type {
	members := make([]reflect.StructField, len(fields))
	for i := range fields {
		f := &fields[i]
		tags := "omitempty" + e.tags(f)
		if f.Required {
			tags = "required" + e.tags(f)
		}
		if c != nil {
			for _, either := range c.Either {
				if either.Require == f.Name {
					tags = "required_without=" + member(either.If) + "," + tags
				}
			}
		}
		members[i] = reflect.StructField{
			Name: member(f.Name),
			Type: e.typeOf(f),
			Tag:  reflect.StructTag(fmt.Sprintf("json:%q validate:%q", f.Name, tags)),
		}
	}
	return reflect.StructOf(members)
}

func (e *playground) typeOf(f *contract.Field) reflect.Type {
	switch {
	case f.Fields != nil:
		return reflect.PointerTo(e.structOf(f.Fields, nil))
	case f.Elem != nil:
		return reflect.SliceOf(e.typeOf(f.Elem).Elem())
	case f.Kinds&plan.KindString != 0:
		return reflect.TypeFor[*string]()
	case f.Kinds&plan.KindBool != 0:
		return reflect.TypeFor[*bool]()
	case f.Kinds&plan.KindFloat != 0:
		return reflect.TypeFor[*float64]()
	case f.Most == "2147483647":
		return reflect.TypeFor[*int32]()
	}
	return reflect.TypeFor[*int64]()
}

func (e *playground) tags(f *contract.Field) string {
	var tags strings.Builder
	add := func(format string, args ...any) { fmt.Fprintf(&tags, ","+format, args...) }
	custom := func(name string, accepts func(string) bool) {
		e.register(name, func(v validator.FieldLevel) bool { return accepts(v.Field().String()) })
		add("%s", name)
	}
	for range f.Except { // an empty text
		add("omitzero")
	}
	if f.MinLength > 0 {
		add("min=%d", f.MinLength)
	}
	if f.MaxLength > 0 {
		add("max=%d", f.MaxLength)
	}
	if f.Blank != nil {
		custom(f.ID+"_blank", func(s string) bool { return !f.Blank(s) })
	} else if len(f.Patterns) > 0 {
		for i, p := range f.Patterns {
			custom(fmt.Sprint(f.ID, "_pattern", i), regexp.MustCompile(p).MatchString)
		}
	}
	if f.Enum != nil {
		var words []string
		for _, l := range f.Enum {
			words = append(words, l.Text)
		}
		add("oneof=%s", strings.Join(words, " "))
	}
	if f.Least != "" && !strings.HasPrefix(f.Least, "-2147483648") {
		add("min=%s", f.Least)
	}
	if f.Most != "" && f.Most != "2147483647" {
		add("max=%s", f.Most)
	}
	switch {
	case f.Date != "":
		add("datetime=%s", f.Date)
	case f.Rule == nil || f.Other != "":
	case f.Kinds&plan.KindString != 0:
		custom(f.ID, func(s string) bool { return f.Accepts(s, "") })
	default:
		e.register(f.ID, func(v validator.FieldLevel) bool { return judge(f, v.Field().Int()) })
		add("%s", f.ID)
	}
	return tags.String()
}

func (e *playground) register(name string, f validator.Func) {
	if err := e.validate.RegisterValidation(name, f); err != nil {
		panic(err) // the name is made here, of what names are made of
	}
}

// refer registers the rules that refer to other members, which see the struct as a whole.
func (e *playground) refer(t reflect.Type, c *contract.Contract) {
	for i := range c.Fields {
		f := &c.Fields[i]
		if f.Rule == nil || f.Other == "" {
			continue
		}
		other := 0
		for j := range c.Fields {
			if c.Fields[j].Name == f.Other {
				other = j
			}
		}
		e.validate.RegisterStructValidation(func(s validator.StructLevel) {
			v := s.Current()
			text, _ := v.Field(i).Interface().(*string)
			ref, _ := v.Field(other).Interface().(*string)
			if text == nil || ref == nil || excepted(f, *text) {
				return
			}
			if !f.Accepts(*text, *ref) {
				s.ReportError(text, f.Name, member(f.Name), f.ID, "")
			}
		}, reflect.Zero(t).Interface())
	}
}

// member is a name of JSON as one of Go.
func member(name string) string { return strings.ToUpper(name[:1]) + name[1:] }
