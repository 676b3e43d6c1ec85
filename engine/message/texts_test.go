package message

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/go-playground/locales"
	"github.com/go-playground/locales/de"
	"github.com/go-playground/locales/en"
	"github.com/go-playground/locales/fr"
	"github.com/go-playground/locales/nl"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/message/internal/vocabulary"
)

const schemas = "../../schemas"

var builtin = []struct {
	name   string
	locale locales.Translator
	texts  Texts
}{
	{"English", en.New(), english()},
	{"Dutch", nl.New(), dutch()},
	{"German", de.New(), german()},
	{"French", fr.New(), french()},
}

func entries(t *testing.T) []vocabulary.Entry {
	t.Helper()
	entries, err := vocabulary.Read(schemas)
	require.NoError(t, err)
	require.NotEmpty(t, entries)
	return entries
}

// What is generated is what the contract language says now.
func TestGenerated(t *testing.T) {
	source, err := vocabulary.Source(entries(t))
	require.NoError(t, err)
	file, err := os.ReadFile("subject_gen.go")
	require.NoError(t, err)
	assert.Equal(t, string(source), string(file), "stale: go generate ./engine/message")
}

var quoted = regexp.MustCompile(`\{[a-z_]+\}`)

// Every rule, and every code that has words of its own, has a text in every language, in each plural form where it
// counts something, and quotes nothing but what its rule has to quote.
func TestTexts(t *testing.T) {
	words := append(entries(t), vocabulary.Entry{Key: "hint", Plain: `, did you mean "{name}"?`, Quotes: []string{"name"}})
	keys := map[string]bool{}
	for _, e := range words {
		keys[e.Key] = true
		rule, code, _ := strings.Cut(e.Key, ".")
		counts := rule == "min_length" || rule == "max_length" || rule == "items" && code != ""
		worded := e.Plain != "" || counts
		for _, l := range builtin {
			t.Run(l.name+"/"+e.Key, func(t *testing.T) {
				text, ok := l.texts[e.Key]
				switch {
				case ok:
				case worded:
					t.Fatal("is missing")
				case rule == "type" && !strings.Contains(l.texts[rule].Other, "{type}"):
					t.Fatal("is missing, and the text for the rule does not tell the type")
				default:
					t.Skip("its rule words it")
				}
				assert.Equal(t, counts, text.One != "", "plural forms")
				if l.name == "English" && e.Plain != "" {
					assert.Equal(t, e.Plain, text.Other)
				}
				for i, form := range text.forms() {
					required := i == int(locales.PluralRuleOther) || counts && slices.Contains(l.locale.PluralsCardinal(), locales.PluralRule(i))
					assert.Equal(t, required, form != "", locales.PluralRule(i))
					for _, q := range quoted.FindAllString(form, -1) {
						q = strings.Trim(q, "{}")
						assert.True(t, q == "field" && e.Key != "hint" || slices.Contains(e.Quotes, q), "{%s} in %s", q, form)
					}
					assert.NotRegexp(t, `[{}]`, quoted.ReplaceAllString(form, ""))
					assert.Equal(t, strings.TrimSpace(form), form)
					assert.NotContains(t, form, "  ")
				}
				for _, q := range e.Quotes {
					if plain := "{" + q + "}"; strings.Contains(e.Plain, plain) && q != "type" {
						assert.Contains(t, text.Other, plain, "English tells it")
					}
				}
			})
		}
	}
	for _, l := range builtin {
		for key := range l.texts {
			assert.True(t, keys[key], "%s has a text for %s, which is no rule", l.name, key)
		}
		_, err := newSpeech(l.locale, l.texts)
		assert.NoError(t, err, l.name)
	}
}

func TestParse(t *testing.T) {
	for _, c := range []struct {
		text, numbered string
		names          []string
	}{
		{"", "", nil},
		{"plain", "plain", nil},
		{"{a}", "{0}", []string{"a"}},
		{"x{a}y{b}z{a}", "x{0}y{1}z{0}", []string{"a", "b"}},
		{"{}", "{0}", []string{""}},
	} {
		numbered, names, ok := parse(c.text)
		assert.True(t, ok, c.text)
		assert.Equal(t, c.numbered, numbered)
		assert.Equal(t, c.names, names)
	}
	for _, text := range []string{"{", "}", "a}b", "{a", "{a{b}}", "{{a}}", "{a}}"} {
		_, _, ok := parse(text)
		assert.False(t, ok, text)
	}
}
