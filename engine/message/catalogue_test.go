package message_test

import (
	"testing"

	"github.com/go-playground/locales"
	"github.com/go-playground/locales/de_AT"
	"github.com/go-playground/locales/de_CH"
	"github.com/go-playground/locales/en"
	"github.com/go-playground/locales/ja"
	"github.com/go-playground/locales/lu"
	"github.com/go-playground/locales/nl"
	"github.com/go-playground/locales/pl"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/message"
)

func TestOverride(t *testing.T) {
	var base message.Catalogue
	texts := message.Texts{"required": {Other: "vul {field} in"}, "lookup.unique": {Other: "{field} is al in gebruik"}}
	languages, err := base.With(nl.New(), texts)
	require.NoError(t, err)
	texts["required"] = message.Text{Other: "changed"}

	l := languages.For("nl")
	assert.Equal(t, "vul f in", l.Message(violation("required", "required")))
	assert.Equal(t, "f is al in gebruik", l.Message(violation("lookup", "unique")))
	assert.Equal(t, "een controle door de dienst is mislukt", l.Message(violation("lookup", "domain")))
	assert.Equal(t, "f mag niet leeg zijn", l.Message(violation("blank", "blank")))

	assert.Equal(t, "f is verplicht", base.For("nl").Message(violation("required", "required")), "the base is as it was")
	assert.Equal(t, "en", languages.For("ja").Tag(), "English stays what stands in")

	twice, err := languages.With(nl.New(), message.Texts{"blank": {Other: "{field} is leeg"}})
	require.NoError(t, err)
	assert.Equal(t, "vul f in", twice.For("nl").Message(violation("required", "required")))
	assert.Equal(t, "f is leeg", twice.For("nl").Message(violation("blank", "blank")))

	shout, err := base.With(en.New(), message.Texts{"required": {Other: "{field}!"}})
	require.NoError(t, err)
	assert.Equal(t, "f!", shout.Accept("ja").Message(violation("required", "required")))
}

// A text for a rule replaces all that the language had for it; a text for a code stays beside it where both are given.
func TestOverrideOfCodes(t *testing.T) {
	var languages message.Catalogue
	texts := message.Texts{
		"items": {Other: "{field}: telt niet"}, "type": {Other: "{field}: {type}"},
		"unknown_field": {Other: "{field}?"}, "unknown_field.instead": {Other: "{field}!"},
	}
	items := violation("items", "min", param("min", "2"), param("length", "1"))
	text := violation("type", "string", param("type", `"string"`))
	for _, locale := range []locales.Translator{nl.New(), de_AT.New()} {
		own, err := languages.With(locale, texts)
		require.NoError(t, err)
		again, err := own.With(locale, message.Texts{"type.string": {Other: "{field}: tekst"}})
		require.NoError(t, err)
		for c, want := range map[*message.Catalogue]string{own: "f: string", again: "f: tekst"} {
			l := c.For(locale.Locale())
			assert.Equal(t, "f: telt niet", l.Message(items))
			assert.Equal(t, want, l.Message(text))
			assert.Equal(t, "f?", l.Message(violation("unknown_field", "unknown_field")))
			assert.Equal(t, "f!", l.Message(violation("unknown_field", "instead")))
		}
	}
	assert.Equal(t, "f moet minstens 2 elementen bevatten", languages.For("nl").Message(items), "the base is as it was")
}

func TestVariety(t *testing.T) {
	var base message.Catalogue
	languages, err := base.With(de_CH.New(), nil)
	require.NoError(t, err)
	v := violation("max_length", "max_length", param("max", "12345"))
	assert.Equal(t, "f darf höchstens 12’345 Zeichen lang sein", languages.For("de-CH").Message(v))
	assert.Equal(t, "f darf höchstens 12.345 Zeichen lang sein", languages.For("de").Message(v))
	assert.Equal(t, "de-CH", languages.For("de-CH").Tag())

	languages, err = languages.With(de_AT.New(), message.Texts{"email": {Other: "{field} ist keine E-Mail"}})
	require.NoError(t, err)
	assert.Equal(t, "f ist keine E-Mail", languages.Accept("de-AT").Message(violation("email", "email")))
	assert.Equal(t, "f ist keine E-Mail-Adresse", languages.Accept("de-DE").Message(violation("email", "email")))
}

func TestPluralForms(t *testing.T) {
	var base message.Catalogue
	languages, err := base.With(pl.New(), polish())
	require.NoError(t, err)
	l := languages.For("pl")
	for limit, want := range map[string]string{
		"1": "co najwyżej 1 znak", "2": "co najwyżej 2 znaki", "5": "co najwyżej 5 znaków", "22": "co najwyżej 22 znaki", "12345": "co najwyżej 12\u00a0345 znaków",
	} {
		assert.Equal(t, want, l.Message(violation("max_length", "max_length", param("max", limit))))
	}
	for name, c := range map[string]struct {
		locale locales.Translator
		text   message.Text
		want   []message.TextError
	}{
		"a form too many": {nl.New(), message.Text{One: "{max} a", Few: "{max} b", Other: "{max} c"}, []message.TextError{
			{Language: "nl", Key: "max_length", Form: "Few", Problem: "the language has no such form"},
		}},
		"a form too few": {pl.New(), message.Text{One: "{max} a", Other: "{max} c"}, []message.TextError{
			{Language: "pl", Key: "max_length", Form: "Few", Problem: "is missing"},
			{Language: "pl", Key: "max_length", Form: "Many", Problem: "is missing"},
		}},
		"no number": {nl.New(), message.Text{One: "a", Other: "{field}"}, []message.TextError{
			{Language: "nl", Key: "max_length", Problem: "has plural forms, but quotes no number"},
		}},
		"no text": {nl.New(), message.Text{}, []message.TextError{
			{Language: "nl", Key: "max_length", Form: "Other", Problem: "is missing"},
		}},
		"a language with one form": {ja.New(), message.Text{One: "{max} a", Other: "{max} b"}, []message.TextError{
			{Language: "ja", Key: "max_length", Form: "One", Problem: "the language has no such form"},
		}},
	} {
		catalogue, err := languages.With(c.locale, message.Texts{"max_length": c.text})
		assert.Nil(t, catalogue, name)
		assert.Equal(t, c.want, faults(t, err, "max_length"), name)
	}
}

// faults are the errors that err joins about a key.
func faults(t *testing.T, err error, key string) (list []message.TextError) {
	t.Helper()
	require.Error(t, err)
	for _, err := range err.(interface{ Unwrap() []error }).Unwrap() {
		var fault *message.TextError
		require.ErrorAs(t, err, &fault)
		if fault.Key == key {
			list = append(list, *fault)
		}
	}
	return list
}

func TestTextErrors(t *testing.T) {
	var base message.Catalogue
	for _, c := range []struct {
		key, text, want string
	}{
		{"requird", "x", `passant: texts in nl: requird: there is no such rule, did you mean "required"?`},
		{"coupon", "x", `passant: texts in nl: coupon: there is no such rule`},
		{"lookup.", "x", `passant: texts in nl: lookup.: there is no such rule, did you mean "lookup"?`},
		{"max_length.min", "x", `passant: texts in nl: max_length.min: there is no such rule`},
		{"required", "{feild}", `passant: texts in nl: required, form Other: placeholder {feild}: is not known here, did you mean {field}?`},
		{"required", "{value}", `passant: texts in nl: required, form Other: placeholder {value}: is not known here; there is {field}`},
		{"items", "{max}", `passant: texts in nl: items, form Other: placeholder {max}: is not known here; there is {field}, {length}`},
		{"items.min", "{max}", `passant: texts in nl: items.min, form Other: placeholder {max}: is not known here; there is {field}, {min}, {length}`},
		{"hint", "{field}", `passant: texts in nl: hint, form Other: placeholder {field}: is not known here; there is {name}`},
		{"required", "{field", `passant: texts in nl: required, form Other: a brace has no counterpart`},
	} {
		_, err := base.With(nl.New(), message.Texts{c.key: {Other: c.text}})
		assert.EqualError(t, err, c.want)
	}

	_, err := base.With(ja.New(), message.Texts{"required": {Other: "{field}"}})
	assert.Equal(t, []message.TextError{{Language: "ja", Key: "email", Problem: "is missing"}}, faults(t, err, "email"))
	assert.Empty(t, faults(t, err, "required"))
	assert.Empty(t, faults(t, err, "items.min"), "its rule words it")

	_, err = base.With(nil, nil)
	assert.ErrorAs(t, err, new(*message.TextError))
	_, err = base.With(named{nl.New()}, nil)
	assert.EqualError(t, err, "passant: texts in no tag: is not a BCP 47 tag")
	_, err = base.With(lu.New(), polish())
	assert.Equal(t, []message.TextError{{Language: "lu", Problem: "its locale fails to write a number"}}, faults(t, err, ""))
}

// named is a locale with an odd name.
type named struct{ locales.Translator }

func (named) Locale() string { return "no tag" }

// polish has the texts of one rule, and stands in for the rest.
func polish() message.Texts {
	texts := message.Texts{
		"max_length": {One: "co najwyżej {max} znak", Few: "co najwyżej {max} znaki", Many: "co najwyżej {max} znaków", Other: "co najwyżej {max} znaku"},
	}
	complete(texts)
	return texts
}

// complete adds what a language must have besides.
func complete(texts message.Texts) {
	for _, key := range []string{
		"json", "query", "method", "media_type", "header", "https", "required", "blank", "type", "enum", "min", "max", "min_length",
		"max_length", "pattern", "items", "items.min", "items.max", "unknown_field", "unknown_field.instead", "hint", "either", "lookup",
		"email", "postal_code", "postal_code.unassigned", "phone", "phone.invisible", "phone.digits", "date", "date.early", "date.late", "timestamp", "name", "username", "url", "language",
		"duration", "digits", "calling_code", "country", "accepts", "location", "address",
	} {
		if _, ok := texts[key]; !ok {
			texts[key] = message.Text{Other: "…"}
		}
	}
}
