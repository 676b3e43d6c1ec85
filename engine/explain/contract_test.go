package explain

import (
	"flag"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/gen"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/rules"
)

var update = flag.Bool("update", false, "write what is generated here as it is now")

// says makes a failure with a text.
func says(rule, text string, params ...plan.Param) *plan.Failure {
	return &plan.Failure{
		Rule: rule, Code: rule, Params: params, Source: "acme/order.cue:7",
		Words: []plan.Message{{Text: plan.Text{{Literal: text}}}},
	}
}

// everything is a contract with all that an explanation can show.
func everything() *plan.Endpoint {
	required := says("required", "{field} is required")
	instead := says("unknown_field", "hardly meant")
	country := says("country", "no country")
	country.Codes = []plan.Failure{{Code: "old", Words: says("", "a country of the past").Words}, {Code: "new", Words: country.Words}}
	country.Words[0].Inferred = &plan.Inference{}
	postcode := says("postal_code", "no postal code")
	postcode.Codes = []plan.Failure{{Code: "unassigned", Words: says("", "hardly a postal code").Words}}
	size := says("type", "no small number")
	quoting := plan.Failure{
		Rule: "max_length", Code: "max_length", Source: "acme/order.cue:9",
		Words: []plan.Message{{
			Text:  plan.Text{{Literal: "at most 3, not ", Then: plan.Length}, {Literal: ": ", Then: plan.Value}},
			Entry: plan.Text{{Literal: "3 for ", Then: plan.PropertyName}},
			Code:  "MaximumLength", Key: "names",
		}},
	}
	return &plan.Endpoint{
		Name: "acme/order", Doc: "order orders.", Document: "acme.txt", Server: "https://acme.example",
		Method: "GET", Methods: [3]string{plan.JSON: "POST", plan.Form: "POST", plan.Query: "GET"}, Path: "/order", Aliases: []string{"/orders"},
		Accepts:    []plan.Input{plan.Query, plan.Form, plan.JSON},
		HTTPS:      plan.Refuse,
		Options:    []plan.Option{{Name: "strictly", Default: true}, {Name: "old", Doc: "old lets the old pass."}},
		Catalogues: []string{"de", "fr"},
		Read:       plan.Reading{AnyCase: true, UTF16: true, Trim: plan.ASCIISet{1<<' ' | 1<<'.'}},
		Headers: plan.Object{Fields: []plan.Field{{
			Name: "api-key", Verbatim: true, Required: required, Secret: true,
		}}},
		Request: plan.Object{
			Conditions: []plan.Condition{
				{If: 1, Require: 0, Failure: says("either", "the one or the other")},
				{If: 3, Equals: &plan.Literal{Kind: plan.KindString, Text: "x"}, Require: 0, Failure: says("required", "needed for x")},
			},
			Fields: []plan.Field{
				{
					Name: "name", Doc: "The name.", Inferred: &plan.Inference{Why: "the page lost the name"}, Absent: plan.Null | plan.Blank, FormAbsent: plan.Zero, Missing: plan.EmptyList,
					Read: plan.Plus,
					Type: plan.Type{
						Except: []plan.Literal{{Kind: plan.KindString, Text: ""}, {Kind: plan.KindInt, Text: "0"}},
						Checks: []plan.Check{
							{Refuses: anyKind &^ (plan.KindString | plan.KindInt | plan.KindFloat), Failure: says("type", "no text or number")},
							{Op: plan.MinLength, On: plan.KindString, Limit: 2, Failure: says("min_length", "too short")},
							{Op: plan.MaxLength, On: plan.KindString, Limit: 3, Failure: &quoting},
							{Op: plan.NoMatch, On: plan.KindString, Pattern: &plan.Automaton{Pattern: "a  b"}, Failure: says("pattern", "wrong")},
							{Op: plan.Call, On: plan.KindString, Function: &gen.Time{Layout: "15:04"}, Failure: says("pattern", "no hour")},
							{Op: plan.AtLeast, Bound: "1", Failure: says("min", "too little")},
							{Op: plan.LessThan, Bound: "9.5", Failure: says("max", "too much")},
							{Op: plan.NoneOf, Values: []plan.Literal{{Kind: plan.KindString, Text: "no\n"}}, Failure: says("enum", "not that")},
						},
					},
				},
				{
					Name: "phone", Instead: instead, Read: plan.Nested, Verbatim: true,
					Type: plan.Type{Checks: []plan.Check{{
						Op: plan.Judge, On: plan.KindString, Refuses: anyKind &^ plan.KindString,
						Rule:    &plan.Rule{Refs: []plan.Ref{{Field: 0}, {Field: 3}}, Options: []int{1}},
						Failure: says("phone", "no phone number", plan.Param{Name: "level", JSON: `"valid"`}, plan.Param{Name: "zip", JSON: `["NL","BE"]`}),
					}}},
					Lookups: []plan.Lookup{{Name: "phone.taken", Failure: says("lookup", "taken")}},
				},
				{
					Name: "items", Required: required,
					Type: plan.Type{
						Checks: []plan.Check{
							{Refuses: anyKind &^ plan.KindList, Failure: says("type", "no list")},
							{Op: plan.MinItems, Limit: 1, Failure: says("items", "too few")},
							{Op: plan.MaxItems, Limit: 5, Failure: says("items", "too many")},
						},
						Elem: &plan.Type{
							Checks: []plan.Check{{Refuses: anyKind &^ plan.KindObject, Failure: says("type", "no object")}},
							Object: &plan.Object{Fields: []plan.Field{{
								Name: "amount", Inside: "items.",
								Type: plan.Type{Checks: []plan.Check{
									{Refuses: anyKind &^ plan.KindInt, Failure: says("type", "no integer")},
									{Op: plan.GreaterThan, Bound: "0", Failure: says("min", "nothing")},
									{Op: plan.AtMost, Bound: "99", Failure: says("max", "too many")},
								}},
							}}},
						},
					},
				},
				{
					Name: "country", Required: required,
					Type: plan.Type{Checks: []plan.Check{
						{Op: plan.OneOf, On: plan.KindString, Values: []plan.Literal{{Kind: plan.KindString, Text: "NL"}}, Failure: says("enum", "only NL")},
						{Op: plan.Judge, On: plan.KindString, Rule: &plan.Rule{}, Failure: country},
					}},
					Expected: []plan.Check{{
						Op: plan.OneOf, On: plan.KindString, Failure: says("enum", "unusual"),
						Values: []plan.Literal{{Kind: plan.KindString, Text: "NL"}, {Kind: plan.KindString, Text: "BE"}},
					}},
				},
				{
					Name: "zip",
					Type: plan.Type{Checks: []plan.Check{
						{Refuses: anyKind &^ plan.KindString, Failure: says("type", "no postal code")},
						{Op: plan.Judge, On: plan.KindString, Rule: &plan.Rule{Bound: []rules.Checker{new(rules.PostalCode)}}, Failure: postcode},
					}},
				},
				{
					Name: "sizes", Doc: "Sizes | `shapes`.",
					Type: plan.Type{
						Checks: []plan.Check{{Refuses: anyKind &^ plan.KindList, Failure: size}},
						Elem: &plan.Type{Checks: []plan.Check{
							{Refuses: anyKind &^ plan.KindInt, Failure: size},
							{Op: plan.AtLeast, Bound: "0", Failure: size},
							{Op: plan.AtMost, Bound: "255", Failure: size},
						}},
					},
				},
				{
					Name: "day",
					Type: plan.Type{Checks: []plan.Check{
						{Op: plan.Match, On: plan.KindString, Pattern: &plan.Automaton{Pattern: "a|`b`\t"}, Failure: says("pattern", "`|`")},
						{Op: plan.Match, On: plan.KindString, Pattern: &plan.Automaton{Pattern: `\S`}, Failure: says("blank", "blank")},
						{Op: plan.Day, On: plan.KindString, Layout: rules.DateDigits, Failure: says("date", "no day")},
					}},
				},
			},
		},
		Inferred:        []plan.Fact{{Name: "path", Inferred: &plan.Inference{Why: "the sample has it"}}, {Name: "https", Inferred: &plan.Inference{}}},
		Settled:         []string{"The page is <lost>.", "A name is a name; what it names is not said, and so it may name whatever there is that can be named."},
		Unknown:         plan.Refuse,
		UnknownField:    says("unknown_field", "unknown"),
		UnknownWarning:  says("unknown_field", "unknown, hm"),
		Malformed:       says("json", "malformed"),
		UnreadableForm:  says("query", "unreadable form"),
		UnreadableQuery: says("query", "unreadable query"),
		WrongMethod:     says("method", "wrong method"),
		WrongMedia:      says("media_type", "wrong media"),
		PlainHTTP:       says("https", "in the open"),
		Lookups:         []plan.Lookup{{Name: "full", Failure: says("lookup", "full"), Answer: "full"}},
		Answers: []plan.Answer{
			{Occasion: "invalid", Status: 400, ContentType: "text/plain", Inferred: &plan.Inference{}, Body: []plan.Step{
				{Text: `{"error":`}, {Op: plan.Put, Mark: plan.MarkMessage}, {Text: "}"},
			}},
			{Occasion: "full", Status: 503, ContentType: "text/plain", Doc: "No more orders.", Body: []plan.Step{{Text: `"full"`}}},
			{Occasion: "gone", Status: 410, ContentType: "text/plain"},
			{Occasion: "ok", Status: 200, ContentType: "text/plain"},
			{Occasion: "malformed", Status: 400, ContentType: "text/plain"},
		},
	}
}

func TestExplanationShowsEverything(t *testing.T) {
	x := Explain(engine.New(everything()), Names{Package: "github.com/passant-go/passant/schemas/acme"})
	for golden, got := range map[string]string{
		"testdata/everything.txt": string(x.AppendText(nil)),
		"testdata/everything.md":  string(AppendMarkdown(nil, x)),
	} {
		if *update {
			require.NoError(t, os.WriteFile(golden, []byte(got), 0o644))
		}
		want, err := os.ReadFile(golden)
		require.NoError(t, err)
		assert.Equal(t, string(want), got)
	}
}

// What a comparison asks is told of numbers and of texts as their messages tell it.
func TestExplanationOfComparisons(t *testing.T) {
	said := func(kind plan.Kind, op plan.Op) string {
		other := plan.Field{Name: "arrival", Type: plan.Type{Checks: []plan.Check{{Refuses: anyKind &^ kind}}}}
		o := plan.Object{
			Fields:      []plan.Field{other, {Name: "departure"}},
			Comparisons: []plan.Comparison{{Field: 1, Op: op, Failure: says("min", "no")}},
		}
		return Explain(engine.New(everything()), Names{}).between(&o, 1)[0].asks[0].String()
	}
	for op, want := range map[plan.Op][2]string{
		plan.AtLeast:     {"not before ", "at least "},
		plan.AtMost:      {"not after ", "at most "},
		plan.GreaterThan: {"after ", "more than "},
		plan.LessThan:    {"before ", "less than "},
		plan.OneOf:       {"the same as ", "the same as "},
		plan.NoneOf:      {"other than ", "other than "},
	} {
		assert.Equal(t, [2]string{want[0] + "arrival", want[1] + "arrival"}, [2]string{said(plan.KindString, op), said(plan.KindInt, op)})
	}
}
