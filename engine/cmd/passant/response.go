package main

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/passant-go/passant/engine"
)

// anyStatus names all answers that are documented, as a number does those of one status.
const anyStatus = "response"

// response makes the check of the answers that are named after an endpoint and "#".
func response(e *engine.Endpoint, name string) (*engine.Response, error) {
	r, err := e.Response(statusOf(name))
	if unknown := (*engine.StatusError)(nil); errors.As(err, &unknown) {
		names := make([]string, len(unknown.Documented))
		for i, documented := range unknown.Documented {
			names[i] = fmt.Sprint("#", documented)
		}
		return nil, fmt.Errorf("%s has no answer #%s, but %s, and #%s for any of them", e.Name(), name, and(names), anyStatus)
	}
	return r, err
}

// statusOf is the status that a name after "#" stands for, -1 where it is none.
func statusOf(name string) int {
	status, _ := strconv.Atoi(name)
	switch {
	case name == anyStatus:
		return engine.AnyStatus
	case status <= 0 || name != strconv.Itoa(status):
		return -1
	}
	return status
}
