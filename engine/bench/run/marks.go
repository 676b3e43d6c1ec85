package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/passant-go/passant/engine/bench"
)

// What is between the marks of a page is written here.
const (
	from = "<!-- measured by engine/bench/run -write -->\n"
	to   = "<!-- measured -->\n"
)

// write fills the README and the page about speed, and draws the picture.
func (r *results) write() error {
	costs, err := r.costs()
	if err != nil {
		return err
	}
	for page, tables := range map[string]string{"README.md": r.tables(), "engine/docs/speed.md": costs} {
		if err := fill(filepath.Join(bench.Root, page), r.where()+".\n\n"+tables); err != nil {
			return err
		}
	}
	return os.WriteFile("speed.svg", []byte(r.picture()), 0o644)
}

// fill writes what is between the marks of a page.
func fill(path, measured string) error {
	page, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	before, rest, begins := strings.Cut(string(page), from)
	_, after, ends := strings.Cut(rest, to)
	if !begins || !ends {
		return fmt.Errorf("%s lacks the marks %s and %s", path, strings.TrimSpace(from), strings.TrimSpace(to))
	}
	return os.WriteFile(path, []byte(before+from+measured+to+after), 0o644)
}
