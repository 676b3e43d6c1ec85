package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/explain"
)

// A formFlags says in which form payloads come, where that is not JSON.
type formFlags struct {
	query []string // as often as it is given
	form  bool
}

func (f *formFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringArrayVar(&f.query, "query", nil, "take the query string `'a=b&c=d'`, where the contract accepts one, instead of files")
	cmd.Flags().BoolVar(&f.form, "form", false, "take each FILE for a form or query string, where the contract accepts one")
}

// flag is the name of the flag that is given, "" for none.
func (f *formFlags) flag() string {
	switch {
	case len(f.query) > 0:
		return "--query"
	case f.form:
		return "--form"
	}
	return ""
}

// configure is e for the input that the flags name; files are those given beside them.
func (f *formFlags) configure(e *engine.Endpoint, o engine.Options, files []string) (*engine.Endpoint, error) {
	flag, p := f.flag(), e.Plan()
	switch {
	case flag == "":
		return configure(e, o)
	case flag == "--query" && f.form:
		return nil, errors.New("--form is about files, --query stands instead of them")
	case flag == "--query" && len(files) > 0:
		return nil, errors.New("--query stands instead of files: give one or the other")
	case len(f.query) > 1:
		return nil, errors.New("--query is given more than once: it takes one payload")
	case flag == "--query" && isURL(f.query[0]):
		return nil, errors.New("--query takes what comes after the question mark")
	}
	wanted, name := []engine.Input{engine.Query}, "query string"
	if f.form {
		wanted, name = []engine.Input{engine.Form, engine.Query}, "form"
	}
	for _, o.Input = range wanted {
		if slices.Contains(p.Accepts, o.Input) {
			return configure(e, o)
		}
	}
	return nil, fmt.Errorf("%s %s: the contract accepts no %s, but %s", p.Name, flag, name, explain.Inputs(p))
}

// isURL reports whether a query string comes with what a URL has before it.
func isURL(query string) bool {
	before, _, found := strings.Cut(query, "?")
	return found && !strings.ContainsAny(before, "=&")
}

// read reads a payload as readPayload does; the newline that ends a file is not part of a form.
func (f *formFlags) read(in io.Reader, limit int) ([]byte, error) {
	body, err := readPayload(in, limit)
	if f.form {
		body = withoutEnd(body)
	}
	return body, err
}

// each visits the query string or the files.
func (f *formFlags) each(a *app, files []string, visit func(name string, in io.Reader) error, unread func(error)) exit {
	if f.flag() != "--query" {
		return a.each(files, visit, unread)
	}
	if err := visit("--query", strings.NewReader(f.query[0])); err != nil {
		a.say("--query: %v", err)
		return failed
	}
	return fine
}
