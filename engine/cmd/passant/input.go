package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// each opens files one after the other and tells what of them cannot be read; "-", or no file at all, is standard
// input. visit returns errors of reading only.
func (a *app) each(files []string, visit func(name string, in io.Reader) error) exit {
	if len(files) == 0 {
		files = []string{"-"}
	}
	code := fine
	for _, name := range files {
		if a.out.err != nil {
			break
		}
		if err := a.open(name, visit); err != nil {
			a.say("%v", err)
			code = failed
		}
	}
	return code
}

func (a *app) open(name string, visit func(string, io.Reader) error) error {
	if name == "-" {
		name = "standard input"
		if err := visit(name, a.in); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		return nil
	}
	f, err := os.Open(name)
	if err != nil {
		if strings.IndexAny(strings.TrimSpace(name), "{[") == 0 { // a payload, whose values are not to be shown
			return errors.New("a FILE is a path; payloads come from standard input")
		}
		return err
	}
	defer f.Close()
	return visit(name, f)
}

// readPayload reads all of in as one payload, but no further than what shows that it is longer than limit.
func readPayload(in io.Reader, limit int) ([]byte, error) {
	return io.ReadAll(io.LimitReader(in, int64(limit)+1))
}
