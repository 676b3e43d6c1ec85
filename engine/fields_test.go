package engine_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/rules"
)

// suffix is a rule about two fields: the value must end in that of the other.
type suffix struct{ Warn bool }

func (s *suffix) Check(v rules.Value) rules.Verdict {
	text, end := string(v.Text), string(v.Refs[0])
	if len(text) >= len(end) && text[len(text)-len(end):] == end {
		return rules.Verdict{}
	}
	if s.Warn {
		return rules.Verdict{Outcome: rules.Warn, Code: "odd"}
	}
	return rules.Verdict{Outcome: rules.Refuse}
}

func TestRulesAboutSeveralFields(t *testing.T) {
	words := []plan.Message{{}}
	judge := func(warn bool) plan.Check {
		return plan.Check{
			Op: plan.Judge, On: plan.KindString,
			Rule:    &plan.Rule{Bound: []rules.Checker{&suffix{warn}}, Refs: []plan.Ref{{}}},
			Failure: &plan.Failure{Rule: "suffix", Code: "suffix", Words: words, Codes: []plan.Failure{{Rule: "suffix", Code: "odd", Words: words}}},
		}
	}
	e := sample(func(p *plan.Endpoint) {
		// The first field decides about the second and the third.
		for i := range 2 {
			p.Request.Fields[i+1].Type = plan.Type{}
		}
		p.Request.Fields[1].Type.Checks = []plan.Check{judge(false)}
		p.Request.Fields[2].Expected = []plan.Check{judge(false), judge(true)}
		p.Request.Late = []plan.Late{{Field: 1}, {Field: 2, Expected: true}, {Field: 2, Check: 1, Expected: true}}
	})
	for body, want := range map[string][]string{
		`{"list":"abc","at":"xc","name":"c"}`:    nil,
		`{"list":"abd","name":"c"}`:              {"/list suffix suffix @8+5"},
		`{"at":"xd","name":"c"}`:                 {"/at suffix suffix @6+4 warning"},
		`{"list":"abd","name":"none"}`:           {"/name max_length max_length @21+6", "/name enum enum @21+6"},
		`{"list":"abd"}`:                         {"/name required required @13+0"},
		`{"list":5,"at":null,"name":"c"}`:        nil,
		`{"list":"d","at":"d","name":"c","q":1}`: {"/list suffix suffix @8+3", "/at suffix suffix @17+3 warning", "/q unknown_field unknown_field @32+3 warning"},
	} {
		assert.Equal(t, want, found(e.Validate([]byte(body))), body)
	}
}

// absent is a rule that refuses where the other field is there.
type absent struct{}

func (*absent) Check(v rules.Value) rules.Verdict {
	if v.Refs[0] != nil {
		return rules.Verdict{Outcome: rules.Refuse}
	}
	return rules.Verdict{}
}

func TestRuleAboutAnAbsentField(t *testing.T) {
	e := sample(func(p *plan.Endpoint) {
		p.Request.Fields[0].Required = nil
		p.Request.Fields[1].Type = plan.Type{Checks: []plan.Check{{
			Op: plan.Judge, On: plan.KindString, Rule: &plan.Rule{Bound: []rules.Checker{&absent{}}, Refs: []plan.Ref{{}}},
			Failure: &plan.Failure{Rule: "absent", Code: "absent", Words: []plan.Message{{}}},
		}}}
		p.Request.Late = []plan.Late{{Field: 1}}
	})
	assert.Empty(t, found(e.Validate([]byte(`{"list":"a"}`))))
	assert.Equal(t, []string{"/list absent absent @8+3"}, found(e.Validate([]byte(`{"list":"a","name":"b"}`))))
	assert.Equal(t, []string{"/name type string @19+1"}, found(e.Validate([]byte(`{"list":"a","name":5}`))))
}

func TestConditions(t *testing.T) {
	either := plan.Failure{Rule: "either", Code: "either", Words: []plan.Message{{}}}
	e := sample(func(p *plan.Endpoint) {
		p.Request.Fields[0].Required = nil
		p.Request.Conditions = []plan.Condition{
			{If: 1, Require: 0, Failure: &either},
			{If: 0, Equals: &plan.Literal{Kind: plan.KindString, Text: "at"}, Require: 2, Failure: &either},
		}
	})
	for body, want := range map[string][]string{
		`{"list":[]}`:                           nil,
		`{"name":"a"}`:                          nil,
		`{"name":"at"}`:                         {"/at either either @12+0"},
		`{"name":"at","at":{"x":1}}`:            nil,
		`{}`:                                    {"/name either either @1+0"},
		`{"text":"{\"x\":1}"}`:                  {"/name either either @19+0"},
		`{"name":5}`:                            {"/name type string @8+1"},
		`{"name":"at","list":[],"at":{"x":91}}`: {"/at/x max max @33+2"},
	} {
		assert.Equal(t, want, found(e.Validate([]byte(body))), body)
	}
}

func TestExpectedInsteadAndExcept(t *testing.T) {
	words := []plan.Message{{}}
	e := sample(func(p *plan.Endpoint) {
		f := &p.Request.Fields[0]
		f.Expected = []plan.Check{{Op: plan.MaxLength, On: plan.KindString, Limit: 1, Failure: &plan.Failure{Rule: "max_length", Code: "max_length", Words: words}}}
		f.Instead = &plan.Failure{Rule: "unknown_field", Code: "instead", Words: words}
		f.Type.Except = []plan.Literal{{Kind: plan.KindString, Text: "except"}, {Kind: plan.KindInt, Text: "7"}}
	})
	for body, want := range map[string][]string{
		`{"name":"a"}`:      {"/name unknown_field instead @1+6 warning"},
		`{"name":"ab"}`:     {"/name max_length max_length @8+4 warning", "/name unknown_field instead @1+6 warning"},
		`{"name":"abcd"}`:   {"/name max_length max_length @8+6", "/name unknown_field instead @1+6 warning"},
		`{"name":"except"}`: {"/name max_length max_length @8+8 warning", "/name unknown_field instead @1+6 warning"},
		`{"name":7}`:        {"/name unknown_field instead @1+6 warning"},
	} {
		assert.Equal(t, want, found(e.Validate([]byte(body))), body)
	}
}

func TestOtherNames(t *testing.T) {
	e := sample(func(p *plan.Endpoint) {
		p.Read.AnyCase = true
		for _, o := range []*plan.Object{&p.Request, p.Request.Fields[2].Type.Object} {
			var names []string
			for i := range o.Fields {
				names = append(names, o.Fields[i].Name)
			}
			o.Names = plan.NewIndex(names, true)
		}
	})
	for body, want := range map[string][]string{
		`{"NAME":"a"}`:                                nil,
		`{"Name":5}`:                                  {"/Name type string @8+1"},
		`{"name":"a","AT":{"X":"a"}}`:                 {"/AT/X type number @22+3"},
		`{"name":"a","AT":{}}`:                        {"/AT/x required required @18+0"},
		`{"name":"a","NAME":"a"}`:                     {" json duplicate_key @12+1"},
		`{"name":"a","LIST":[1]}`:                     nil,
		`{"name":"a","li\u017ft":[1]}`:                {"/liſt unknown_field ambiguous @12+11"},
		`{"name":"a","other":1,"OTHER":1}`:            {" json duplicate_key @22+1"},
		`{"name":"a","at":{"x":1,"q":{"a":1,"A":1}}}`: {" json duplicate_key @35+1"},
	} {
		assert.Equal(t, want, found(e.Validate([]byte(body))), body)
	}
	normal, err := e.AppendNormal(nil, []byte(`{"NAME":"a","At":{"X":1},"Other":1}`))
	assert.NoError(t, err)
	assert.Equal(t, `{"name":"a","at":{"x":1},"Other":1}`, string(normal))
}

func TestLengthInUTF16(t *testing.T) {
	limit := func(op plan.Op) plan.Check {
		return plan.Check{Op: op, On: plan.KindString, Limit: 3, Failure: &plan.Failure{Rule: "length", Code: "length", Words: []plan.Message{{}}}}
	}
	for _, utf16 := range []bool{false, true} {
		e := sample(func(p *plan.Endpoint) {
			p.Read.UTF16 = utf16
			p.Request.Fields[0].Type.Checks = []plan.Check{limit(plan.MaxLength), limit(plan.MinLength)}
		})
		for text, want := range map[string]struct{ runes, units bool }{
			"abc": {true, true}, "ab": {false, false}, "abcd": {false, false}, "日本語": {true, true},
			"a😀b": {true, false}, "😀a": {false, false}, "😀😀😀": {true, false}, "😀😀": {false, false},
		} {
			valid := want.runes
			if utf16 {
				valid = want.units
			}
			assert.Equal(t, valid, e.Validate([]byte(`{"name":"`+text+`"}`)).Valid(), "%s %v", text, utf16)
		}
	}
}
