package httpcheck_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/passant-go/passant/engine/httpcheck"
	"github.com/passant-go/passant/schemas/larsverp"
)

// What a request costs that is checked, and one whose body is but read.
func BenchmarkMiddleware(b *testing.B) {
	const body = `{"first_name":"Harrie","last_name":"Tiggelen","email":"harrie@example.nl","postal_code":5673,"password":"x"}`
	next := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.Copy(io.Discard, r.Body) })
	for name, h := range map[string]http.Handler{"checked": newChecker(b, larsverp.Register, httpcheck.Options{}).Middleware(next), "read": next} {
		b.Run(name, func(b *testing.B) {
			r := post(nil)
			r.ContentLength = int64(len(body))
			w := httptest.NewRecorder()
			b.ReportAllocs()
			for b.Loop() {
				r.Body = io.NopCloser(strings.NewReader(body))
				h.ServeHTTP(w, r)
			}
		})
	}
}
