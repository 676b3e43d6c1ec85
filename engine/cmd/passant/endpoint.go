package main

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/passant-go/passant/engine"
)

// endpointFlag adds the flag that names the endpoint.
func endpointFlag(cmd *cobra.Command, name *string) {
	cmd.Flags().StringVarP(name, "endpoint", "e", "", "the `ENDPOINT` whose contract decides, see \"passant list\"")
}

// flagged finds the endpoint that -e names, and tells where the first of the files has its place.
func (a *app) flagged(name string, files []string) (*engine.Endpoint, error) {
	if name == "" && len(files) > 0 {
		first, _, _ := strings.Cut(files[0], "#")
		if _, err := a.endpoint(first); err == nil {
			return nil, fmt.Errorf("-e is missing before %q", files[0])
		}
	}
	return a.endpoint(name)
}

// endpoint finds the endpoint of a name.
func (a *app) endpoint(name string) (*engine.Endpoint, error) {
	if name == "" {
		return nil, errors.New("no endpoint is given: -e ENDPOINT, one that \"passant list\" shows")
	}
	names := make([]string, len(a.endpoints))
	for i, e := range a.endpoints {
		if names[i] = e.Name(); names[i] == name {
			return e, nil
		}
	}
	hint := didYouMean(name, names)
	if of := ofProvider(name, names); len(of) > 0 {
		hint = ", did you mean " + or(of) + "?"
	}
	return nil, fmt.Errorf("there is no endpoint %q%s", name, cmp.Or(hint, "; \"passant list\" shows those there are"))
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
