package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/engine/sample"
	"github.com/passant-go/passant/schemas"
)

// What refuses a payload has, where Go rules are on, the same rule.
func TestWitnessAgreesWithCheck(t *testing.T) {
	for _, e := range schemas.All() {
		r := command("", "witness "+e.Name())
		require.Zero(t, r.code, r.err)
		for line := range strings.Lines(r.out) {
			var w sample.Witness
			require.NoError(t, json.Unmarshal([]byte(line), &w))
			report := command(string(w.Refuses), "check --strict -f report -e "+e.Name())
			assert.Equal(t, int(atFault), report.code, line)
			assert.Contains(t, report.out, `"field":"`+w.Field+`"`, line)
			assert.Contains(t, report.out, `"rule":"`+w.Rule+`"`, line)
		}
	}
}

func TestWitnessOfDeadConstraint(t *testing.T) {
	p := *schemas.All()[1].Plan()
	p.Request.Fields = append([]plan.Field(nil), p.Request.Fields...)
	f := &p.Request.Fields[0]
	repeated := f.Type.Checks[0]
	repeated.Failure.Rule = "twice"
	f.Type.Checks = append([]plan.Check{repeated}, f.Type.Checks...)

	var out, err bytes.Buffer
	a := &app{out: &output{to: &out}, err: &err}
	assert.Equal(t, atFault, a.witnesses(&p, schemas.FS, "larsverp"))
	assert.Empty(t, out.String())
	assert.Contains(t, err.String(), "first_name: the constraint twice")
}
