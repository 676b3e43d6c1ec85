package engine_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/lookup"
	"github.com/passant-go/passant/schemas/larsverp"
	"github.com/passant-go/passant/schemas/pankek"
)

// valuesOf are what a lookup is given of a payload that may have violations elsewhere; the lookup is one of the field name.
func valuesOf(t *testing.T, e *engine.Endpoint, name, body string) (values lookup.Values) {
	t.Helper()
	asked := false
	_, err := e.With(lookup.Func(name, func(_ context.Context, in lookup.Values) (lookup.Outcome, error) {
		values, asked = in, true
		return lookup.Yes, nil
	})).Check(t.Context(), []byte(body))
	require.NoError(t, err)
	require.True(t, asked, body)
	return values
}

// Two spellings of one mailbox have one canonical form; texts stay as they were sent.
func TestCanonicalValues(t *testing.T) {
	for sent, want := range map[string]string{
		"harrie@example.nl":               "harrie@example.nl",
		"Harrie@EXAMPLE.nl":               "Harrie@example.nl",
		"harrie@bücher.example":           "harrie@xn--bcher-kva.example",
		"harrie@BÜCHER.example":           "harrie@xn--bcher-kva.example",
		"harrie@bu\u0308cher.example":     "harrie@xn--bcher-kva.example",
		"harrie@XN--BCHER-kva.example":    "harrie@xn--bcher-kva.example",
		`"harrie@Home"@Example.nl`:        `"harrie@Home"@example.nl`,
		"\u017fam@EXAMPLE.nl":             "\u017fam@example.nl",
		"h@EXAMPLE.xn--fiqs8s":            "h@example.xn--fiqs8s",
		"harrie+newsletter@Example.co.uk": "harrie+newsletter@example.co.uk",
	} {
		in := valuesOf(t, larsverp.Register, "email.unique", `{"first_name":"a","last_name":"b","email":`+quoted(t, sent)+`,"postal_code":"1234ab","password":"Hunter2"}`)
		assert.Equal(t, want, in.Canonical("email"), sent)
		assert.Equal(t, sent, in.Text("email"))
		assert.Equal(t, "1234 AB", in.Canonical("postal_code"))
		assert.Equal(t, "1234ab", in.Text("postal_code"))
		assert.Equal(t, "a", in.Canonical("first_name"), "no rule has a canonical form")
		assert.Empty(t, in.Canonical("insertion"), "absent")
		assert.Empty(t, in.Canonical("surname"), "unknown")
	}
	assert.Empty(t, lookup.Values{}.Canonical("email"))
}

// A value with a violation has no canonical form, and one that refers to such a value neither.
func TestNoCanonicalFormBesideViolations(t *testing.T) {
	in := valuesOf(t, larsverp.Register, "email.unique", `{"first_name":"a","last_name":"b","email":"H@EXAMPLE.nl","postal_code":"0234ab","password":"x"}`)
	assert.Equal(t, "0234ab", in.Canonical("postal_code"))
	assert.Equal(t, "H@example.nl", in.Canonical("email"))
	assert.True(t, in.Has("postal_code"))
}

// A number is dialled from where another member says, which is that of the payload.
func TestCanonicalValuesThatRefer(t *testing.T) {
	in := valuesOf(t, pankek.Register, "nickname.taken", payloadOf(t, "pankek, valid"))
	assert.Equal(t, "+493583123456", in.Canonical("phone"))
	assert.NotEqual(t, in.Text("phone"), in.Canonical("phone"))
}

// What a lookup is given is what a struct is filled with, where the form is canonical.
func TestCanonicalValuesAreThoseOfDecode(t *testing.T) {
	canonical, err := larsverp.Register.Configure(engine.Options{Canonical: true})
	require.NoError(t, err)
	for _, email := range []string{"h@EXAMPLE.nl", "H@bücher.example", `"a b"@Example.nl`} {
		body := `{"first_name":"a","last_name":"b","email":` + quoted(t, email) + `,"postal_code":"1234ab","password":"x"}`
		var request larsverp.RegisterRequest
		_, err := canonical.Decode([]byte(body), &request)
		require.NoError(t, err)
		in := valuesOf(t, larsverp.Register, "email.unique", body)
		assert.Equal(t, request.Email, in.Canonical("email"))
		assert.Equal(t, request.PostalCode, in.Canonical("postal_code"))
	}
}

func quoted(t *testing.T, text string) string {
	b, err := json.Marshal(text)
	require.NoError(t, err)
	return string(b)
}
