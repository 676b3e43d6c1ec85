package compile_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/engine/plan"
)

func because(why string) *plan.Inference { return &plan.Inference{Why: why} }

func TestInferredFacts(t *testing.T) {
	files := schemas(t)
	for name, want := range map[string][]plan.Fact{
		"larsverp/register": {{Name: "aliases", Inferred: because("")}},
		"bitpub/register": {
			{Name: "server", Inferred: because("the scheme")},
			{Name: "accepts", Inferred: because("ServiceStack reads all three")},
		},
		"digipay/user_register": nil,
		"pantel/register": {
			{Name: "method", Inferred: because("the sample is a URL")},
			{Name: "accepts", Inferred: because("the page shows a query string only")},
			{Name: "methods", Inferred: because("")},
		},
	} {
		assert.Equal(t, want, endpoint(t, files, name).Inferred, name)
	}
}

// What is said of a field may stand where its type is, or be spread over several declarations.
func TestInferredFields(t *testing.T) {
	o := compileSmall(t, `a?: #A
	b?: #A @inferred(seen in a sample)
	c?: #A @inferred()
	// What d is.
	d?: string
	e?: string
	if e == _|_ {own!: _ @inferred(one of the two)}
	#More`, `#A: string @inferred(an "A", guessed; as others are)
	#More: d!: _ @inferred(no column)`).Request
	assert.Equal(t, because(`an "A", guessed; as others are`), member(t, &o, "a").Inferred)
	assert.Equal(t, because("seen in a sample"), member(t, &o, "b").Inferred)
	assert.Equal(t, because(`an "A", guessed; as others are`), member(t, &o, "c").Inferred)
	d := member(t, &o, "d")
	assert.Equal(t, because("no column"), d.Inferred)
	assert.Equal(t, "What d is.", d.Doc)
	assert.NotNil(t, d.Required)
	assert.Nil(t, member(t, &o, "e").Inferred)
	assert.Equal(t, because("one of the two"), o.Conditions[0].Inferred)
}

// The texts of a framework are inferred where it says so, and those that a contract puts in their place where that does.
func TestInferredMessages(t *testing.T) {
	laravel := func(texts string) *plan.Endpoint {
		files := schemas(t)
		edit(t, files, "larsverp/register.cue", `messages: rules:`, texts+"\n\tmessages: rules:")
		return endpoint(t, files, "larsverp/register")
	}
	e := laravel("")
	assert.Equal(t, because(""), e.Malformed.In(0).Inferred)
	assert.Equal(t, because(""), e.UnknownField.In(0).Inferred)
	assert.Nil(t, e.UnknownWarning.In(0).Inferred, "plain words")
	assert.Nil(t, member(t, &e.Request, "email").Required.In(0).Inferred)

	e = laravel(`messages: rules: {json: "no JSON", unknown_field: _ @inferred(why), required: "missing" @inferred(because)}`)
	assert.Nil(t, e.Malformed.In(0).Inferred)
	assert.Equal(t, because("why"), e.UnknownField.In(0).Inferred)
	assert.Equal(t, because("because"), member(t, &e.Request, "email").Required.In(0).Inferred)

	files := schemas(t)
	e = endpoint(t, files, "bitpub/register")
	assert.Equal(t, because(""), e.UnreadableQuery.In(0).Inferred)
	assert.Equal(t, because(""), e.UnreadableForm.For("size").In(0).Inferred, "made by a comprehension")
	edit(t, files, "bitpub/register.cue", `messages: rules:`, "messages: rules: query: \"no query\"\n\tmessages: rules:")
	e = endpoint(t, files, "bitpub/register")
	assert.Nil(t, e.UnreadableQuery.In(0).Inferred)
	assert.Equal(t, because(""), e.Malformed.In(0).Inferred)
}

func TestInferredAnswers(t *testing.T) {
	files := schemas(t)
	inferred := map[string]*plan.Inference{}
	for _, a := range endpoint(t, files, "larsverp/validation").Answers {
		inferred[a.Occasion] = a.Inferred
	}
	assert.Equal(t, map[string]*plan.Inference{
		"ok": nil, "invalid": because(""), "malformed": because(""), "validated": nil, "token": nil,
	}, inferred)
}

func TestSettled(t *testing.T) {
	e := endpoint(t, schemas(t), "pantel/register")
	assert.Contains(t, e.Settled, "The page gives no status for errors; it is 400.")
}

// What concerns no field is not worded by the text for every other rule.
func TestProblemsAreWordedPlainly(t *testing.T) {
	e := endpoint(t, schemas(t), "pankek/register")
	assert.Equal(t, []string{"The method is not allowed."}, words(e.WrongMethod))
	assert.Equal(t, []string{"The media type is not supported."}, words(e.WrongMedia))
	assert.Equal(t, []string{"The request must be sent over HTTPS."}, words(e.PlainHTTP))
	assert.Equal(t, []string{"The form is not valid."}, words(e.UnreadableForm))
	assert.Equal(t, []string{"The query string is not valid."}, words(e.UnreadableQuery))
}

// Messages for a form word it by code and as a whole; what they leave out is worded by those for the rule, plain words last.
func TestFormsAreWordedApart(t *testing.T) {
	bitpub := func(rules string) *plan.Endpoint {
		files := schemas(t)
		edit(t, files, "bitpub/register.cue", `messages: rules:`, "messages: rules: {"+rules+"}\n\tmessages: rules:")
		return endpoint(t, files, "bitpub/register")
	}
	e := bitpub(`form: "no form", "query.utf8": "no UTF-8", query: "no query"`)
	for code, want := range map[string][2]string{
		"escape": {"no form", "no query"},
		"utf8":   {"no form", "no UTF-8"},
		"size":   {"The request body is too large.", "no query"},
	} {
		assert.Equal(t, want[:], append(words(e.UnreadableForm.For(code)), words(e.UnreadableQuery.For(code))...), code)
	}

	files := schemas(t)
	edit(t, files, "larsverp/register.cue", `messages: rules:`, "messages: rules: query: \"{input} unread\"\n\tmessages: rules:")
	e = endpoint(t, files, "larsverp/register")
	assert.Equal(t, []string{"form unread"}, words(e.UnreadableForm.For("size")))
	assert.Equal(t, []string{"query unread"}, words(e.UnreadableQuery.For("size")))
}
