package compile_test

import (
	"io/fs"
	"path"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/compile"
	"github.com/passant-go/passant/engine/internal/mutate"
	"github.com/passant-go/passant/engine/internal/seedtest"
	"github.com/passant-go/passant/engine/plan"
)

// The law of answers: without Go rules, a strict response accepts a body exactly where CUE does, that of a single answer
// by its #Body, and that of several by any of theirs.
func TestResponseLaw(t *testing.T) {
	bodies := times(3000) // of each answer
	files, endpoints := contracts(t)
	for _, p := range endpoints {
		t.Run(p.Name, func(t *testing.T) {
			t.Parallel()
			pure := mutate.WithoutRules(p)
			var all []*described
			for _, a := range pure.Answers {
				alone := *pure
				alone.Answers = []plan.Answer{a}
				d := &described{Answer: a, of: pure, alone: strict(t, &alone, a.Status), among: strict(t, pure, a.Status), any: strict(t, pure, engine.AnyStatus)}
				if a.Type == nil {
					assert.True(t, d.alone.Validate([]byte("{]")).Valid(), a.Occasion)
					assert.True(t, d.among.Validate([]byte("{]")).Valid(), a.Occasion)
					continue
				}
				d.cue = describes(t, files, p.Name, a.Occasion)
				all = append(all, d)
			}
			for _, d := range all {
				source, accepted := mutate.New(&plan.Endpoint{Request: *d.Type}, seedtest.New(t)), 0
				for range bodies {
					text := source.Payload()
					if d.hold(t, all, text) {
						accepted++
					}
				}
				t.Logf("%s: %d bodies, %d %% accepted", d.Occasion, bodies, 100*accepted/bodies)
				assert.Positive(t, accepted)
				assert.Less(t, accepted, bodies)
			}
		})
	}
}

// A described answer in the forms that are compared.
type described struct {
	plan.Answer
	of                *plan.Endpoint
	alone, among, any *engine.Response // of this answer, of those of its status, and of all
	cue               func(t testing.TB, body []byte) bool
}

// hold holds the law against a body; it reports whether the answer alone accepts it.
func (d *described) hold(t testing.TB, all []*described, text []byte) bool {
	normal := readable(t, text)
	accepted, among, any := false, false, slices.ContainsFunc(d.of.Answers, func(a plan.Answer) bool { return a.Type == nil })
	for _, other := range all {
		accepts := other.cue(t, normal)
		accepted = accepted || accepts && other == d
		among = among || accepts && other.Status == d.Status
		any = any || accepts
	}
	report := d.alone.Validate(text)
	if slices.ContainsFunc(all, func(other *described) bool { return ambiguous(other.alone.Validate(text)) }) {
		return accepted
	}
	require.Equal(t, accepted, report.Valid(), "CUE's verdict on %s: %v", text, report)
	require.Equal(t, among, d.among.Validate(text).Valid(), "CUE's verdict on %s, of %d", text, d.Status)
	require.Equal(t, any, d.any.Validate(text).Valid(), "CUE's verdict on %s, of any status", text)
	return accepted
}

// describes is CUE's own verdict on the answer of an endpoint on an occasion.
func describes(t testing.TB, files fs.FS, name, occasion string) func(testing.TB, []byte) bool {
	o, err := compile.NewOracle(files, name, compile.Dirs(path.Dir(name)))
	require.NoError(t, err)
	return func(t testing.TB, body []byte) bool {
		described, err := o.Describes(occasion, body)
		require.NoError(t, err, "%s", body)
		return described
	}
}

// readable is a text as CUE can read it: without U+FEFF as it is.
func readable(t testing.TB, text []byte) []byte {
	text, err := engine.New(&plan.Endpoint{}).AppendNormal(nil, text)
	require.NoError(t, err)
	return text
}

// strict is the strict check of answers.
func strict(t testing.TB, p *plan.Endpoint, status int) *engine.Response {
	e, err := engine.New(p).Configure(engine.Options{Strict: true})
	require.NoError(t, err)
	r, err := e.Response(status)
	require.NoError(t, err)
	return r
}

// Whatever an endpoint answers, its contract describes: to a strict response without a warning, and to CUE.
func TestAnswersAreAsDescribed(t *testing.T) {
	files, endpoints := contracts(t)
	for _, p := range endpoints {
		t.Run(p.Name, func(t *testing.T) {
			t.Parallel()
			accepts := map[string]func(testing.TB, []byte) bool{}
			for _, occasion := range []string{"invalid", "malformed"} {
				accepts[occasion] = describes(t, files, p.Name, occasion)
			}
			payloads := [][]byte{nil, []byte("[]"), []byte("{}"), []byte(`{"a":1,"a":2}`), []byte("{}{}"), []byte("{\"\xff\":1}")}
			source := mutate.New(p, seedtest.New(t))
			for range 300 {
				payloads = append(payloads, source.Payload())
			}
			answered := 0
			for _, options := range variants(p) {
				e, err := engine.New(p).Configure(options)
				require.NoError(t, err)
				for _, payload := range payloads {
					report := e.Validate(payload)
					if report.Valid() {
						continue
					}
					answered++
					answer := report.AppendAnswer(nil)
					response, err := e.Response(report.Status())
					require.NoError(t, err)
					got := response.Validate(answer)
					require.True(t, got.Valid() && got.Len() == 0, "%+v: %s is answered %s: %v", options, payload, answer, got)
					occasion := "invalid"
					if report.Malformed() {
						occasion = "malformed"
					}
					require.True(t, accepts[occasion](t, readable(t, answer)), "%+v: %s is answered %s", options, payload, answer)
				}
			}
			t.Logf("%d answers", answered)
			assert.Positive(t, answered)
		})
	}
}

// variants are options of which each differs from the default in one.
func variants(p *plan.Endpoint) []engine.Options {
	all := []engine.Options{{}, {Strict: true}}
	for _, o := range p.Options {
		all = append(all, engine.Options{Switches: map[string]bool{o.Name: !o.Default}})
	}
	for _, name := range p.Catalogues {
		all = append(all, engine.Options{Catalogue: name})
	}
	return all
}
