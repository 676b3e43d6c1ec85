package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/passant-go/passant/engine"
)

// endpointFlag adds the flag that names the endpoint.
func endpointFlag(cmd *cobra.Command, name *string) {
	cmd.Flags().StringVarP(name, "endpoint", "e", "", "the `ENDPOINT` whose contract decides, see \"passant list\"")
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
	if hint == "" {
		hint = "; \"passant list\" shows those there are"
	}
	return nil, fmt.Errorf("there is no endpoint %q%s", name, hint)
}
