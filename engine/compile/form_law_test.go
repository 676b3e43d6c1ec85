package compile_test

import (
	"bytes"
	"encoding/json"
	"net/url"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/internal/mutate"
	"github.com/passant-go/passant/engine/internal/seedtest"
)

// The law holds for forms: a strict endpoint, without Go rules, accepts one exactly where CUE accepts its normal form.
func TestFormLaw(t *testing.T) {
	files, endpoints := contracts(t)
	tried := 0
	for _, p := range endpoints {
		l := newLaw(t, files, p)
		if l.form == nil {
			continue
		}
		tried++
		t.Run(p.Name, func(t *testing.T) {
			t.Parallel()
			source, accepted, read := mutate.New(l.plan, seedtest.New(t)), 0, 0
			for range times(5000) {
				report := l.holdForm(t, formOf(t, source.Payload()))
				if t.Failed() {
					t.FailNow()
				}
				if report.Malformed() {
					continue
				}
				read++
				if report.Valid() {
					accepted++
				}
			}
			t.Logf("%d forms, %d %% accepted, CUE agrees on all", read, 100*accepted/read)
			assert.Greater(t, accepted, read/10)
			assert.Less(t, accepted, read*9/10)
		})
	}
	assert.NotZero(t, tried)
}

// holdForm holds the law against a form. It returns the strict report.
func (l *law) holdForm(t testing.TB, form []byte) engine.Report {
	report := l.form.Validate(form)
	normal, err := l.form.AppendNormal(nil, form)
	require.Equal(t, report.Malformed(), err != nil, "%s", form)
	if err == nil {
		assert.Equal(t, l.cue(t, normal), report.Valid(), "CUE's verdict on the normal form %s of %s: %v", normal, form, report)
		assert.Equal(t, string(normal), string(l.normal(t, normal)), "the normal form of the normal form of %s", form)
	}
	return report
}

// formOf is a payload as a form: texts and literals as they are, null as nothing, the others as JSON.
func formOf(t testing.TB, payload []byte) []byte {
	var form []byte
	in := jsontext.NewDecoder(bytes.NewReader(payload))
	_, err := in.ReadToken()
	require.NoError(t, err)
	for in.PeekKind() != '}' {
		name, err := in.ReadToken()
		require.NoError(t, err)
		form = append(form, '&')
		escaped := url.QueryEscape(name.String()) // before it is read on
		form = append(form, escaped...)
		value, err := in.ReadValue()
		require.NoError(t, err)
		if parts := []json.RawMessage(nil); len(payload)%3 > 0 && json.Unmarshal(value, &parts) == nil && len(parts) > 0 {
			suffix := [...]string{1: "", 2: "[]"}[len(payload)%3] // as repeated names, each of which may have commas
			for i, part := range parts {
				if i > 0 {
					form = append(append(form, '&'), escaped...)
				}
				form = append(append(append(form, suffix...), '='), url.QueryEscape(string(bytes.Trim(part, `"`)))...)
			}
			continue
		}
		text := string(value)
		switch value.Kind() {
		case '"':
			unquoted, err := jsontext.AppendUnquote(nil, value)
			require.NoError(t, err)
			text = string(unquoted)
		case 'n':
			text = ""
		}
		form = append(append(form, '='), url.QueryEscape(text)...)
	}
	return form
}
