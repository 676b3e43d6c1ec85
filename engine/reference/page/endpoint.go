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
		in, extension := &input{Name: "json", Label: "JSON body", Method: p.Methods[kind]}, "json"
		switch kind {
		case engine.Form:
			in.Name, in.Label, extension = "form", "form body", "form"
		case engine.Query:
			in.Name, in.Label, extension = "query", "query string, without its question mark", "form"
		}
		if in.checker, err = e.Configure(engine.Options{Input: kind}); err != nil {
			return nil, fmt.Errorf("page: %w", err)
		}
		text, err := examples.ReadFile("examples/" + strings.ReplaceAll(e.Name(), "/", "-") + "." + extension)
		if err != nil {
			return nil, fmt.Errorf("page: no example for %s: %w", e.Name(), err)
		}
		in.Example = strings.TrimSuffix(string(text), "\n")
		shown.Inputs = append(shown.Inputs, in)
	}
	return shown, nil
}

// input is the one of a name; the usual one where the endpoint has none of that name, as when another endpoint was shown.
func (e *endpoint) input(name string) *input {
	i := slices.IndexFunc(e.Inputs, func(in *input) bool { return in.Name == name })
	return e.Inputs[max(i, 0)]
}
