package answer

import "github.com/passant-go/passant/engine/plan"

// The contract of the tests: one Laravel catalogue, and a second one with other names and texts.
var (
	email  = member("email", "e-mail", "E-Mail")
	first  = member("first_name", "first name", "Vorname")
	header = plan.Field{Name: "email", Attribute: []string{"header"}}

	signup = plan.Endpoint{
		Name:      "test/signup",
		Attribute: plan.ByWords,
		Request:   plan.Object{Fields: []plan.Field{*email, *first}},
	}

	required = plan.Failure{
		Rule: "required", Code: "required", Source: "test.cue:1",
		Words: []plan.Message{
			{Text: plan.Text{{Literal: "give it"}}},
			{Text: plan.Text{{Literal: "her \"damit\"/ä"}}, Code: "NotEmpty", Key: "missing", Entry: plan.Text{{Literal: "fehlt"}}},
		},
	}
	tooLong = plan.Failure{
		Rule: "max_length", Code: "max_length", Source: "test.cue:2",
		Params: []plan.Param{{Name: "max", JSON: "20"}},
		Words: []plan.Message{{
			Text:  plan.Text{{Literal: "at most 20, not ", Then: plan.Length}},
			Entry: plan.Text{{Literal: "long"}},
		}},
	}
	unknown = plan.Failure{
		Rule: "unknown_field", Code: "unknown_field", Source: "test.cue:3",
		Words: []plan.Message{{Text: plan.Text{
			{Literal: "", Then: plan.FieldName},
			{Literal: " (", Then: plan.AttributeName},
			{Literal: ", ", Then: plan.PropertyName},
			{Literal: ") is new", Then: plan.Hint},
		}}},
	}
	malformed = plan.Failure{
		Rule: "json", Code: "syntax", Source: "test.cue:4",
		Words: []plan.Message{{Text: plan.Text{{Literal: "not JSON at ", Then: plan.Line}, {Literal: ":", Then: plan.Column}}}},
	}
	coupon = plan.Failure{
		Rule: "pattern", Code: "coupon", Source: "test.cue:5", Quotes: true,
		Params: []plan.Param{{Name: "values", JSON: `["a/b","ä"]`}},
		Words:  []plan.Message{{Text: plan.Text{{Literal: "“", Then: plan.Value}, {Literal: "” is no coupon"}}}},
	}
)

func member(name string, attribute ...string) *plan.Field {
	return &plan.Field{Name: name, Attribute: attribute}
}

// findings holds the given violations; only length rules find a length.
func findings(input string, list ...Finding) *Findings {
	for i := range list {
		if list[i].Failure != &tooLong {
			list[i].Found = -1
		}
	}
	f := &Findings{Plan: &signup, Input: Hide([]byte(input)), List: list, Valid: len(list) == 0}
	for i := range list {
		if field := list[i].Field; field != nil && field != &header {
			list[i].Pointer = f.keep("/" + field.Name)
		}
	}
	return f
}

// stranger makes v about a member that the contract does not have.
func (f *Findings) stranger(i int, name, pointer string) *Findings {
	f.List[i].Object, f.List[i].Name = &f.Plan.Request, f.keep(name)
	f.List[i].Pointer = f.keep(pointer)
	return f
}

func (f *Findings) keep(s string) Span {
	text := append(f.Text.Bytes(), s...)
	f.Text = Hide(text)
	return Span{len(text) - len(s), len(text)}
}
