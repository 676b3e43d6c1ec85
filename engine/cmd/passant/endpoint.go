package main

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/compile"
)

// endpointFlag adds the flag that names the endpoint.
func endpointFlag(cmd *cobra.Command, name *string) {
	cmd.Flags().StringVarP(name, "endpoint", "e", "", "the `ENDPOINT` whose contract decides, see \"passant --help\"")
}

// flagged finds the endpoint that -e names, and tells where the first of the files has its place.
func (a *app) flagged(name string, files []string) (*engine.Endpoint, error) {
	if name == "" && len(files) > 0 {
		first, _, _ := strings.Cut(files[0], "#")
		if a.builtIn(first) != nil || isOwn(first) {
			return nil, fmt.Errorf("-e is missing before %q", files[0])
		}
	}
	return a.endpoint(name)
}

// endpoint finds the endpoint of a name: one that is built in or, where the name is a path, one of a contract there, which
// is compiled with the options.
func (a *app) endpoint(name string, options ...compile.Option) (*engine.Endpoint, error) {
	if name == "" {
		return nil, errors.New("no endpoint is given: -e ENDPOINT, one that \"passant list\" shows")
	}
	if isPath(name) {
		return a.own(name, options...)
	}
	if e := a.builtIn(name); e != nil {
		return e, nil
	}
	names := make([]string, len(a.endpoints))
	for i, e := range a.endpoints {
		names[i] = e.Name()
	}
	return nil, noEndpoint(name, names, cmp.Or(ownHint(name), "; \"passant list\" shows those there are"))
}

// builtIn is the endpoint of a name that "passant list" shows, nil where there is none.
func (a *app) builtIn(name string) *engine.Endpoint {
	for _, e := range a.endpoints {
		if e.Name() == name {
			return e
		}
	}
	return nil
}

// noEndpoint tells that none of names is name, and what was probably meant.
func noEndpoint(name string, names []string, otherwise string) error {
	hint := didYouMean(name, names)
	if of := ofProvider(name, names); len(of) > 0 {
		hint = ", did you mean " + or(of) + "?"
	}
	return fmt.Errorf("there is no endpoint %q%s", name, cmp.Or(hint, otherwise))
}

// ofProvider are the names of a provider's endpoints, quoted.
func ofProvider(provider string, names []string) (quoted []string) {
	for _, name := range names {
		if strings.HasPrefix(name, strings.TrimSuffix(provider, "/")+"/") {
			quoted = append(quoted, strconv.Quote(name))
		}
	}
	return quoted
}
