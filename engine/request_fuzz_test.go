package engine_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/schemas/digipay"
)

// What a request brings is judged by itself: of the payload is said what is said of it alone, and headers come first.
func FuzzRequest(f *testing.F) {
	f.Add("POST", "application/json", "Token x", "*/*", []byte(`{"dial_code":"+31","phone_number":7}`))
	f.Add("POST", "", "", "", []byte(`{`))
	f.Add("GET", "text/plain;", "Token  x", "text/html;q=0", []byte(nil))
	f.Add("POST", "a/b+json", "Token \xff", ",", []byte(`{"Authorization":1,"q":2}`))
	f.Fuzz(func(t *testing.T, method, media, authorization, accept string, body []byte) {
		h := http.Header{"Content-Type": {media}, "Authorization": {authorization}, "Accept": {accept}}
		r := engine.Request{Method: method, Secure: true, Header: h.Values, Body: engine.Hide(body)}
		report := digipay.UserRegister.ValidateRequest(r)
		alone := found(digipay.UserRegister.Validate(body))
		if status := report.Status(); status == 405 || status == 415 {
			require.Equal(t, method == "POST", status == 415)
			require.Equal(t, 1, report.Len())
			require.False(t, digipay.UserRegister.Reads(r))
			return
		}
		require.True(t, digipay.UserRegister.Reads(r))
		all := found(report)
		if report.Malformed() {
			require.Equal(t, alone, all)
			return
		}
		headers := 0
		for _, v := range report.Violations() {
			if v.Rule == "header" {
				require.Zero(t, v.Offset+v.Length)
				headers++
			}
		}
		require.NotZero(t, headers, "CompanyID is missing")
		require.False(t, report.Valid())
		if !report.Truncated() {
			require.Equal(t, len(alone), len(all)-headers)
			for i, line := range alone {
				require.Equal(t, line, all[headers+i])
			}
		}
	})
}
