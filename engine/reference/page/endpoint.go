package page

import (
	"embed"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"github.com/passant-go/passant/engine"
)

// An endpoint is what the page shows of one.
type endpoint struct {
	Name     string
	Path     string
	Contract template.HTML
	Inputs   []*input // the usual one first
}

// An input is a form in which an endpoint reads payloads.
type input struct {
	Name    string
	Label   string
	Method  string
	Example string // a valid payload
	checker *engine.Endpoint
}

// examples holds a payload for each endpoint, and each of the two ways to write one: provider-endpoint.json, and
// provider-endpoint.form for forms and query strings.
//
//go:embed examples
var examples embed.FS

func newEndpoint(e *engine.Endpoint) (*endpoint, error) {
	table, err := contract(e.Name())
	if err != nil {
		return nil, err
	}
	p := e.Plan()
	shown := &endpoint{Name: e.Name(), Path: p.Path, Contract: table}
	for _, kind := range p.Accepts {
		in := &input{Name: "json", Label: "JSON body", Method: p.Methods[kind]}
		switch kind {
		case engine.Form:
			in.Name, in.Label = "form", "form body"
		case engine.Query:
			in.Name, in.Label = "query", "query string, without its question mark"
		}
		if in.checker, err = e.Configure(engine.Options{Input: kind}); err != nil {
			return nil, fmt.Errorf("page: %w", err)
		}
		if in.Example, err = Example(e, kind); err != nil {
			return nil, err
		}
		shown.Inputs = append(shown.Inputs, in)
	}
	return shown, nil
}

// Example is a valid payload of an endpoint, in a form that it accepts. The error is of an endpoint that this module has none for.
func Example(e *engine.Endpoint, kind engine.Input) (string, error) {
	extension := ".form"
	if kind == engine.JSON {
		extension = ".json"
	}
	text, err := examples.ReadFile("examples/" + strings.ReplaceAll(e.Name(), "/", "-") + extension)
	if err != nil {
		return "", fmt.Errorf("page: no example for %s: %w", e.Name(), err)
	}
	return strings.TrimSuffix(string(text), "\n"), nil
}

// input is the one of a name; the usual one where the endpoint has none of that name, as when another endpoint was shown.
func (e *endpoint) input(name string) *input {
	i := slices.IndexFunc(e.Inputs, func(in *input) bool { return in.Name == name })
	return e.Inputs[max(i, 0)]
}
