package compile_test

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"path"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/compile"
	"github.com/passant-go/passant/engine/compile/internal/mutate"
	"github.com/passant-go/passant/engine/plan"
)

// The law: without Go rules, a strict endpoint accepts a payload exactly where CUE accepts its normal form.
func TestLaw(t *testing.T) {
	if testing.Short() {
		t.Skip("it is long, and does one thing at a time")
	}
	const payloads = 10_000
	files := schemas(t)
	endpoints, err := compile.FS(files)
	require.NoError(t, err)
	for _, p := range endpoints {
		t.Run(p.Name, func(t *testing.T) {
			t.Parallel()
			l := newLaw(t, files, p)
			source, covered := mutate.New(l.plan, 1), mutate.NewCoverage(l.plan)
			accepted := 0
			for range payloads {
				payload := source.Payload()
				report := l.hold(t, payload)
				require.False(t, report.Malformed(), "%s", payload)
				if report.Valid() {
					accepted++
				}
				covered.Observe(payload, l.normal(t, payload), report.Violations())
				if t.Failed() {
					t.FailNow()
				}
			}
			share := 100 * accepted / payloads
			t.Logf("%d payloads, %d %% accepted, CUE agrees on all; %d constraints, %d points at their boundaries",
				payloads, share, covered.Constraints(), covered.Points())
			assert.GreaterOrEqual(t, share, 30)
			assert.LessOrEqual(t, share, 70)
			assert.Empty(t, covered.Missed(), "no payload came here")
		})
	}
}

// A law is an endpoint in the forms that are compared, and CUE's verdict on its normal form.
type law struct {
	plan            *plan.Endpoint   // without Go rules
	strict, lenient *engine.Endpoint // of plan
	ruled           *engine.Endpoint // strict, with Go rules
	form            *engine.Endpoint // strict, of forms; nil where none are accepted
	cue             func(t testing.TB, normal []byte) bool
	rand            *rand.Rand
	unordered       bool // a pattern may tell members, whose violations come as the members do
	report          engine.Report

	except func(report engine.Report, cue bool) bool // where CUE is wrong; nil: nowhere
}

func newLaw(t testing.TB, files fs.FS, p *plan.Endpoint) *law {
	configure := func(p *plan.Endpoint, strict bool) *engine.Endpoint {
		e, err := engine.New(p).Configure(engine.Options{Strict: strict})
		require.NoError(t, err)
		return e
	}
	l := &law{plan: mutate.WithoutRules(p), cue: oracle(t, files, p.Name), rand: rand.New(rand.NewPCG(1, 1))}
	l.strict, l.lenient, l.ruled = configure(l.plan, true), configure(l.plan, false), configure(p, true)
	if slices.Contains(p.Accepts, plan.Form) {
		form, err := l.strict.Configure(engine.Options{Input: engine.Form, Strict: true})
		require.NoError(t, err)
		l.form = form
	}
	return l
}

// oracle is CUE's own verdict on requests of an endpoint.
func oracle(t testing.TB, files fs.FS, name string) func(testing.TB, []byte) bool {
	o, err := compile.NewOracle(files, name, compile.Dirs(path.Dir(name)))
	require.NoError(t, err)
	return func(t testing.TB, normal []byte) bool {
		accepts, err := o.Accepts(normal)
		require.NoError(t, err, "%s", normal)
		return accepts
	}
}

func (l *law) normal(t testing.TB, payload []byte) []byte {
	normal, err := l.strict.AppendNormal(nil, payload)
	require.NoError(t, err, "%s", payload)
	return normal
}

// hold holds the law against a payload, and what follows from the laws of reading. It returns the strict report.
func (l *law) hold(t testing.TB, payload []byte) engine.Report {
	report := l.strict.Validate(payload)
	l.strict.ValidateInto(&l.report, payload)
	assert.Equal(t, whole(report), whole(l.report), "a report that is reused: %s", payload)
	if report.Malformed() {
		_, err := l.strict.AppendNormal(nil, payload)
		var malformed *engine.MalformedError
		require.ErrorAs(t, err, &malformed, "%s", payload)
		return report
	}

	normal := l.normal(t, payload)
	cue := l.cue(t, normal)
	if l.except == nil || !l.except(report, cue) {
		assert.Equal(t, cue, report.Valid(), "CUE's verdict on the normal form %s of %s: %v", normal, payload, report)
	}
	assert.Equal(t, string(normal), string(l.normal(t, normal)), "the normal form of the normal form of %s", payload)
	assert.Equal(t, report.Valid(), l.strict.Validate(normal).Valid(), "the verdict on the normal form of %s", payload)

	ruled := l.ruled.Validate(payload)
	assert.False(t, ruled.Valid() && !report.Valid(), "rules only narrow: %s", payload)
	assert.Equal(t, ruled.Valid(), l.ruled.Validate(normal).Valid(), "the verdict with rules on the normal form of %s", payload)

	if report.Truncated() {
		return report
	}
	lenient := l.lenient.Validate(payload)
	strictKnown, strictUnknown := findings(report)
	lenientKnown, lenientUnknown := findings(lenient)
	assert.Equal(t, strictKnown, lenientKnown, "strict and lenient: %s", payload)
	if l.plan.Unknown != plan.Ignore {
		assert.Equal(t, strictUnknown, lenientUnknown, "strict and lenient: %s", payload)
	}
	assert.Equal(t, report.Valid(), lenient.Valid() && len(strictUnknown) == 0, "strict and lenient: %s", payload)

	shuffled := mutate.Shuffle(l.rand, payload)
	wantKnown, wantUnknown := findings(ruled)
	gotKnown, gotUnknown := findings(l.ruled.Validate(shuffled))
	if l.unordered {
		slices.Sort(wantKnown)
		slices.Sort(gotKnown)
	}
	assert.Equal(t, wantKnown, gotKnown, "%s shuffled to %s", payload, shuffled)
	assert.Equal(t, wantUnknown, gotUnknown, "%s shuffled to %s", payload, shuffled)
	return report
}

// findings lists what was found, members that the contract does not have apart and sorted.
func findings(r engine.Report) (known, unknown []string) {
	for _, v := range r.Violations() {
		if v.Rule == "unknown_field" && v.Code == v.Rule {
			unknown = append(unknown, v.Field)
		} else {
			known = append(known, fmt.Sprint(v.Severity, " ", v.Field, " ", v.Rule, ".", v.Code))
		}
	}
	slices.Sort(unknown)
	return known, unknown
}

// whole is all that a report says.
func whole(r engine.Report) string {
	return string(r.AppendProblem(r.AppendAnswer(r.AppendReport(nil, 0))))
}
