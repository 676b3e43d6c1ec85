package engine_test

import (
	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/plan"
)

// sample is an endpoint made by hand: a text, a list of numbers, an object, and JSON inside a string.
func sample(change ...func(*plan.Endpoint)) *engine.Endpoint {
	words := func(s string) []plan.Message { return []plan.Message{{Text: plan.Text{{Literal: s}}}} }
	failure := func(rule, code string) *plan.Failure {
		return &plan.Failure{Rule: rule, Code: code, Words: words(rule), Source: "sample.cue:1"}
	}
	kinds := func(accepted plan.Kind, code string) plan.Check {
		return plan.Check{Op: plan.Kinds, Refuses: ^accepted, Stop: true, Failure: failure("type", code)}
	}
	index := func(fields []plan.Field) plan.Index {
		names := make([]string, len(fields))
		for i := range fields {
			names[i] = fields[i].Name
		}
		return plan.NewIndex(names, false)
	}
	required := failure("required", "required")

	inner := []plan.Field{
		{Name: "x", Inside: "at.", Required: required, Type: plan.Type{Checks: []plan.Check{
			kinds(plan.KindInt|plan.KindFloat, "number"),
			{Op: plan.AtMost, On: plan.KindInt | plan.KindFloat, Bound: "90", Failure: failure("max", "max")},
		}}},
		{Name: "y", Inside: "at.", Type: plan.Type{Checks: []plan.Check{kinds(plan.KindInt, "int")}}},
	}
	object := &plan.Object{Fields: inner, Names: index(inner)}
	fields := []plan.Field{
		{Name: "name", Required: required, Stop: true, Missing: plan.Null | plan.Blank, Type: plan.Type{Checks: []plan.Check{
			kinds(plan.KindString, "string"),
			{Op: plan.MaxLength, On: plan.KindString, Limit: 3, Failure: failure("max_length", "max_length")},
			{Op: plan.NoneOf, On: plan.KindString, Values: []plan.Literal{{Kind: plan.KindString, Text: "none"}}, Failure: failure("enum", "enum")},
		}}},
		{Name: "list", Type: plan.Type{
			Checks: []plan.Check{kinds(plan.KindList, "list"), {Op: plan.MaxItems, On: plan.KindList, Limit: 200, Failure: failure("items", "items")}},
			Elem:   &plan.Type{Checks: []plan.Check{kinds(plan.KindInt, "int")}},
		}},
		{Name: "at", Type: plan.Type{Checks: []plan.Check{kinds(plan.KindObject, "object")}, Object: object}},
		{Name: "text", Read: plan.Nested, Type: plan.Type{Checks: []plan.Check{kinds(plan.KindObject, "object")}, Object: object}},
	}
	p := &plan.Endpoint{
		Name:            "sample/post",
		Request:         plan.Object{Fields: fields, Names: index(fields)},
		Unknown:         plan.Warn,
		UnknownField:    failure("unknown_field", "unknown_field"),
		UnknownWarning:  failure("unknown_field", "unknown_field"),
		Malformed:       failure("json", "json"),
		UnreadableForm:  failure("query", "query"),
		UnreadableQuery: failure("query", "query"),
		WrongMedia:      failure("media_type", "media_type"),
		Answers: []plan.Answer{
			{Occasion: "ok", Status: 200, ContentType: "application/json"},
			{Occasion: "invalid", Status: 422, ContentType: "application/json", Body: []plan.Step{
				{Op: plan.Write, Text: "["},
				{Op: plan.Each, Body: []plan.Step{{Op: plan.Comma}, {Op: plan.Put, Mark: plan.MarkPointer}}},
				{Op: plan.Write, Text: "]"},
			}},
			{Occasion: "malformed", Status: 400, ContentType: "application/json", Body: []plan.Step{{Op: plan.Put, Mark: plan.MarkMessage}}},
		},
	}
	for _, code := range []string{"syntax", "bom", "utf8", "surrogate", "duplicate_key", "trailing", "not_object", "depth", "size", "values", "keys", "string_size", "number_size"} {
		p.Malformed.Codes = append(p.Malformed.Codes, *failure("json", code))
	}
	for _, f := range change {
		f(p)
	}
	return engine.New(p)
}
