package main

import (
	"fmt"
	"net/http"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/reference/page"
	"github.com/passant-go/passant/schemas"
)

// A sample is a request that keeps a contract.
type sample struct {
	endpoint *engine.Endpoint
	name     string
	method   string
	media    string
	header   http.Header
	payload  string
}

// samples are one for each endpoint and form of its payload.
func samples() (all []sample, err error) {
	for _, e := range schemas.All() {
		for _, kind := range e.Plan().Accepts {
			s, err := newSample(e, kind)
			if err != nil {
				return nil, err
			}
			all = append(all, s)
		}
	}
	return all, nil
}

func newSample(e *engine.Endpoint, kind engine.Input) (s sample, err error) {
	p := e.Plan()
	s = sample{endpoint: e, name: e.Name() + ", JSON", method: p.Methods[kind], media: "application/json", header: http.Header{}}
	switch kind {
	case engine.Form:
		s.name, s.media = e.Name()+", form", "application/x-www-form-urlencoded"
	case engine.Query:
		s.name, s.media = e.Name()+", query", ""
	}
	for _, field := range p.Headers.Fields {
		if value, ok := headers[field.Name]; ok {
			s.header.Set(field.Name, value)
		}
	}
	s.payload, err = page.Example(e, kind)
	return s, err
}

// headers are those that contracts ask for, beside the media type.
var headers = map[string]string{
	"accept": "application/json", "api-key": "3959798b-38d8-4d02-915d-a79825bc3a7b",
	"Authorization": "Token x", "CompanyID": "76bc712200ca444fa334f9e55e5fd7a8",
}

// to is the sample sent to a path.
func (s sample) to(path string, status int) request {
	name := fmt.Sprintf("%s at %s", s.name, path)
	if s.media == "" {
		return newRequest(name, s.method, path+"?"+s.payload, "", s.header, "", status)
	}
	return newRequest(name, s.method, path, s.media, s.header, s.payload, status)
}
