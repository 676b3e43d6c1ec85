package schemas_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/schemas"
)

// A section is what testdata/providers.md says of an endpoint or, without a name, of all.
type section struct {
	endpoint string
	text     string
}

func page(t *testing.T) (sections []section) {
	text, err := os.ReadFile("testdata/providers.md")
	require.NoError(t, err)
	title := regexp.MustCompile(`^[a-z]+/[a-z_]+`)
	for _, part := range strings.Split(string(text), "\n## ")[1:] {
		sections = append(sections, section{title.FindString(part), part})
	}
	return sections
}

// The fields of a table are those of the contract, in its order, as required and as secret as it says, and each is
// in an accepted payload.
func TestPageFields(t *testing.T) {
	all := fixtures(t)
	for _, e := range schemas.All() {
		sections := page(t)
		i := slices.IndexFunc(sections, func(s section) bool { return s.endpoint == e.Name() })
		require.GreaterOrEqual(t, i, 0, e.Name())
		rows := sections[i].rows()
		if len(rows) == 0 {
			continue // told in a sentence
		}
		var names []string
		for _, r := range rows {
			names = append(names, r.names...)
			for _, name := range r.names {
				f := fieldOf(e.Plan(), name)
				if !assert.NotNil(t, f, "%s has no field %s", e.Name(), name) {
					continue
				}
				if r.required || r.optional {
					assert.Equal(t, r.required, f.Required != nil, "%s: whether %s is required", e.Name(), name)
				}
				assert.Equal(t, r.secret || sections[i].callsSecret(name), f.Secret, "%s: whether %s is secret", e.Name(), name)
				assert.True(t, slices.ContainsFunc(all, func(f *fixture) bool { return f.accepts(e, name) }),
					"%s: no accepted payload has %s", e.Name(), name)
			}
		}
		var want []string
		for i := range e.Plan().Request.Fields {
			want = append(want, e.Plan().Request.Fields[i].Name)
		}
		assert.Equal(t, want, names, e.Name())
	}
}

// A row is one of a table of fields.
type row struct {
	names                      []string
	required, optional, secret bool
}

func (s section) rows() (rows []row) {
	table := false
	for line := range strings.Lines(s.text) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		switch {
		case !strings.HasPrefix(line, "|"):
			table = false
		case strings.HasPrefix(line, "| field"):
			table = true
		case table && !strings.HasPrefix(line, "|-"):
			rule := strings.TrimSpace(cells[1])
			r := row{
				required: strings.HasPrefix(rule, "required"),
				optional: strings.HasPrefix(rule, "optional") || strings.HasPrefix(rule, "nullable"),
				secret:   strings.Contains(rule, "**secret**"),
			}
			for name := range strings.SplitSeq(cells[0], ",") {
				r.names = append(r.names, strings.TrimSpace(name))
			}
			rows = append(rows, r)
		}
	}
	return rows
}

var secrets = regexp.MustCompile(`(\w+) and (\w+) are \*\*secret\*\*`)

// callsSecret reports whether a sentence besides the table says that a field is secret.
func (s section) callsSecret(name string) bool {
	return slices.Contains(secrets.FindStringSubmatch(s.text), name)
}

func fieldOf(p *plan.Endpoint, name string) *plan.Field {
	for i := range p.Request.Fields {
		if p.Request.Fields[i].Name == name {
			return &p.Request.Fields[i]
		}
	}
	return nil
}

// accepts reports whether the payload is one of the endpoint's that has the field and is accepted.
func (f *fixture) accepts(e *engine.Endpoint, field string) bool {
	if f.layer != "accepted" || endpointOf(f.path) != e.Name() {
		return false
	}
	normal, err := f.endpoint.AppendNormal(nil, f.payload)
	return err == nil && strings.Contains(string(normal), `"`+field+`":`)
}

// Everything that the page writes as code is in a contract or in a fixture.
func TestPageCode(t *testing.T) {
	used := map[string]bool{}
	for _, s := range page(t) {
		provider, _, _ := strings.Cut(s.endpoint, "/")
		text := s.sources(t, provider)
		for _, match := range code.FindAllStringSubmatch(s.text, -1) {
			span := strings.ReplaceAll(match[1]+match[2], `\|`, "|")
			found := wildcards(span).MatchString(text) || words.MatchString(span) && hasAll(text, strings.Fields(span))
			if where, known := elsewhere[span]; known {
				used[span] = true
				assert.False(t, found, "%s: %s is not only %s", s.endpoint, span, where)
				continue
			}
			assert.True(t, found, "%s: nothing has %s", s.endpoint, span)
		}
	}
	for span := range elsewhere {
		assert.True(t, used[span], "the page no longer has %s", span)
	}
}

var code = regexp.MustCompile("`` ?([^ ]+) ?``|`([^`]+)`")

// words are a list of codes.
var words = regexp.MustCompile(`^[a-z][a-z_0-9]+( [a-z][a-z_0-9]+)+$`)

// hasAll reports whether a text has each of the words as a string, or a pattern of them.
func hasAll(text string, words []string) bool {
	return strings.Contains(text, "("+strings.Join(words, "|")+")") ||
		!slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(text, `"`+word+`"`) })
}

// quotation is what a fixture quotes of the page itself.
var quotation = regexp.MustCompile(`(?m)^page: .*$`)

// sources is the contracts and fixtures that a section is about.
func (s section) sources(t *testing.T, provider string) string {
	var all strings.Builder
	for _, e := range schemas.All() {
		if p := e.Plan(); strings.HasPrefix(p.Name, provider) {
			all.WriteString(p.Method + " " + p.Server + p.Path + "\n" + p.Method + " " + p.Path + "\n")
		}
	}
	patterns := []string{"*/*.cue", "*/testdata/*/*.txtar", "testdata/answers/*.txtar"}
	if provider != "" {
		patterns[0] = "{contract,field,answer,laravel,servicestack," + provider + "}/*.cue"
		patterns[1] = provider + "/testdata/*/*.txtar"
	}
	for _, pattern := range patterns {
		for _, dir := range braces(pattern) {
			paths, err := filepath.Glob(dir)
			require.NoError(t, err)
			for _, path := range paths {
				text, err := os.ReadFile(path)
				require.NoError(t, err)
				all.Write(quotation.ReplaceAll(text, nil))
			}
		}
	}
	return all.String()
}

// braces writes out {a,b} of a pattern.
func braces(pattern string) (all []string) {
	before, rest, ok := strings.Cut(pattern, "{")
	if !ok {
		return []string{pattern}
	}
	names, after, _ := strings.Cut(rest, "}")
	for name := range strings.SplitSeq(names, ",") {
		all = append(all, before+name+after)
	}
	return all
}

var variable = regexp.MustCompile(`\\\{\w+\\\}|:\w+|<[\w.]+>|…|32 hex`)

// wildcards matches a span of code, whatever stands for what it leaves open.
func wildcards(span string) *regexp.Regexp {
	return regexp.MustCompile(variable.ReplaceAllString(regexp.QuoteMeta(span), `.*`))
}

// elsewhere holds the code of the page that has another form in contracts and fixtures, and says where it is.
var elsewhere = map[string]string{
	"when: all":   "the fact lookups",
	"when: field": "the attribute @lookup",
	"YYYY-MM-DD":  "the layout 2006-01-02 of field.#Date",
	`\uXXXX`:      "the escape php",
	`\/`:          "the escape php",
	`{"message":"The given data was invalid.","errors":{"<field>":["…", …]}}`: "laravel.#Endpoint, as a type",
	`in.Canonical("email")`:          "engine.LookupInput",
	"Folded":                         "package lookup",
	"content-type: application/json": "the header content-type of digipay",
	"{latitude −90…90, longitude −180…180}":                "field.#Location",
	`[{"field","code","message"}]`:                         "#BadRequest of digipay, as a type",
	"/Date(ms±zzzz)/":                                      "#DateTime of bitpub",
	"GET https://api.pantel.me/a/register?phone_number=…":  "the server, path and a field of pantel",
	"POST http://<base_url>/digipay/v3/auth/user_register": "digipay has no server",
}

// Every sentence that settles something is shown by a fixture, and what fixtures quote is on the page.
func TestPageSettled(t *testing.T) {
	all := fixtures(t)
	sections := page(t)
	for _, f := range all {
		for _, quote := range f.page {
			assert.True(t, slices.ContainsFunc(sections, func(s section) bool { return strings.Contains(s.flat(), quote) }),
				"%s: the page does not say %q", f.path, quote)
		}
	}
	for _, s := range sections {
		for _, sentence := range s.settled() {
			assert.True(t, slices.ContainsFunc(all, func(f *fixture) bool { return f.settles(s, sentence) }),
				"%s: no fixture shows: %s", s.endpoint, sentence)
		}
	}
}

// flat is the text on one line.
func (s section) flat() string { return strings.Join(strings.Fields(s.text), " ") }

var sentenceEnd = regexp.MustCompile(`\.\)? `)

// settled are the sentences of the section's last paragraph, where that settles something.
func (s section) settled() (sentences []string) {
	_, text, ok := strings.Cut(s.flat(), "Settled: ")
	for ok && text != "" {
		end := len(text)
		if at := sentenceEnd.FindStringIndex(text); at != nil {
			end = at[1]
		}
		sentences = append(sentences, strings.TrimSpace(text[:end]))
		text = text[end:]
	}
	return sentences
}

// settles reports whether the fixture quotes a sentence of its endpoint's section, or a part of it.
func (f *fixture) settles(s section, sentence string) bool {
	provider, _, _ := strings.Cut(f.path, string(filepath.Separator))
	return strings.HasPrefix(s.endpoint, provider+"/") &&
		slices.ContainsFunc(f.page, func(quote string) bool { return strings.Contains(sentence, quote) })
}
