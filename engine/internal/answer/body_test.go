package answer

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/engine/plan"
)

func write(text string) plan.Step   { return plan.Step{Op: plan.Write, Text: text} }
func put(m plan.Mark) plan.Step     { return plan.Step{Op: plan.Put, Mark: m} }
func each(b ...plan.Step) plan.Step { return plan.Step{Op: plan.Each, Body: b} }

func group(m plan.Mark, b ...plan.Step) plan.Step {
	return plan.Step{Op: plan.Group, Mark: m, Body: b}
}

func sorted(m plan.Mark, b ...plan.Step) plan.Step {
	return plan.Step{Op: plan.Group, Mark: m, Sorted: true, Body: b}
}

func optional(b ...plan.Step) plan.Step { return plan.Step{Op: plan.Optional, Body: b} }

func either(body, other []plan.Step) plan.Step {
	return plan.Step{Op: plan.Either, Body: body, Else: other}
}

// list is [...body].
func list(body ...plan.Step) []plan.Step {
	return []plan.Step{write("["), each(append([]plan.Step{{Op: plan.Comma}}, body...)...), write("]")}
}

func object(body ...plan.Step) []plan.Step {
	return append(append([]plan.Step{write("{")}, body...), write("}"))
}

// maybe is name?: body.
func maybe(name string, body ...plan.Step) plan.Step {
	return optional(append([]plan.Step{{Op: plan.Comma}, write(`"` + name + `":`)}, body...)...)
}

// The bodies of the providers.
var (
	laravel = append([]plan.Step{write(`{"message":"The given data was invalid.","errors":{`)},
		group(plan.MarkField, list(put(plan.MarkMessage))...), write(`}}`))

	pantel = object(sorted(plan.MarkKey, either(
		list(object(group(plan.MarkEntry, put(plan.MarkMessage)))...),
		[]plan.Step{put(plan.MarkMessage)},
	)))

	serviceStack = append(append([]plan.Step{write(`{"errorCode":`), put(plan.MarkCode), write(`,"errors":`)},
		list(object(write(`"fieldName":`), put(plan.MarkProperty),
			maybe("meta", object(maybe("MaxLength", put(plan.MarkMaxLength)), maybe("TotalLength", put(plan.MarkLength)))...))...)...),
		write(`}`))
)

func TestAppendBody(t *testing.T) {
	input := "{\n \"é\": 1}"
	mixed := func() *Findings {
		return findings(input,
			Finding{Failure: &coupon, Field: first, Warning: true},
			Finding{Failure: &tooLong, Field: first, Found: 25},
			Finding{Failure: &required, Field: email, Offset: 8},
			Finding{Failure: &coupon, Field: first},
			Finding{Failure: &required, Field: &header},
		)
	}
	german := mixed()
	german.Catalogue = 1
	root := findings(input, Finding{Failure: &malformed, Offset: 8})
	none := findings(input, Finding{Failure: &required, Field: first, Warning: true})
	alien := findings(input, Finding{Failure: &unknown}).stranger(0, `a_"ß`, `/a_"ß`)

	for _, c := range []struct {
		name  string
		f     *Findings
		steps []plan.Step
		want  string
	}{
		{"Laravel", mixed(), laravel, `{"message":"The given data was invalid.","errors":{"first_name":["at most 20, not 25","“” is no coupon"],"email":["give it","give it"]}}`},
		{"Laravel, nothing", none, laravel, `{"message":"The given data was invalid.","errors":{}}`},
		{"Laravel, root", root, laravel, `{"message":"The given data was invalid.","errors":{"":["not JSON at 2:6"]}}`},
		{"Laravel, alien", alien, laravel, `{"message":"The given data was invalid.","errors":{"a_\"ß":["a_\"ß (a \"ß, A_\"ß) is new"]}}`},
		{"pantel", mixed(), pantel, `{"email":"give it","first_name":"at most 20, not 25"}`},
		{"pantel, German", german, pantel, `{"first_name":"at most 20, not 25","missing":[{"fehlt":"her \"damit\"/ä"},{"fehlt":"her \"damit\"/ä"}]}`},
		{"pantel, root", root, pantel, `{"json":"not JSON at 2:6"}`},
		{"ServiceStack", mixed(), serviceStack, `{"errorCode":"max_length","errors":[{"fieldName":"First_name","meta":{"MaxLength":"20","TotalLength":"25"}},{"fieldName":"Email"},{"fieldName":"First_name"},{"fieldName":"Email"}]}`},
		{"ServiceStack, nothing", none, serviceStack, `{"errorCode":"","errors":[]}`},

		{"first of the set", mixed(), []plan.Step{put(plan.MarkMessage)}, `"at most 20, not 25"`},
		{"first of a group", mixed(), object(group(plan.MarkField, put(plan.MarkRule))), `{"first_name":"max_length","email":"required"}`},
		{"each of one", mixed(), list(list(put(plan.MarkRule))...), `[["max_length"],["required"],["pattern"],["required"]]`},
		{"sorted", mixed(), object(sorted(plan.MarkRule, list(put(plan.MarkField))...)), `{"max_length":["first_name"],"pattern":["first_name"],"required":["email","email"]}`},
		{"group in group", mixed(), object(group(plan.MarkField, object(sorted(plan.MarkRule, list(put(plan.MarkAttribute))...))...)),
			`{"first_name":{"max_length":["first name"],"pattern":["first name"]},"email":{"required":["e-mail","header"]}}`},
		{"group of equal values", mixed(), object(group(plan.MarkProperty, put(plan.MarkAttribute))), `{"First_name":"first name","Email":"e-mail"}`},
		{"group by attribute", mixed(), object(group(plan.MarkAttribute, put(plan.MarkRule))), `{"first name":"max_length","e-mail":"required","header":"required"}`},
		{"a comma after others", mixed(), object(write(`"a":1`), group(plan.MarkRule, put(plan.MarkRule))), `{"a":1,"max_length":"max_length","required":"required","pattern":"pattern"}`},

		{"optional, no value", root, object(maybe("field", put(plan.MarkField)), maybe("rule", put(plan.MarkRule))), `{"rule":"json"}`},
		{"optional, empty list", none, object(maybe("errors", list(put(plan.MarkMessage))...)), `{}`},
		{"optional, empty object", none, object(maybe("errors", object(group(plan.MarkField, put(plan.MarkMessage)))...)), `{}`},
		{"optional, group without value", root, object(maybe("errors", object(group(plan.MarkField, put(plan.MarkMessage)))...)), `{}`},
		{"optional, deep", root, object(maybe("errors", list(object(write(`"f":`), put(plan.MarkField))...)...)), `{}`},
		{"either", root, []plan.Step{either([]plan.Step{put(plan.MarkEntry)}, []plan.Step{put(plan.MarkRule)})}, `"json"`},
		{"either in vain", root, []plan.Step{either([]plan.Step{put(plan.MarkEntry)}, []plan.Step{put(plan.MarkField)})}, `""`},
		{"either in vain, optional", root, object(maybe("x", either([]plan.Step{put(plan.MarkEntry)}, []plan.Step{put(plan.MarkField)}))), `{}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := c.f.AppendBody(nil, c.steps, plan.Plain)
			assert.Equal(t, c.want, string(got))
			assert.True(t, json.Valid(got))
			assert.Equal(t, "~"+c.want, string(c.f.AppendBody([]byte("~"), c.steps, plan.Plain)))
		})
	}
}

func TestAppendBodyPHP(t *testing.T) {
	f := findings("", Finding{Failure: &required, Field: email})
	f.Catalogue = 1
	got := f.AppendBody(nil, object(group(plan.MarkMessage, put(plan.MarkMessage))), plan.PHP)
	assert.Equal(t, `{"her \"damit\"\/\u00e4":"her \"damit\"\/\u00e4"}`, string(got))
}

func TestAppendBodyOption(t *testing.T) {
	f := findings("")
	signup := signup
	signup.Options = []plan.Option{{Name: "other"}, {Name: "details"}}
	f.Plan = &signup
	member := plan.Step{Op: plan.Optional, Option: 2, Body: []plan.Step{write(`"details":1`)}}
	f.Options = 0b01
	assert.Equal(t, `{}`, string(f.AppendBody(nil, object(member), plan.Plain)))
	f.Options = 0b10
	assert.Equal(t, `{"details":1}`, string(f.AppendBody(nil, object(member), plan.Plain)))
}

func TestMarks(t *testing.T) {
	input := "{\n \"é\": 1}"
	known := findings(input, Finding{Failure: &tooLong, Field: first, Found: 25, Offset: 8})
	german := findings(input, Finding{Failure: &required, Field: first})
	german.Catalogue = 1
	alien := findings(input, Finding{Failure: &unknown}).stranger(0, "frist_name", "/x/frist_name")
	nameless := findings(input, Finding{Failure: &unknown}).stranger(0, "", "/")
	root := findings(input, Finding{Failure: &malformed})
	below := findings(input, Finding{Failure: &required, Field: first})
	below.List[0].Pointer = below.keep("/First_Name/0")

	const no = "\x00"
	for _, c := range []struct {
		mark                                        plan.Mark
		known, german, alien, nameless, root, below string
	}{
		{plan.MarkField, `"first_name"`, `"first_name"`, `"frist_name"`, `""`, no, `"first_name"`},
		{plan.MarkProperty, `"First_name"`, `"First_name"`, `"Frist_name"`, `""`, no, `"First_name"`},
		{plan.MarkAttribute, `"first name"`, `"Vorname"`, `"frist name"`, `""`, no, `"first name"`},
		{plan.MarkPointer, `"/first_name"`, `"/first_name"`, `"/x/frist_name"`, `"/"`, `""`, `"/First_Name/0"`},
		{plan.MarkMessage, `"at most 20, not 25"`, `"her \"damit\"/ä"`, `"frist_name (frist name, Frist_name) is new, did you mean \"first_name\"?"`, `" (, ) is new"`, `"not JSON at 1:1"`, `"give it"`},
		{plan.MarkCode, `"max_length"`, `"NotEmpty"`, `"unknown_field"`, `"unknown_field"`, `"json"`, `"required"`},
		{plan.MarkKey, `"first_name"`, `"missing"`, `"frist_name"`, `""`, `"json"`, `"first_name"`},
		{plan.MarkEntry, `"long"`, `"fehlt"`, no, no, no, no},
		{plan.MarkRule, `"max_length"`, `"required"`, `"unknown_field"`, `"unknown_field"`, `"json"`, `"required"`},
		{plan.MarkLine, `2`, `1`, `1`, `1`, `1`, `1`},
		{plan.MarkColumn, `6`, `1`, `1`, `1`, `1`, `1`},
		{plan.MarkMinLength, no, no, no, no, no, no},
		{plan.MarkMaxLength, `"20"`, no, no, no, no, no},
		{plan.MarkLength, `"25"`, no, no, no, no, no},
	} {
		steps := []plan.Step{either([]plan.Step{put(c.mark)}, []plan.Step{write(no)})}
		for name, x := range map[string]struct {
			f    *Findings
			want string
		}{
			"known": {known, c.known}, "German": {german, c.german}, "alien": {alien, c.alien},
			"nameless": {nameless, c.nameless}, "root": {root, c.root}, "below": {below, c.below},
		} {
			assert.Equal(t, x.want, string(x.f.AppendBody(nil, steps, plan.Plain)), "%v, %s", c.mark, name)
		}
	}
}

func TestAttribute(t *testing.T) {
	for _, c := range []struct{ name, byName, byWords, byTitle string }{
		{"first_name", "first_name", "first name", "First_name"},
		{"firstName", "firstName", "firstName", "First Name"},
		{"captchaID", "captchaID", "captchaID", "Captcha ID"},
		{"smsCodeOnly", "smsCodeOnly", "smsCodeOnly", "Sms Code Only"},
		{"xY", "xY", "xY", "XY"},
		{"xYz", "xYz", "xYz", "X Yz"},
		{"IDNumber", "IDNumber", "IDNumber", "ID Number"},
		{"address2Line", "address2Line", "address2Line", "Address2 Line"},
		{"_a_", "_a_", " a ", "_a_"},
		{"éÉ\"É", "éÉ\"É", "éÉ\"É", "É É\" É"},
		{"", "", "", ""},
	} {
		for way, want := range map[plan.Attribute]string{plan.ByName: c.byName, plan.ByWords: c.byWords, plan.ByTitle: c.byTitle} {
			f := findings("", Finding{Failure: &unknown}).stranger(0, c.name, "/x")
			f.Plan = &plan.Endpoint{Attribute: way}
			var got string
			assert.NoError(t, json.Unmarshal(f.AppendBody(nil, []plan.Step{put(plan.MarkAttribute)}, plan.PHP), &got))
			assert.Equal(t, want, got)
		}
	}
}

func TestBodyAllocations(t *testing.T) {
	f := findings("{\n}", Finding{Failure: &tooLong, Field: first, Found: 25}, Finding{Failure: &required, Field: email, Offset: 2},
		Finding{Failure: &unknown}, Finding{Failure: &coupon, Field: first, Offset: 1}).stranger(2, "frist_name", "/frist_name")
	f.List[3].Value = f.keep("zażółć/😀")
	dst := make([]byte, 0, 4096)
	for name, steps := range map[string][]plan.Step{
		"laravel": laravel, "pantel": pantel, "ServiceStack": serviceStack,
		"groups": object(sorted(plan.MarkProperty, object(group(plan.MarkMessage, list(put(plan.MarkLine))...))...)),
	} {
		assert.Zero(t, testing.AllocsPerRun(100, func() { f.AppendBody(dst, steps, plan.PHP) }), name)
	}
	assert.Zero(t, testing.AllocsPerRun(100, func() { f.AppendReport(dst, 1) }), "report")
	assert.Zero(t, testing.AllocsPerRun(100, func() { f.AppendProblem(dst) }), "problem")
	assert.Zero(t, testing.AllocsPerRun(100, func() { f.AppendMessage(dst, 2) }), "message")
}

func BenchmarkAppendBody(b *testing.B) {
	f := findings("{}", Finding{Failure: &tooLong, Field: first, Found: 25}, Finding{Failure: &required, Field: first},
		Finding{Failure: &required, Field: email}, Finding{Failure: &coupon, Field: email}, Finding{Failure: &required, Field: &header})
	for name, steps := range map[string][]plan.Step{"laravel": laravel, "pantel": pantel, "ServiceStack": serviceStack} {
		b.Run(name, func(b *testing.B) {
			dst := make([]byte, 0, 4096)
			b.ReportAllocs()
			for b.Loop() {
				f.AppendBody(dst, steps, plan.PHP)
			}
		})
	}
}
