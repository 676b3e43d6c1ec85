package main

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/passant-go/passant/engine"
)

// configure makes an endpoint with other options. An error names the flag that is wrong.
func configure(e *engine.Endpoint, o engine.Options) (*engine.Endpoint, error) {
	configured, err := e.Configure(o)
	if wrong := (*engine.OptionError)(nil); errors.As(err, &wrong) {
		flag := map[string]string{
			"Limits.Violations": "--max",
			"Catalogue":         "--catalogue",
			"Switches":          "--option",
		}[wrong.Option]
		return nil, fmt.Errorf("%s %s: %s", wrong.Endpoint, flag, wrong.Problem)
	}
	return configured, err
}

// A switches flag sets one of a contract's options each time it is given: name=true, name=false, or name alone.
type switches map[string]bool

func (s switches) String() string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(s)) {
		all = append(all, fmt.Sprintf("%s=%t", name, s[name]))
	}
	return strings.Join(all, " ")
}

func (s switches) Set(text string) error {
	name, value, given := strings.Cut(text, "=")
	on := true
	if given {
		var err error
		if on, err = strconv.ParseBool(value); err != nil {
			return errors.New("want name=true or name=false")
		}
	}
	s[name] = on
	return nil
}

func (s switches) Type() string { return "NAME=BOOL" }
