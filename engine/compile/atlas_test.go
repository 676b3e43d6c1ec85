package compile_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/plan"
)

// An invented contract that uses what the providers do not.
func TestAtlas(t *testing.T) {
	e := endpoint(t, schemas(t), "atlas/book")
	assert.Equal(t, "https://api.atlas.example", e.Server)
	assert.Equal(t, []plan.Input{plan.JSON, plan.Form}, e.Accepts)
	assert.Equal(t, plan.Refuse, e.HTTPS)
	assert.Equal(t, plan.Refuse, e.Unknown)
	assert.True(t, e.Read.AnyCase)
	assert.Equal(t, []plan.Option{{Name: "details", Doc: "details names the members at fault.", Default: true}, {Name: "groups"}}, e.Options)
	assert.Equal(t, []string{"short"}, e.Catalogues)
	assert.Equal(t, 0, e.Request.Names.Find(e.Request.Fields, []byte("EMail"), true))

	assert.Equal(t, `{email!, guest?, nights!, payment!, voucher?, wishes?, telephone?, address?, account?, `+
		`if payment "account": account required, if telephone absent: guest either}`, object(&e.Request))
	for name, want := range map[string]string{
		"guest":     `type.string -biflo!; max_length<=40 s`,
		"nights":    `type.int -nbfslo!; type.int>=-128 i!; type.int<=127 i!; min>=1 i; max<=30 i`,
		"payment":   `enum{"card" "account" ""} s -nbiflo`,
		"voucher":   `except ""; type.string -nbiflo!; voucher~^[A-Z]{3}-[0-9]{4}$ s`,
		"wishes":    `type.list -nbifso!; items.max<=3 l; [type.string -nbiflo!; min_length>=1 s]`,
		"telephone": `type -nbflo!; type.int>=-9223372036854775808 i!; type.int<=9223372036854775807 i!; min>=1 i; pattern~^[0-9]+$ s`,
		"address":   `type.object -nbifsl!; {street!, city!, ...}`,
	} {
		assert.Equal(t, want, summary(&member(t, &e.Request, name).Type), name)
	}

	nights := member(t, &e.Request, "nights")
	require.Len(t, nights.Expected, 1)
	assert.Equal(t, `max<=14 i`, check(&nights.Expected[0]))
	assert.Equal(t, []string{"nights must be at most 14"}, words(nights.Expected[0].Failure))

	city := member(t, member(t, &e.Request, "address").Type.Object, "city")
	assert.Equal(t, "address.city", city.Path())
	assert.Equal(t, []string{"town"}, city.Attribute)
	assert.Equal(t, []string{"address.city is required", "missing"}, words(city.Required))
	require.Len(t, city.Expected, 1)
	assert.Equal(t, `min_length>=2 s`, check(&city.Expected[0]))

	account := member(t, &e.Request, "account")
	assert.Equal(t, plan.Null|plan.Blank, account.Absent)
	assert.Equal(t, plan.Blank, account.Missing)
	assert.True(t, account.Secret)

	voucher := member(t, &e.Request, "voucher").Type.Checks[1].Failure
	assert.Equal(t, "voucher", voucher.Rule)
	assert.True(t, voucher.Quotes)
	assert.Equal(t, []plan.Message{{Text: plan.Text{{Literal: "“", Then: plan.Value}, {Literal: "” is not a voucher"}}, Code: "bad_voucher"}}, voucher.Words)

	assert.Equal(t, []string{"telephone must be of type string or integer"}, words(member(t, &e.Request, "telephone").Type.Checks[0].Failure))
	assert.Equal(t, []string{`payment must be one of "card", "account", ""`}, words(member(t, &e.Request, "payment").Type.Checks[0].Failure))

	key := member(t, &e.Headers, "X-Atlas-Key")
	assert.Equal(t, "header.required", key.Required.Rule+"."+key.Required.Code)
	assert.Equal(t, []string{"The header X-Atlas-Key is required."}, words(key.Required))
	assert.Equal(t, `header.pattern~^ak_[0-9a-z]{8}$ s -nbiflo`, summary(&key.Type))

	assert.Equal(t, "room_free", e.Lookups[0].Answer)
	assert.Equal(t, "invalid", e.Lookups[1].Answer)
	problem := `"errors":{#Code(sorted [*(,{"pointer":#Pointer,"text":#Message?1(,"member":#Field)?(,"limit":(#MaxLength|#MinLength))})])}`
	rest := `?(,` + problem + `)?2(,"groups":{#Field([*(,#Rule)])})?(,"line":#Line)}`
	assert.Equal(t, []string{
		`ok 201 nothing`,
		`invalid 422 {"type":"about:blank","title":"Check the booking."?(,"detail":#Message)` + rest,
		`malformed 400 {"type":"about:blank","title":"Not JSON."?(,"detail":#Message)` + rest,
		`room_free 409 {"type":"about:blank","title":"Taken.","detail":#Message` + rest,
		`not_found 404 nothing`,
	}, answers(e))
	assert.Equal(t, "application/problem+json", e.Answers[1].ContentType)
	assert.Equal(t, "The room is taken.", e.Answers[3].Doc)
}
