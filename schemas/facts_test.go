package schemas_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/schemas"
)

// A fact is one line of PROVIDER/testdata/facts.txt, which says its form, or one that a contract states.
type fact struct{ endpoint, field, rule, text string }

// The contracts state the facts of their pages, no more and no less, and every fact is shown by a fixture.
func TestFacts(t *testing.T) {
	if *update {
		t.Skip("the golden files are being written")
	}
	facts := readFacts(t)
	var stated []fact
	for _, e := range schemas.All() {
		stated = append(stated, statedBy(e.Plan())...)
	}
	for f, why := range unshown {
		assert.True(t, slices.ContainsFunc(stated, f.is), "no contract states %s any more (%s)", f, why)
	}
	stated = slices.DeleteFunc(stated, func(f fact) bool { return unshown[f] != "" })
	for _, s := range stated {
		assert.True(t, slices.ContainsFunc(facts, s.is), "no fact: %s", s)
	}
	all := fixtures(t)
	for _, f := range facts {
		assert.True(t, slices.ContainsFunc(stated, f.is), "no contract states %s", f)
		assert.True(t, slices.ContainsFunc(all, f.shownBy), "no fixture shows %s", f)
	}
	t.Logf("%d facts", len(facts))
}

// What a contract states and no payload shows, and why.
var unshown = map[fact]string{
	{"pankek/register", "birth_date", "date", "birth_date is not a calendar date"}: "what is expected of a day is asked of one",
	{"bitpub/register", "birthDate", "date", "birthDate is not a calendar date"}:   "what is expected of a day is asked of one",
}

func (f fact) String() string { return fmt.Sprintf("%s %s %s %q", f.endpoint, f.field, f.rule, f.text) }

// is reports whether two facts are the same, where both have a text that included.
func (f fact) is(other fact) bool {
	if f.text == "" || other.text == "" {
		f.text, other.text = "", ""
	}
	return f == other
}

// shownBy reports whether the fact is one of those that the golden files of a fixture show.
func (f fact) shownBy(x *fixture) bool {
	if endpointOf(x.path) != f.endpoint {
		return false
	}
	if f.field == "answer" {
		answer := x.file("answer.http")
		return strings.HasPrefix(answer, "HTTP/1.1 "+f.rule+" ") && strings.Contains(answer, f.text)
	}
	var report struct {
		Violations []struct{ Field, Rule, Code, Message string }
	}
	_ = json.Unmarshal([]byte(x.file("report.json")), &report)
	text := pattern(f.text)
	for _, v := range report.Violations {
		field := f.field == v.Field || f.field == "-" && v.Field == "" || f.field == "*"
		if field && (f.rule == v.Rule || f.rule == ruleOf(v.Rule, v.Code)) && (f.text == "" || text.MatchString(v.Message)) {
			return true
		}
	}
	return false
}

var placeholder = regexp.MustCompile(`\{\w+\}`)

// pattern matches a text whatever stands for its placeholders.
func pattern(text string) *regexp.Regexp {
	parts := placeholder.Split(text, -1)
	for i := range parts {
		parts[i] = regexp.QuoteMeta(parts[i])
	}
	return regexp.MustCompile("^" + strings.Join(parts, ".*") + "$")
}

func readFacts(t *testing.T) (facts []fact) {
	paths, err := filepath.Glob("*/testdata/facts.txt")
	require.NoError(t, err)
	for _, path := range paths {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		for line := range strings.Lines(string(text)) {
			line = strings.TrimSuffix(line, "\n")
			if line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			words := append(strings.SplitN(line, " ", 4), `""`)
			require.GreaterOrEqual(t, len(words), 4, "%s: %s", path, line)
			text, err := strconv.Unquote(words[3])
			require.NoError(t, err, "%s: %s", path, line)
			provider := filepath.Base(filepath.Dir(filepath.Dir(path)))
			facts = append(facts, fact{provider + "/" + words[0], words[1], words[2], text})
		}
	}
	return facts
}

// statedBy is what a contract states, of requests as far as their payload goes.
func statedBy(p *plan.Endpoint) (facts []fact) {
	var add func(field string, failures ...plan.Failure)
	add = func(field string, failures ...plan.Failure) {
		for _, f := range failures {
			for _, message := range f.Words {
				facts = append(facts, fact{p.Name, field, ruleOf(f.Rule, f.Reason()), textOf(message.Text)})
			}
			add(field, f.Codes...)
		}
	}
	var object func(o *plan.Object)
	object = func(o *plan.Object) {
		for _, f := range o.Fields {
			if f.Required != nil {
				add(f.Path(), *f.Required)
			}
			for t := &f.Type; t != nil; t = t.Elem {
				for _, c := range t.Checks {
					add(f.Path(), *c.Failure)
				}
				if t.Object != nil {
					object(t.Object)
				}
			}
			for _, c := range f.Expected {
				add(f.Path(), *c.Failure)
			}
			if f.Instead != nil {
				add(f.Path(), *f.Instead)
			}
			for _, l := range f.Lookups {
				add(f.Path(), *l.Failure)
			}
		}
		for _, c := range o.Conditions {
			add(o.Fields[c.Require].Path(), *c.Failure)
		}
	}
	object(&p.Request)
	for _, l := range p.Lookups {
		add("-", *l.Failure)
	}
	unreadable := func(f *plan.Failure, reasons ...string) {
		for _, reason := range reasons {
			told := *f.For(reason)
			told.Code, told.Codes = reason, nil
			add("-", told)
		}
	}
	unreadable(p.Malformed, "syntax", "bom", "utf8", "surrogate", "duplicate_key", "trailing", "not_object", "depth", "size",
		"values", "keys", "string_size", "number_size")
	pairs := []string{"escape", "utf8", "duplicate_key", "size", "values", "keys", "string_size"}
	if slices.Contains(p.Accepts, plan.Form) {
		unreadable(p.UnreadableForm, pairs...)
	}
	if slices.Contains(p.Accepts, plan.Query) {
		unreadable(p.UnreadableQuery, pairs...)
	}
	add("*", *p.UnknownField, *p.UnknownWarning)
	for _, a := range p.Answers {
		if a.Type == nil {
			continue // any bytes
		}
		facts = append(facts, fact{p.Name, "answer", strconv.Itoa(a.Status), ""})
	}
	return facts
}

func ruleOf(rule, code string) string {
	if code == rule {
		return rule
	}
	return rule + "." + code
}

// textOf is a text with its placeholders spelled as in contracts.
func textOf(text plan.Text) string {
	names := map[plan.Placeholder]string{
		plan.None: "", plan.FieldName: "{field}", plan.AttributeName: "{attribute}", plan.PropertyName: "{property}",
		plan.Value: "{value}", plan.Length: "{length}", plan.Hint: "{hint}", plan.Line: "{line}", plan.Column: "{column}",
	}
	var b strings.Builder
	for _, part := range text {
		b.WriteString(part.Literal + names[part.Then])
	}
	return b.String()
}
