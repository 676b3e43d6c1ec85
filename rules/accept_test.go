package rules_test

import (
	"bytes"
	"mime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/rules"
)

var acceptsSet = map[string][]string{
	"": {
		// The most specific range decides, wherever it stands.
		"application/json", "APPLICATION/Json", "application/*", "*/*", "text/html, application/json", "*/*;q=0, application/json",
		"application/json, */*;q=0", "application/*;q=0,application/json;q=0.001", "application/json;q=0, application/json;q=0.1",
		"text/html;q=0, */*", "text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, text/plain;format=fixed;q=0.4, */*;q=0.5",

		// A list without elements, which says nothing.
		"", " ", "\t", ",", " , ,\t,", ",application/json,,",

		// Weights.
		"application/json;q=1", "application/json;q=1.", "application/json;q=1.000", "application/json;q=0.5", "application/json;q=0.001",
		"application/json \t;\t Q=0.1", "application/json;q=0.5;v=1", "application/json;;q=1;",

		// Quoted strings, and variants.
		`text/html;a="x,y", application/json`, `text/html;a="\",*/*;q=0", application/json`, `application/json;v="q=0"`, `application/json;v="a,b";q=1`,
		`application/json;charset=utf-8`, `application/json;v=1;q=0, application/json`, `application/json;v=1;q=0, */*`, `application/json;q=0, application/json;v=1`,
		`application/json;v=""`, `application/json;v="é"`,

		// What is against the grammar hides nothing.
		"text/html;q=2, application/json", "*, application/json", "text/html, image/gif, image/jpeg, *; q=.2, */*; q=0.2", "garbage,*/*",
	},
	"range": {
		"text/html", "text/*", "application/jsonp", "application/jso", "application/hal+json", "text/json",
		"text/*, text/plain, text/plain;format=flowed", `text/html;a="application/json"`, `text/html;a=",*/*,"`, `text/html;a="\",*/*"`,
	},
	"weight": {
		"application/json;q=0", "application/json; q=0.000, text/html", "*/*;q=0", "application/json;q=0, */*", "*/*, application/*;q=0",
		"*/*;q=1, application/json;q=0.0", "application/*, application/json;Q=0", `application/json;v=1;q=0`, `application/json;a=";q=1";q=0`,
	},
	"form": {
		"json", "*", "*/json", "application/", "/json", "application", "application/json;q=", "application/json;q=2", "application/json;q=1.001",
		"application/json;q=0.1234", "application/json;q=0.0000", "application/json;q=.5", "application/json;q=-1", "application/json;q=0,5",
		`application/json;q="1"`, "application/json;q=1;q=1", "application/json;v", "application/json;v=", "application/json;=1", "application/json v=1",
		"application/json; q = 1", "application/json;v= 1", `application/json;v="a`, `application/json;v="a\`, `application/json;v="a"b`,
		"application /json", "application/ json", "application/json;q=1e0", "application/json\n", "applicat\u0131on/json", "app\u017fication/json", "application/j\u017fon",
	},
}

func TestAccepts(t *testing.T) { testRule(t, new(rules.Accepts), acceptsSet) }

// The example of RFC 9110 §12.5.1: what is preferred among media types, of which each is allowed.
func TestAcceptsExamples(t *testing.T) {
	for _, e := range []struct {
		header, media string
		want          rules.Reason
	}{
		{"audio/*; q=0.2, audio/basic", "audio/basic", ""},
		{"audio/*; q=0.2, audio/basic", "audio/mpeg", ""},
		{"audio/*; q=0.2, audio/basic", "text/html", rules.AcceptsRange},
		{"text/plain; q=0.5, text/html, text/x-dvi; q=0.8, text/x-c", "text/x-dvi", ""},
		{"text/plain; q=0.5, text/html, text/x-dvi; q=0.8, text/x-c", "text/css", rules.AcceptsRange},
		{"text/*, text/plain, text/plain;format=flowed, */*", "image/png", ""},
		{"text/html, */*;q=0", "text/html,application/json", ""},
		{"*/*;q=0", "text/html,application/json", rules.AcceptsWeight},
	} {
		var media rules.MediaTypes
		require.NoError(t, media.UnmarshalText([]byte(e.media)))
		assert.Equal(t, e.want, rules.CheckAccepts([]byte(e.header), media), "%s for %s", e.header, e.media)
	}
}

func TestMediaTypes(t *testing.T) {
	for _, bad := range []string{"", ",", "json", "application/*", "*/*", "Application/json", "application/json;v=1", "a/b/c", "a/", "/b", "a/b, c/d"} {
		media := rules.MediaTypes("a/b")
		require.Error(t, media.UnmarshalText([]byte(bad)), bad)
		assert.Equal(t, rules.MediaTypes("a/b"), media)
	}
	assert.Equal(t, `"a/b,c/d"`, rules.MediaTypes("a/b,c/d").GoString())
}

// No element that does not name the media type changes what is found of a header, in whatever order elements stand; what mime reads as
// the media type, without a weight, is allowed; letters of ASCII are the same in any case.
func FuzzAccepts(f *testing.F) {
	for _, texts := range acceptsSet {
		for _, text := range texts {
			f.Add([]byte(text))
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		sent := bytes.Clone(text)
		reason := rules.CheckAccepts(text, "")
		require.Equal(t, sent, text)
		assert.Equal(t, reason == "", (&rules.Accepts{}).Accepts(text))
		upper := bytes.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' {
				return r - 'a' + 'A'
			}
			return r
		}, text)
		if bytes.EqualFold(upper, text) && len(upper) == len(text) {
			assert.Equal(t, reason, rules.CheckAccepts(upper, ""))
		}
		if reason == "" && strings.Trim(string(text), " \t,") != "" {
			assert.Zero(t, rules.CheckAccepts(append([]byte("text/html;q=0 ,"), text...), ""), "an element before")
		} else if reason != "" {
			assert.NotZero(t, rules.CheckAccepts(append([]byte("text/html,\t"), text...), ""), "an element before")
		}
		if !bytes.ContainsAny(text, `"`) {
			elements := bytes.Split(text, []byte(","))
			for i, j := 0, len(elements)-1; i < j; i, j = i+1, j-1 {
				elements[i], elements[j] = elements[j], elements[i]
			}
			assert.Equal(t, reason, rules.CheckAccepts(bytes.Join(elements, []byte(",")), ""), "the other way round")
		}
		media, parameters, err := mime.ParseMediaType(string(text))
		if _, weighed := parameters["q"]; err == nil && media == "application/json" && !weighed && reason == rules.AcceptsWeight {
			t.Errorf("%q has no weight", text)
		}
	})
}

func BenchmarkAccepts(b *testing.B) {
	benchmark(b, new(rules.Accepts), "text/html, application/json;q=0.5", "mime", func(text string) bool {
		for element := range strings.SplitSeq(text, ",") {
			if media, _, err := mime.ParseMediaType(element); err == nil && media == "application/json" {
				return true
			}
		}
		return false
	})
}
