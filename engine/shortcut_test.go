package engine_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/plan"
)

// Shortcuts are no part of an answer, whatever came before.
func FuzzShortcuts(f *testing.F) {
	values := []string{`""`, `" "`, `" a"`, `"a "`, `"\u00a0"`, `"é"`, `"\u007f"`, `"a\u0000"`, `"\ud83d\ude00"`, `0`, `-0`, `0.0`, `1`, `63`, `64`,
		`-1`, `1.5`, `-0.5`, `1e2`, `999999999999999999`, `1000000000000000000`, `9223372036854775808`, `12.`, `01`, `1.0000000000000000000`,
		`true`, `tru`, `null`, `[]`, `[1]`, `[1,"x",-0]`, `{}`, `{"latitude":90.5,"longitude":-180}`, `"{\"latitude\":1,\"longitude\":2}"`}
	for i, p := range payloads {
		f.Add(uint8(i), []byte(p.body))
		fields := p.endpoint.Plan().Request.Fields
		for j := range fields {
			for _, v := range values {
				f.Add(uint8(i), []byte(`{"`+fields[j].Name+`":`+v+`}`))
				f.Add(uint8(i), []byte(`{ "`+strings.ToUpper(fields[j].Name)+`" : `+v+` , "`+fields[j].Name+`":1, "x":[]}`))
			}
		}
	}
	f.Fuzz(func(t *testing.T, nth uint8, body []byte) {
		e := payloads[int(nth)%len(payloads)].endpoint
		want := e.Long(body)
		for range 2 {
			got := e.Validate(body)
			assert.Equal(t, want.AppendReport(nil, 0), got.AppendReport(nil, 0))
			assert.Equal(t, want.AppendAnswer(nil), got.AppendAnswer(nil))
		}
	})
}

// Neither names that are too long for a key nor the end of the fields are mistaken for what begins with anything else.
func TestShortcutsOfLongNames(t *testing.T) {
	p := plan.Endpoint{Malformed: plan.Failure{Rule: "json", Words: []plan.Message{{}}}}
	p.Request.Open = true
	long := strings.Repeat("n", 40)
	names := []string{long, "b"}
	p.Request.Names = plan.NewIndex(names, false)
	for _, name := range names {
		p.Request.Fields = append(p.Request.Fields, plan.Field{Name: name, Path: name})
	}
	e := engine.New(&p)
	for c := range 256 {
		for _, members := range []string{"1", "\"" + long + "\":1", "\"b\":1", "\"" + long + "\":1,\"b\":2"} {
			for _, body := range []string{"{" + string([]byte{byte(c)}) + members + "}", "{" + members + "," + string([]byte{byte(c)}) + members + "}"} {
				body := []byte(body + strings.Repeat(" ", 40))
				want := e.Long(body)
				for range 2 {
					got := e.Validate(body)
					assert.Equal(t, string(want.AppendReport(nil, 0)), string(got.AppendReport(nil, 0)), "%q", body)
				}
			}
		}
	}
}
