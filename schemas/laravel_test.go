package schemas_test

import (
	"context"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/lookup"
	"github.com/passant-go/passant/schemas/larsverp"
)

// differences are those that we mean, the first that explains a case counting. Everything else is Laravel's, byte for byte.
var differences = []struct {
	name, why string
	explains  func(c *laravelCase) bool
}{
	{
		"malformed", "Laravel takes what is not a JSON object for an empty one, and the last of equal names for the only one",
		func(c *laravelCase) bool { return c.report.Malformed() && c.report.Status() == 400 },
	},
	{
		"postal code list", "the provider's rule takes a text, so that a list or an object is a crash",
		func(c *laravelCase) bool {
			return c.Status == 500 && strings.HasPrefix(c.Throw, "TypeError") && c.report.Status() == 422 &&
				slices.ContainsFunc(c.report.Violations(), func(v engine.Violation) bool { return v.Rule == "postal_code" })
		},
	},
	{
		"postal code truth", "the provider's patterns accept codes that no place can have; the option deployed does, too",
		func(c *laravelCase) bool {
			deployed, err := c.endpoint.Configure(engine.Options{Switches: map[string]bool{"deployed": true}})
			return err == nil && c.agrees(c.check(deployed))
		},
	},
	{
		"e-mail syntax", "egulias/email-validator follows RFC 5322, we RFC 5321 with choices of our own",
		func(c *laravelCase) bool {
			field, ours, theirs := c.only()
			others := func(texts []string) []string {
				return slices.DeleteFunc(texts, func(s string) bool { return s == "The email must be a valid email address." })
			}
			return field == "email" && slices.Equal(others(ours), others(theirs))
		},
	},
	{
		"ambiguous names", "Laravel leaves names alone that it does not have; what decodes the body behind us may take them for one that it has",
		func(c *laravelCase) bool {
			folded, err := c.endpoint.Configure(engine.Options{Folded: true})
			return err == nil && c.agrees(c.check(folded))
		},
	},
	{
		"digits of numbers", "PHP writes 14 digits of a number, we look at all of them",
		func(c *laravelCase) bool {
			field, _, _ := c.only()
			sent := map[string]json.RawMessage{}
			_ = json.Unmarshal(c.body, &sent)
			return len(sent[field]) > 14 && strings.Trim(string(sent[field]), "-.0123456789eE") == ""
		},
	},
}

// Laravel answers as larsverp/testdata/laravel says; we do, too.
func TestLaravel(t *testing.T) {
	explained := map[string]int{}
	for _, e := range []*engine.Endpoint{larsverp.Register, larsverp.Validation} {
		t.Run(e.Name(), func(t *testing.T) {
			cases := laravelCases(t, e)
			agreed := 0
			for i, c := range cases {
				if c.agrees(c.report) {
					agreed++
					continue
				}
				name := c.difference()
				assert.NotEmpty(t, name, "line %d: %s\nis answered %s\nby Laravel %d %s%s",
					i+1, c.body, c.report.AppendAnswer(nil), c.Status, c.Body, c.Throw)
				explained[name]++
			}
			t.Logf("%d payloads, %d answered alike", len(cases), agreed)
		})
	}
	for _, d := range differences {
		t.Logf("%4d %s: %s", explained[d.name], d.name, d.why)
		assert.NotZero(t, explained[d.name], d.name)
	}
}

// A laravelCase is a payload, Laravel's answer to it and our report.
type laravelCase struct {
	endpoint *engine.Endpoint
	body     []byte
	taken    []string        // addresses that have a user
	dns      map[string]bool // domains that exist, or do not; the others do
	report   engine.Report

	Status int    // 422; 200 for a valid payload, 500 for a crash
	Body   string // of a 422
	Throw  string // of a 500
}

// laravelCases reads the payloads, each on a line and some in an envelope, and the answers beside them.
func laravelCases(t *testing.T, e *engine.Endpoint) (cases []*laravelCase) {
	_, name, _ := strings.Cut(e.Name(), "/")
	read := func(suffix string) []string {
		text, err := os.ReadFile("larsverp/testdata/laravel/" + name + suffix)
		require.NoError(t, err)
		return strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	}
	payloads, answers := read(".ndjson"), read(".answers.ndjson")
	require.Len(t, answers, len(payloads))
	for i, line := range payloads {
		c := &laravelCase{
			endpoint: e, body: []byte(line),
			taken: []string{"taken@example.com"}, dns: map[string]bool{"nodns.invalid": false},
		}
		var envelope struct {
			Raw   *string         `json:"$raw"`
			Taken []string        `json:"$taken"`
			DNS   map[string]bool `json:"$dns"`
		}
		if json.Unmarshal(c.body, &envelope) == nil && envelope.Raw != nil {
			c.body = []byte(*envelope.Raw)
			if envelope.Taken != nil {
				c.taken = envelope.Taken
			}
			for domain, exists := range envelope.DNS {
				c.dns[strings.ToLower(domain)] = exists
			}
		}
		require.NoError(t, json.Unmarshal([]byte(answers[i]), c))
		c.report = c.check(e)
		cases = append(cases, c)
	}
	return cases
}

// check judges the payload with the lookups that the endpoint has.
func (c *laravelCase) check(e *engine.Endpoint) engine.Report {
	if e.Name() != larsverp.Register.Name() {
		return e.Validate(c.body)
	}
	outcome := map[bool]lookup.Outcome{true: lookup.Yes, false: lookup.No}
	report, err := e.With(
		lookup.Func("email.domain", func(_ context.Context, in lookup.Values) (lookup.Outcome, error) {
			email := in.Text("email")
			exists, known := c.dns[strings.ToLower(email[strings.LastIndexByte(email, '@')+1:])]
			return outcome[exists || !known], nil
		}),
		lookup.Func("email.unique", func(_ context.Context, in lookup.Values) (lookup.Outcome, error) {
			email := in.Text("email")
			return outcome[!slices.ContainsFunc(c.taken, func(s string) bool { return strings.EqualFold(s, email) })], nil
		}),
	).Check(context.Background(), c.body)
	if err != nil {
		panic(err) // no lookup fails
	}
	return report
}

// agrees reports whether r is Laravel's answer. What it says to a valid payload is the application's own.
func (c *laravelCase) agrees(r engine.Report) bool {
	if c.Status == 200 {
		return r.Valid()
	}
	return c.Status == r.Status() && c.Body == string(r.AppendAnswer(nil))
}

func (c *laravelCase) difference() string {
	for _, d := range differences {
		if d.explains(c) {
			return d.name
		}
	}
	return ""
}

// only is the field whose messages alone differ, and those messages; "" where there is none, or there are several.
func (c *laravelCase) only() (field string, ours, theirs []string) {
	messages := func(body []byte) map[string][]string {
		var answer struct{ Errors map[string][]string }
		_ = json.Unmarshal(body, &answer)
		return answer.Errors
	}
	a, b := messages(c.report.AppendAnswer(nil)), messages([]byte(c.Body))
	for _, f := range c.endpoint.Plan().Request.Fields {
		if slices.Equal(a[f.Name], b[f.Name]) {
			continue
		}
		if field != "" {
			return "", nil, nil
		}
		field, ours, theirs = f.Name, a[f.Name], b[f.Name]
	}
	return field, ours, theirs
}
