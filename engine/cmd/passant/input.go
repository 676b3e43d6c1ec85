package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"
)

// each opens files one after the other and tells what of them cannot be read, unread as well; "-", or no file at all, is
// standard input. visit returns errors of reading only.
func (a *app) each(files []string, visit func(name string, in io.Reader) error, unread func(error)) exit {
	if len(files) == 0 {
		files = []string{"-"}
	}
	code := fine
	for i, name := range files {
		if a.out.err != nil {
			break
		}
		err := a.open(name, visit)
		if err == nil {
			continue
		}
		if _, missing := os.Lstat(name); missing != nil && !pathLike(name) {
			a.say("FILE %d is not the path of a file; payloads come from standard input, forms with --form besides", i+1)
		} else {
			a.say("%v", err)
		}
		unread(err)
		code = failed
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
		return err
	}
	defer f.Close()
	return visit(name, f)
}

// pathLike reports whether an argument may be shown: it looks like the path of a file, and not like a payload, whose values
// are not to be shown.
func pathLike(argument string) bool {
	return utf8.ValidString(argument) && len(argument) <= 255 && !strings.ContainsFunc(argument, func(c rune) bool {
		return !unicode.In(c, unicode.L, unicode.M, unicode.N) && !strings.ContainsRune(`/\.:_-~ `, c)
	})
}

// quoted is an argument in quotes, with a space before it; nothing where it may be a payload.
func quoted(argument string) string {
	if !pathLike(argument) {
		return ""
	}
	return fmt.Sprintf(" %q", argument)
}

// reason is err without the name of the file.
func reason(err error) error {
	if of := (*fs.PathError)(nil); errors.As(err, &of) {
		return of.Err
	}
	return err
}

// readPayload reads all of in as one payload, but no further than what shows that it is longer than limit.
func readPayload(in io.Reader, limit int) ([]byte, error) {
	return io.ReadAll(io.LimitReader(in, int64(limit)+1))
}
