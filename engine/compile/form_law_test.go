package compile_test

import (
	"bytes"
	"net/url"
	"slices"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/compile"
	"github.com/passant-go/passant/engine/compile/internal/mutate"
	"github.com/passant-go/passant/engine/plan"
)

// The law holds for forms: a strict endpoint, without Go rules, accepts one exactly where CUE accepts its normal form.
func TestFormLaw(t *testing.T) {
	files := schemas(t)
	endpoints, err := compile.FS(files)
	require.NoError(t, err)
	tried := 0
	for _, p := range endpoints {
		if !slices.Contains(p.Accepts, plan.Form) {
			continue
		}
		tried++
		t.Run(p.Name, func(t *testing.T) {
			t.Parallel()
			l := newLaw(t, files, p)
			strict, err := l.strict.Configure(engine.Options{Input: engine.Form, Strict: true})
			require.NoError(t, err)
			source, accepted, read := mutate.New(l.plan, 3), 0, 0
			for range 5000 {
				form := formOf(t, source.Payload())
				report := strict.Validate(form)
				normal, err := strict.AppendNormal(nil, form)
				require.Equal(t, report.Malformed(), err != nil, "%s", form)
				if err != nil {
					continue
				}
				read++
				if report.Valid() {
					accepted++
				}
				require.Equal(t, l.cue(t, normal), report.Valid(), "CUE's verdict on the normal form %s of %s: %v", normal, form, report)
			}
			t.Logf("%d forms, %d %% accepted, CUE agrees on all", read, 100*accepted/read)
			assert.Greater(t, accepted, read/10)
			assert.Less(t, accepted, read*9/10)
		})
	}
	assert.NotZero(t, tried)
}

// formOf is a payload as a form: texts and literals as they are, null as nothing, the others as JSON.
func formOf(t *testing.T, payload []byte) []byte {
	var form []byte
	in := jsontext.NewDecoder(bytes.NewReader(payload))
	_, err := in.ReadToken()
	require.NoError(t, err)
	for in.PeekKind() != '}' {
		name, err := in.ReadToken()
		require.NoError(t, err)
		form = append(form, '&')
		form = append(form, url.QueryEscape(name.String())...)
		form = append(form, '=')
		value, err := in.ReadValue()
		require.NoError(t, err)
		text := string(value)
		switch value.Kind() {
		case '"':
			unquoted, err := jsontext.AppendUnquote(nil, value)
			require.NoError(t, err)
			text = string(unquoted)
		case 'n':
			text = ""
		}
		form = append(form, url.QueryEscape(text)...)
	}
	return form
}
