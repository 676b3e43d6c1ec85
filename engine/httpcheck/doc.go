// Package httpcheck judges whole requests of net/http by a contract: method, media type, headers, https and the payload,
// be it the body or the query string. On the side of a client it judges what is sent, and what is answered.
//
//	check, err := httpcheck.New(larsverp.Register, httpcheck.Options{
//		Struct: func() typed.Struct { return new(larsverp.RegisterRequest) },
//	})
//	mux.Handle("/users/register", check.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
//		user, _ := httpcheck.ValueFrom[larsverp.RegisterRequest](r.Context())
//	})))
//
// Which path leads to an endpoint is the router's business, aliases of the contract included. A route should take every
// method, so that a wrong one is answered here; what answers CORS preflight requests belongs before it.
package httpcheck
