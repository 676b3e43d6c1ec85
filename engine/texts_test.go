package engine_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/schemas/bitpub"
)

// In a form, a list may come in parts, which are joined in their order; where they stand tells where a fault is.
func TestListsInParts(t *testing.T) {
	all := plan.Commas | plan.Repeats | plan.Brackets
	for _, c := range []struct {
		lists  plan.Lists
		form   string
		normal string
		found  []string
	}{
		{all, "list=1&list=2&name=a", `{"list":[1,2],"name":"a"}`, nil},
		{all, "list=1&name=a&list[]=2&list%5B%5D=3,4&list=[5,6]", `{"list":[1,2,3,4,5,6],"name":"a"}`, nil},
		{all, "list[]=1&name=a", `{"list":[1],"name":"a"}`, nil},
		{all, "name=a&list=&list[]=2&list=+", `{"name":"a","list":[2]}`, nil},
		{all, "name=a&list=[]&list=2", `{"name":"a","list":[2]}`, nil},
		{all, "name=a&list=[]&list=[]", `{"name":"a","list":[]}`, nil},
		{all, "name=a&list=&list=", `{"name":"a","list":""}`, []string{"/list type list @12+0"}},
		{all, "list=1&name=abcd&list=x&list=y", `{"list":[1,"x","y"],"name":"abcd"}`, []string{
			"/name max_length max_length @12+4", "/list/1 type int @22+1", "/list/2 type int @29+1",
		}},
		{all, "name=a&name[]=b", `{"name":"a","name[]":"b"}`, []string{"/name[] unknown_field unknown_field @7+6 warning"}},
		{plan.Repeats, "name=a&list=1&list=2", `{"name":"a","list":[1,2]}`, nil},
		{plan.Repeats, "name=a&list=1,2", `{"name":"a","list":["1,2"]}`, []string{"/list/0 type int @12+3"}},
		{plan.Repeats, "name=a&list[]=1", `{"name":"a","list[]":"1"}`, []string{"/list[] unknown_field unknown_field @7+6 warning"}},
		{plan.Brackets, "name=a&list[]=1&list[]=2", `{"name":"a","list":[1,2]}`, nil},
		{plan.Brackets, "name=a&list=1&list=2", ``, []string{" query duplicate_key @14+1"}},
		{plan.Brackets, "name=a&list[]=1&list=2", ``, []string{" query duplicate_key @16+1"}},
		{0, "name=a&list=1&list=2", ``, []string{" query duplicate_key @14+1"}},
		{all, "name=a&list=1&list=%zz", ``, []string{" query escape @20+1"}},
		{all, "name=a&list=1&name=b", ``, []string{" query duplicate_key @14+1"}},
	} {
		e := sampleForm(t, engine.Options{}, func(p *plan.Endpoint) { p.Read.Lists = c.lists })
		assert.Equal(t, c.found, found(e.Validate([]byte(c.form))), c.form)
		normal, err := e.AppendNormal(nil, []byte(c.form))
		assert.Equal(t, c.normal == "", err != nil, c.form)
		assert.Equal(t, c.normal, string(normal), c.form)
	}
}

// An unknown name that comes again is told again; a form has it but once in its normal form, as JSON must.
func TestRepeatedUnknownNames(t *testing.T) {
	e := sampleForm(t, engine.Options{})
	form := []byte("name=a&x=1&x=2&%78=3")
	assert.Equal(t, []string{
		"/x unknown_field unknown_field @7+1 warning", "/x unknown_field unknown_field @11+1 warning", "/x unknown_field unknown_field @15+3 warning",
	}, found(e.Validate(form)))
	normal, err := e.AppendNormal(nil, form)
	require.NoError(t, err)
	assert.Equal(t, `{"name":"a","x":"1"}`, string(normal))
}

// A text in quotes is read as what it holds where the contract says so and the type has no texts, at any depth.
func TestQuotedLiterals(t *testing.T) {
	quoted := func(change ...func(*plan.Endpoint)) *engine.Endpoint {
		form := sampleForm(t, engine.Options{}, append(change, func(p *plan.Endpoint) {
			p.Read.Quoted, p.Read.AnyBool, p.Read.Space = true, true, plan.ASCIISet{1<<' ' | 1<<'\t'}
		})...)
		e, err := form.Configure(engine.Options{})
		require.NoError(t, err)
		return e
	}
	for _, c := range []struct {
		body, normal string
		found        []string
	}{
		{`{"name":"a","int":"12","flag":"True","number":"1.5"}`, `{"name":"a","int":12,"flag":true,"number":1.5}`, nil},
		{`{"name":"a","int":"\u0031","flag":"fAlse","list":["1",2,"3"]}`, `{"name":"a","int":1,"flag":false,"list":[1,2,3]}`, nil},
		{`{"name":"a","at":{"x":" 9","y":"\t7"}}`, `{"name":"a","at":{"x":9,"y":7}}`, nil},
		{`{"name":"a","text":"{\"x\":\"9\"}"}`, `{"name":"a","text":{"x":9}}`, nil},
		{`{"name":"a","int":"1.0"}`, `{"name":"a","int":"1.0"}`, []string{"/int type int @18+5"}},
		{`{"name":"a","int":"12 "}`, `{"name":"a","int":"12 "}`, []string{"/int type int @18+5"}},
		{`{"name":"a","int":""}`, `{"name":"a","int":""}`, []string{"/int type int @18+2"}},
		{`{"name":"a","flag":"1"}`, `{"name":"a","flag":"1"}`, []string{"/flag type flag @19+3"}},
		{`{"name":"a","flag":" true"}`, `{"name":"a","flag":" true"}`, []string{"/flag type flag @19+7"}},
		{`{"name":"1","any":"12","either":"none"}`, `{"name":"1","any":"12","either":"none"}`, nil},
		{`{"name":"a","at":{"x":"91"}}`, `{"name":"a","at":{"x":91}}`, []string{"/at/x max max @22+4"}},
		{`{"name":"a","list":"1"}`, `{"name":"a","list":"1"}`, []string{"/list type list @19+3"}},
	} {
		e := quoted()
		assert.Equal(t, c.found, found(e.Validate([]byte(c.body))), c.body)
		normal, err := e.AppendNormal(nil, []byte(c.body))
		require.NoError(t, err)
		assert.Equal(t, c.normal, string(normal), c.body)
		again, err := e.AppendNormal(nil, normal)
		require.NoError(t, err)
		assert.Equal(t, c.normal, string(again), c.body)
	}
}

// What was read is what a struct is filled with.
func TestDecodeReadsTexts(t *testing.T) {
	form, err := bitpub.Register.Configure(engine.Options{Input: engine.Form})
	require.NoError(t, err)
	var fromForm, fromJSON bitpub.RegisterRequest
	report, err := form.Decode([]byte("firstName=a&lastName=b&phone=+442079460958&smsCodeOnly=TRUE&captchaSolution[]=1&captchaSolution=2,+3"), &fromForm)
	require.NoError(t, err)
	require.Nil(t, found(report))
	report, err = bitpub.Register.Decode([]byte(`{"firstName":"a","lastName":"b","phone":"442079460958","smsCodeOnly":"true","captchaSolution":["1",2,"3"]}`), &fromJSON)
	require.NoError(t, err)
	require.Nil(t, found(report))
	assert.Equal(t, fromForm, fromJSON)
	written, report, err := bitpub.Register.Encode(nil, &fromForm)
	require.NoError(t, err)
	assert.True(t, report.Valid())
	assert.Equal(t, `{"firstName":"a","lastName":"b","phone":442079460958,"smsCodeOnly":true,"captchaSolution":[1,2,3]}`, string(written))
}
