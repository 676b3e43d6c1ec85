package engine_test

import (
	"flag"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/schemas/larsverp"
)

var payloads = []struct {
	name     string
	endpoint *engine.Endpoint
	body     string
	valid    bool
}{
	{"register, valid", larsverp.Register, `{"first_name":"Harrie","insertion":"van","last_name":"Tiggelen","email":"harrie.van.tiggelen@example.nl","postal_code":"5673RE","password":"SweetKittens23#"}`, true},
	{"register, valid, another order and escapes", larsverp.Register, `{"password":"x","postal_code":1234,"other":{"a":[1,2]},"email":" a@b.nl ","last_name":"Ti\u00ebl","first_name":"Żółć 😀","insertion":null}`, true},
	{"register, failing", larsverp.Register, `{"first_name":[],"insertion":7,"email":"harrie","postal_code":"0000 AA","passwrd":"x"}`, false},
	{"register, malformed", larsverp.Register, `{"first_name":"Harrie","first_name":"x"}`, false},
	{"validation, valid", larsverp.Validation, `{"email":"harrie@example.nl","token":"+12"}`, true},
	{"validation, failing", larsverp.Validation, `{"email":"harrie@example.nl","token":1.5}`, false},
}

func TestNoAllocation(t *testing.T) {
	if race {
		t.Skip("under the race detector a sync.Pool drops what it is given at random")
	}
	benchtime := flag.Lookup("test.benchtime").Value
	defer benchtime.Set(benchtime.String())
	require.NoError(t, benchtime.Set("50000x"))

	for _, p := range payloads {
		body := []byte(p.body)
		report := p.endpoint.Validate(body)
		assert.Equal(t, p.valid, report.Valid(), p.name)

		var buffer []byte
		runs := map[string]func(){
			"a reused report and buffer": func() {
				p.endpoint.ValidateInto(&report, body)
				buffer = report.AppendAnswer(buffer[:0])
			},
		}
		if report.Len() == 0 {
			runs["a fresh report"] = func() {
				report := p.endpoint.Validate(body)
				buffer = report.AppendAnswer(buffer[:0])
			}
		}
		for how, run := range runs {
			run()
			result := testing.Benchmark(func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					run()
				}
			})
			assert.Zero(t, result.AllocsPerOp(), "%s, %s", p.name, how)
			assert.Zero(t, result.AllocedBytesPerOp(), "%s, %s", p.name, how)
		}
	}
}

func BenchmarkValidate(b *testing.B) {
	for _, p := range payloads {
		b.Run(p.name, func(b *testing.B) {
			body := []byte(p.body)
			var report engine.Report
			var buffer []byte
			b.SetBytes(int64(len(body)))
			b.ReportAllocs()
			for b.Loop() {
				p.endpoint.ValidateInto(&report, body)
				buffer = report.AppendAnswer(buffer[:0])
			}
		})
	}
}
