package message_test

import (
	"encoding/json"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	xmessage "golang.org/x/text/message"
	"golang.org/x/text/message/catalog"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/message"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/schemas/larsverp"
)

var tags = []string{"en", "nl", "de", "fr"}

func violation(rule, code string, params ...plan.Param) engine.Violation {
	return engine.NewViolation(engine.Details{Field: "f", Rule: rule, Code: code, Params: params, Message: "own"})
}

func param(name, json string) plan.Param { return plan.Param{Name: name, JSON: json} }

func TestMessage(t *testing.T) {
	hinted := violation("unknown_field", "unknown_field", param("instead", `"first_name"`))
	instead := violation("unknown_field", "instead", param("instead", `"phone"`))
	for _, c := range []struct {
		name string
		engine.Violation
		want [4]string
	}{
		{"no placeholder", violation("https", "https"), [4]string{
			"The request must be sent over HTTPS.",
			"Het verzoek moet via HTTPS worden verzonden.",
			"Die Anfrage muss über HTTPS gesendet werden.",
			"La requête doit être envoyée par HTTPS.",
		}},
		{"a form", violation("query", "escape", param("input", `"form"`)), [4]string{
			"The form is not valid.", "Het formulier is ongeldig.", "Das Formular ist ungültig.", "Le formulaire n’est pas valide.",
		}},
		{"a form that is too large", violation("query", "size", param("input", `"form"`)), [4]string{
			"The request body is too large.", "De inhoud van het verzoek is te groot.", "Der Inhalt der Anfrage ist zu groß.", "Le corps de la requête est trop volumineux.",
		}},
		{"a query string that is too large", violation("query", "size", param("input", `"query"`)), [4]string{
			"The query string is not valid.", "De parameters in de URL zijn ongeldig.", "Die URL-Parameter sind ungültig.", "Les paramètres de l’URL ne sont pas valides.",
		}},
		{"the field", violation("required", "required"), [4]string{
			"f is required", "f is verplicht", "f ist erforderlich", "f est obligatoire",
		}},
		{"none", violation("max_length", "max_length", param("max", "0"), param("length", "1")), [4]string{
			"f must have at most 0 characters", "f mag hoogstens 0 tekens lang zijn", "f darf höchstens 0 Zeichen lang sein", "f doit compter au plus 0 caractère",
		}},
		{"one", violation("min_length", "min_length", param("min", "1"), param("length", "0")), [4]string{
			"f must have at least 1 character", "f moet minstens 1 teken lang zijn", "f muss mindestens 1 Zeichen lang sein", "f doit compter au moins 1 caractère",
		}},
		{"many", violation("max_length", "max_length", param("max", "1000000"), param("length", "1000001")), [4]string{
			"f must have at most 1,000,000 characters", "f mag hoogstens 1.000.000 tekens lang zijn", "f darf höchstens 1.000.000 Zeichen lang sein",
			"f doit compter au plus 1\u202f000\u202f000 caractères",
		}},
		{"few items", violation("items", "min", param("min", "1"), param("length", "0")), [4]string{
			"f must have at least 1 item", "f moet minstens 1 element bevatten", "f muss mindestens 1 Element enthalten", "f doit contenir au moins 1 élément",
		}},
		{"many items", violation("items", "max", param("max", "2"), param("length", "3")), [4]string{
			"f must have at most 2 items", "f mag hoogstens 2 elementen bevatten", "f darf höchstens 2 Elemente enthalten", "f doit contenir au plus 2 éléments",
		}},
		{"items without a limit", violation("items", "items"), [4]string{
			"f has the wrong number of items", "f bevat een verkeerd aantal elementen", "f enthält eine falsche Anzahl von Elementen", "f n’a pas le bon nombre d’éléments",
		}},
		{"a fraction", violation("max", "max", param("max", "-1234.50")), [4]string{
			"f must be at most -1,234.50", "f mag hoogstens -1.234,50 zijn", "f darf höchstens -1.234,50 betragen", "f doit valoir au plus -1\u202f234,50",
		}},
		{"as many digits as are exact", violation("min", "min", param("min", "999999999999999")), [4]string{
			"f must be at least 999,999,999,999,999", "f moet minstens 999.999.999.999.999 zijn", "f muss mindestens 999.999.999.999.999 betragen",
			"f doit valoir au moins 999\u202f999\u202f999\u202f999\u202f999",
		}},
		{"a digit more", violation("min", "min", param("min", "9007199254740993")), [4]string{
			"f must be at least 9007199254740993", "f moet minstens 9007199254740993 zijn", "f muss mindestens 9007199254740993 betragen", "f doit valoir au moins 9007199254740993",
		}},
		{"an exponent", violation("max", "max", param("max", "1e3")), [4]string{
			"f must be at most 1e3", "f mag hoogstens 1e3 zijn", "f darf höchstens 1e3 betragen", "f doit valoir au plus 1e3",
		}},
		{"a type", violation("type", "int", param("type", `"integer or null"`)), [4]string{
			"f must be of type integer or null", "f moet een geheel getal zijn", "f muss eine ganze Zahl sein", "f doit être un nombre entier",
		}},
		{"several types", violation("type", "type", param("type", `"string or list"`)), [4]string{
			"f must be of type string or list", "f is van het verkeerde type", "f hat den falschen Typ", "f n’est pas du bon type",
		}},
		{"values", violation("enum", "enum", param("values", `["a","\"b\"",null,1000,true]`)), [4]string{
			`f must be one of "a", "\"b\"", null, 1000, true`, `f moet een van deze waarden zijn: "a", "\"b\"", null, 1000, true`,
			`f muss einer dieser Werte sein: "a", "\"b\"", null, 1000, true`, "f doit être l’une de ces valeurs\u00a0: \"a\", \"\\\"b\\\"\", null, 1000, true",
		}},
		{"no hint", violation("unknown_field", "unknown_field"), [4]string{
			"f is not a documented field", "f is geen gedocumenteerd veld", "f ist kein dokumentiertes Feld", "f n’est pas un champ documenté",
		}},
		{"a hint", hinted, [4]string{
			`f is not a documented field, did you mean "first_name"?`, "f is geen gedocumenteerd veld, bedoelt u “first_name”?",
			"f ist kein dokumentiertes Feld, meinten Sie „first_name“?", "f n’est pas un champ documenté, vouliez-vous dire «\u00a0first_name\u00a0»\u00a0?",
		}},
		{"a code", instead, [4]string{
			`f is documented, but unlikely to be meant, did you mean "phone"?`, "f is wel een gedocumenteerd veld, maar waarschijnlijk niet het juiste, bedoelt u “phone”?",
			"f ist zwar ein dokumentiertes Feld, aber vermutlich nicht das richtige, meinten Sie „phone“?", "f est un champ documenté, mais sans doute pas le bon, vouliez-vous dire «\u00a0phone\u00a0»\u00a0?",
		}},
		{"a header that is not sent", violation("header", "required"), [4]string{
			"The header f is required.", "De HTTP-header f is verplicht.", "Der HTTP-Header f ist erforderlich.", "L’en-tête HTTP f est obligatoire.",
		}},
		{"a code without words", violation("header", "pattern"), [4]string{
			"The header f is not valid.", "De HTTP-header f is ongeldig.", "Der HTTP-Header f ist ungültig.", "L’en-tête HTTP f n’est pas valide.",
		}},
		{"a rule of the contract", violation("coupon", "coupon"), [4]string{"own", "own", "own", "own"}},
		{"a rule without what it quotes", violation("max_length", "max_length"), [4]string{"own", "own", "own", "own"}},
	} {
		var languages message.Catalogue
		for i, tag := range tags {
			assert.Equal(t, c.want[i], languages.For(tag).Message(c.Violation), c.name)
		}
		assert.Equal(t, "own", message.Language{}.Message(c.Violation))
	}
}

// A hint in English is that of the contract language.
func TestEnglishHint(t *testing.T) {
	var languages message.Catalogue
	own := larsverp.Register.Validate([]byte(`{"frist_name":1,"zzz":2}`))
	english := own.WithMessages(languages.For("en"))
	compared := 0
	for i, v := range own.Violations() {
		if v.Rule == "unknown_field" {
			assert.Equal(t, v.Message, english.Violations()[i].Message)
			compared++
		}
	}
	assert.Equal(t, 2, compared)
}

func TestReport(t *testing.T) {
	var languages message.Catalogue
	body := []byte(`{"first_name":"` + strings.Repeat("a", 192) + `","last_name":"b","email":"c@d.nl","postal_code":"1234 AB","password":"x","frist_name":1}`)
	plain := larsverp.Register.Validate(body)
	dutch := plain.WithMessages(languages.For("nl-BE"))

	const tooLong, unknown = "first_name mag hoogstens 191 tekens lang zijn", "frist_name is geen gedocumenteerd veld, bedoelt u “first_name”?"
	violations := dutch.Violations()
	require.Len(t, violations, 2)
	assert.Equal(t, tooLong, violations[0].Message)
	assert.Equal(t, unknown, violations[1].Message)

	list, err := json.Marshal(violations)
	require.NoError(t, err)
	assert.Contains(t, string(dutch.AppendReport(nil, 0)), `"violations":`+string(list))
	assert.Contains(t, string(dutch.AppendProblem(nil)), `"detail":"`+tooLong+`","errors":[{"detail":"`+tooLong+`",`)
	assert.Equal(t, string(plain.AppendAnswer(nil)), string(dutch.AppendAnswer(nil)))
	assert.Equal(t, plain.Violations(), dutch.WithMessages(nil).Violations())
}

func TestConcurrent(t *testing.T) {
	var languages message.Catalogue
	var wait sync.WaitGroup
	start := make(chan struct{})
	for i := range 64 {
		wait.Go(func() {
			<-start
			tag := tags[i%len(tags)]
			l := languages.Accept(tag)
			assert.Equal(t, tag, l.Tag())
			assert.Equal(t, languages.For(tag), l)
			report := larsverp.Register.Validate([]byte(`{"frist_name":1}`)).WithMessages(l)
			assert.True(t, json.Valid(report.AppendReport(nil, 0)))
		})
	}
	close(start)
	wait.Wait()
}

func FuzzMessage(f *testing.F) {
	var languages message.Catalogue
	f.Add("max_length", "max_length", "first_name", "max", "191", "")
	f.Add("unknown_field", "instead", "{max}", "", "", "{hint}")
	f.Add("items", "items", "a.b", "min", "1e9", "")
	f.Add("enum", "enum", "x", "values", `["{field}"`, "")
	f.Fuzz(func(t *testing.T, rule, code, field, name, value, hint string) {
		if strings.ContainsAny(value, "{}") { // a parameter may hold any brace
			return
		}
		params := engine.Params{param(name, value)}
		if hint != "" {
			params = append(params, param("instead", strconv.Quote(hint)))
		}
		v := engine.NewViolation(engine.Details{Rule: rule, Code: code, Params: params, Message: "own"})
		named := engine.NewViolation(engine.Details{Rule: rule, Code: code, Params: params, Message: "own", Field: field})
		for _, tag := range tags {
			l := languages.For(tag)
			without, with := l.Message(v), l.Message(named)
			assert.NotEmpty(t, without)
			assert.Contains(t, []int{0, strings.Count(hint, "{")}, strings.Count(without, "{"))
			assert.Contains(t, []int{len(without), len(without) + len(field)}, len(with))
		}
	})
}

func TestAllocations(t *testing.T) {
	var languages message.Catalogue
	l := languages.For("nl")
	v := violation("max_length", "max_length", param("max", "1000"), param("length", "1001"))
	l.Message(v)
	assert.LessOrEqual(t, testing.AllocsPerRun(100, func() { l.Message(v) }), 5.0)
}

// The baseline is a printer of golang.org/x/text, which has the sentence with the same plural forms and digits.
func BenchmarkMessage(b *testing.B) {
	var languages message.Catalogue
	l := languages.For("nl")
	texts := catalog.NewBuilder()
	require.NoError(b, texts.SetString(language.Dutch, "required", "%s is verplicht"))
	require.NoError(b, texts.Set(language.Dutch, "max_length", plural.Selectf(2, "%d",
		plural.One, "%s mag hoogstens %d teken lang zijn",
		plural.Other, "%s mag hoogstens %d tekens lang zijn")))
	printer := xmessage.NewPrinter(language.Dutch, xmessage.Catalog(texts))
	for _, c := range []struct {
		engine.Violation
		baseline func() string
	}{
		{violation("required", "required"), func() string { return printer.Sprintf("required", "f") }},
		{
			violation("max_length", "max_length", param("max", "1000"), param("length", "1001")),
			func() string { return printer.Sprintf("max_length", "f", 1000) },
		},
	} {
		require.Equal(b, c.baseline(), l.Message(c.Violation))
		b.Run(c.Rule, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				l.Message(c.Violation)
			}
		})
		b.Run(c.Rule+"/baseline", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.baseline()
			}
		})
	}
}

// The baseline is golang.org/x/text alone, which gives up at the first part that it cannot read.
func BenchmarkAccept(b *testing.B) {
	var languages message.Catalogue
	matcher := language.NewMatcher([]language.Tag{language.English, language.Dutch, language.German, language.French})
	for _, c := range []struct{ name, header string }{
		{"one", "nl"},
		{"browser", "nl-BE,nl;q=0.9,fr;q=0.8,en-US;q=0.7,en;q=0.6"},
		{"ill-formed", strings.Repeat("x,", longest/2)},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				languages.Accept(c.header)
			}
		})
		b.Run(c.name+"/baseline", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				wanted, _, _ := language.ParseAcceptLanguage(c.header)
				matcher.Match(wanted...)
			}
		})
	}
}
