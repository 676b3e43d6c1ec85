package schemas_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/lookup"
	"github.com/passant-go/passant/schemas"
)

// A fixture is one payload and all that is said of it: PROVIDER/testdata/ENDPOINT/CASE.txtar. Its comment is a sentence,
// then settings, one on a line:
//
//	layer: json | cue | rule | lookup    what refuses the payload; without it the payload is accepted
//	strict: true
//	option NAME: true | false
//	catalogue: NAME
//	lookup NAME: yes | no | unknown      what the host answers; unknown is an error, so that it shows who is asked
//	values: N                            Limits.Values
//	spaces: N                            "…" in the payload stands for N spaces
//	page: SENTENCE                       what the providers' page says of it (providers.md); repeatable
//
// Its first file is payload.json, payload.query or payload.form, whose final newline is not part of the payload. The
// others are golden: answer.http is what "passant check -i" prints, report.json what Report.AppendReport appends,
// indented and without the lines of schemas. Where a lookup could not tell there is error.txt instead.
type fixture struct {
	path     string
	archive  *txtar.Archive
	endpoint *engine.Endpoint
	layer    string
	lookups  []engine.Lookup
	payload  []byte
	page     []string
}

var inputs = map[string]engine.Input{"payload.json": engine.JSON, "payload.query": engine.Query, "payload.form": engine.Form}

// fixtures reads all there are; none is a failure.
func fixtures(t *testing.T) []*fixture {
	paths, err := filepath.Glob("*/testdata/*/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	endpoints := map[string]*engine.Endpoint{}
	for _, e := range schemas.All() {
		endpoints[e.Name()] = e
	}
	all := make([]*fixture, len(paths))
	for i, path := range paths {
		e := endpoints[endpointOf(path)]
		require.NotNil(t, e, "%s: no such endpoint", path)
		archive, err := txtar.ParseFile(path)
		require.NoError(t, err)
		all[i] = &fixture{path: path, archive: archive, layer: "accepted"}
		require.NoError(t, all[i].read(e), path)
	}
	return all
}

// endpointOf is the name of the endpoint that the fixture at path belongs to.
func endpointOf(path string) string {
	parts := strings.Split(filepath.ToSlash(path), "/")
	return parts[0] + "/" + parts[2]
}

func (f *fixture) read(e *engine.Endpoint) (err error) {
	sentence, settings, _ := strings.Cut(strings.TrimSuffix(string(f.archive.Comment), "\n"), "\n")
	if !strings.HasSuffix(sentence, ".") {
		return fmt.Errorf("the comment begins with %q, not a sentence", sentence)
	}
	if len(f.archive.Files) == 0 {
		return fmt.Errorf("there is no payload")
	}
	input, ok := inputs[f.archive.Files[0].Name]
	if !ok {
		return fmt.Errorf("%s is no payload", f.archive.Files[0].Name)
	}
	f.payload = bytes.TrimSuffix(f.archive.Files[0].Data, []byte("\n"))
	options := engine.Options{Input: input, Switches: map[string]bool{}}
	for line := range strings.Lines(settings) {
		key, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		key, name, _ := strings.Cut(key, " ")
		switch key {
		case "layer":
			f.layer = value
		case "strict":
			options.Strict, err = strconv.ParseBool(value)
		case "option":
			options.Switches[name], err = strconv.ParseBool(value)
		case "page":
			f.page = append(f.page, value)
		case "catalogue":
			options.Catalogue = value
		case "lookup":
			err = f.lookup(name, value)
		case "values":
			options.Limits.Values, err = strconv.Atoi(value)
		case "spaces":
			var n int
			n, err = strconv.Atoi(value)
			f.payload = bytes.Replace(f.payload, []byte("…"), bytes.Repeat([]byte(" "), n), -1)
		default:
			err = fmt.Errorf("unknown setting %q", line)
		}
		if err != nil {
			return err
		}
	}
	f.endpoint, err = e.Configure(options)
	return err
}

func (f *fixture) lookup(name, answer string) error {
	outcome, ok := map[string]lookup.Outcome{"yes": lookup.Yes, "no": lookup.No, "unknown": lookup.Unknown}[answer]
	if !ok {
		return fmt.Errorf("unknown outcome %q", answer)
	}
	f.lookups = append(f.lookups, lookup.Func(name, func(context.Context, lookup.Values) (lookup.Outcome, error) {
		return outcome, nil
	}))
	return nil
}

// check judges the payload with the lookups.
func (f *fixture) check() (engine.Report, error) {
	return f.endpoint.With(f.lookups...).Check(context.Background(), f.payload)
}

// file is the content of one of the fixture's files, "" where it has none of that name.
func (f *fixture) file(name string) string {
	for _, file := range f.archive.Files {
		if file.Name == name {
			return string(file.Data)
		}
	}
	return ""
}

// golden is the files that the fixture should have after its payload.
func golden(t *testing.T, r engine.Report, err error) []txtar.File {
	if err != nil {
		return []txtar.File{{Name: "error.txt", Data: []byte(err.Error() + "\n")}}
	}
	answer := fmt.Appendf(nil, "HTTP/1.1 %d %s\nContent-Type: %s\n\n", r.Status(), http.StatusText(r.Status()), r.ContentType())
	if body := r.AppendAnswer(nil); len(body) > 0 {
		answer = append(append(answer, body...), '\n')
	}
	var report bytes.Buffer
	require.NoError(t, json.Indent(&report, append(r.AppendReport(nil, 0), '\n'), "", "  "))
	lineless := lines.ReplaceAll(report.Bytes(), []byte(`$1"`))
	return []txtar.File{{Name: "answer.http", Data: answer}, {Name: "report.json", Data: lineless}}
}

var lines = regexp.MustCompile(`("schema": "[^"]*\.cue):\d+"`)

// update writes the golden files anew.
func (f *fixture) update(files []txtar.File) error {
	f.archive.Files = append(f.archive.Files[:1:1], files...)
	return os.WriteFile(f.path, txtar.Format(f.archive), 0o644)
}
