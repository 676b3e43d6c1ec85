package main

import (
	"fmt"
	"net/http"

	"github.com/passant-go/passant/engine"
)

// A format is a way of writing what was found.
type format struct {
	name   string
	status func(engine.Report) int
	media  func(engine.Report) string
	append func(r engine.Report, dst []byte, record int) []byte
}

var (
	answer = &format{
		"answer",
		engine.Report.Status,
		engine.Report.ContentType,
		func(r engine.Report, dst []byte, _ int) []byte { return r.AppendAnswer(dst) },
	}
	report = &format{
		"report",
		engine.Report.Status,
		func(engine.Report) string { return "application/json" },
		engine.Report.AppendReport,
	}
	problem = &format{
		"problem",
		func(r engine.Report) int {
			if r.Valid() {
				return r.Status()
			}
			return r.ProblemStatus()
		},
		func(r engine.Report) string {
			if r.Valid() {
				return r.ContentType()
			}
			return "application/problem+json"
		},
		func(r engine.Report, dst []byte, _ int) []byte { return r.AppendProblem(dst) },
	}
	formats = []*format{answer, report, problem}
)

// appendHead appends the status line, the media type and the blank line with which a response begins (RFC 9112).
func (f *format) appendHead(dst []byte, r engine.Report) []byte {
	status := f.status(r)
	return fmt.Appendf(dst, "HTTP/1.1 %d %s\nContent-Type: %s\n\n", status, http.StatusText(status), f.media(r))
}

// A formatFlag is a flag whose value names a format.
type formatFlag struct{ *format }

func (f *formatFlag) String() string {
	if f.format == nil {
		return ""
	}
	return f.name
}

func (f *formatFlag) Set(name string) error {
	names := make([]string, len(formats))
	for i, known := range formats {
		if names[i] = known.name; known.name == name {
			f.format = known
			return nil
		}
	}
	if hint := didYouMean(name, names); hint != "" {
		return fmt.Errorf("unknown format%s", hint)
	}
	return fmt.Errorf("unknown format, want one of %s", or(names))
}

func (f *formatFlag) Type() string { return "FORMAT" }
