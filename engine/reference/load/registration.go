package main

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/schemas/larsverp"
)

// A work is requests of one kind. Next is for several goroutines.
type work struct {
	kind string
	next func() request
}

// registrations are the works that measure the service, and the one request that goes before them: its address is taken then.
func registrations() (first work, works []work, err error) {
	s, err := newSample(larsverp.Register, engine.JSON)
	if err != nil {
		return work{}, nil, err
	}
	const address = "harrie@example.com"
	if strings.Count(s.payload, address) != 1 {
		return work{}, nil, fmt.Errorf("the example of %s is not that of %s", s.name, address)
	}
	register := func(kind, email string, status int) request {
		s := s
		s.name, s.payload = kind, strings.Replace(s.payload, address, email, 1)
		return s.to(s.endpoint.Plan().Path, status)
	}
	always := func(kind, email string, status int) work {
		r := register(kind, email, status)
		return work{kind, func() request { return r }}
	}
	const registered, refused, taken = "registered", "refused by the contract", "refused, as the address is taken"
	run := strings.ToLower(rand.Text()) // a database may have the users of another run
	var users atomic.Int64
	each := func() request {
		return register(registered, fmt.Sprintf("%s-%d@example.com", run, users.Add(1)), http.StatusCreated)
	}
	first = always(registered, run+"@example.com", http.StatusCreated)
	return first, []work{
		{registered, each},
		always(refused, "nowhere", http.StatusUnprocessableEntity),
		always(taken, run+"@example.com", http.StatusUnprocessableEntity),
	}, nil
}
