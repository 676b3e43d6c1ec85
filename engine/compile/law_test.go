package compile_test

import (
	"encoding/json"
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
	"github.com/passant-go/passant/engine/internal/mutate"
	"github.com/passant-go/passant/engine/internal/seedtest"
	"github.com/passant-go/passant/engine/plan"
)

// The law: without Go rules, a strict endpoint accepts a payload exactly where CUE accepts its normal form.
func TestLaw(t *testing.T) {
	if testing.Short() {
		t.Skip("it is long, and does one thing at a time")
	}
	const drawn = 100_000 // until every point is met
	held := times(3_000)
	files, endpoints := contracts(t)
	for _, p := range endpoints {
		t.Run(p.Name, func(t *testing.T) {
			t.Parallel()
			l := newLaw(t, files, p)
			source, covered := mutate.New(l.plan, seedtest.New(t)), mutate.NewCoverage(l.plan)
			accepted, tried, judged := 0, 0, 0
			try := func(payload []byte, hold bool) {
				tried++
				report := l.strict.Validate(payload)
				require.False(t, report.Malformed(), "%s", payload)
				if report.Valid() {
					accepted++
				}
				if covered.Observe(payload, l.normal(t, payload), report.Violations()) || hold {
					judged++
					l.hold(t, payload)
				}
				if t.Failed() {
					t.FailNow()
				}
			}
			for _, payload := range atBoundaries(t, l.plan) {
				try(payload, long())
			}
			for i := 0; i < held || i < drawn && len(covered.Missed()) > 0; i++ {
				try(source.Payload(), i < held)
			}
			share := 100 * accepted / tried
			t.Logf("%d payloads, %d %% accepted, CUE agrees on the %d that it was asked for; %d constraints, %d points at their boundaries",
				tried, share, judged, covered.Constraints(), covered.Points())
			assert.GreaterOrEqual(t, share, 20)
			assert.LessOrEqual(t, share, 80)
			assert.Empty(t, covered.Missed(), "no payload came here")
		})
	}
}

// atBoundaries is payloads at both sides of each constraint, and with a value of each kind in each place.
func atBoundaries(t testing.TB, p *plan.Endpoint) (payloads [][]byte) {
	seen := map[string]bool{}
	for _, w := range witnesses(t, p) {
		payloads = append(payloads, w.Accepts, w.Refuses)
		var whole any
		require.NoError(t, json.Unmarshal(w.Accepts, &whole))
		payloads = append(payloads, ofEachKind(t, whole, whole, "", func(any) {}, seen)...)
	}
	return payloads
}

// ofEachKind makes of the payload whole others, in which what is in its part v at path, and was not seen, is of each kind in
// turn. Set puts a value in the place of v.
func ofEachKind(t testing.TB, whole, v any, path string, set func(any), seen map[string]bool) (payloads [][]byte) {
	if path != "" && !seen[path] {
		seen[path] = true
		for _, other := range []any{nil, true, 7, 7.5, "7", []any{}, map[string]any{}} {
			set(other)
			payload, err := json.Marshal(whole)
			require.NoError(t, err)
			payloads = append(payloads, payload)
		}
		set(v)
	}
	switch v := v.(type) {
	case map[string]any:
		for name, member := range v {
			set := func(other any) { v[name] = other }
			payloads = append(payloads, ofEachKind(t, whole, member, path+"/"+name, set, seen)...)
		}
	case []any:
		for i, element := range v {
			set := func(other any) { v[i] = other }
			payloads = append(payloads, ofEachKind(t, whole, element, path+"/", set, seen)...)
		}
	}
	return payloads
}

// A law is CUE's verdict on the normal forms of an endpoint, beside the laws that need none.
type law struct {
	*laws
	plan   *plan.Endpoint   // without Go rules
	strict *engine.Endpoint // of plan
	form   *engine.Endpoint // strict, of forms; nil where none are accepted
	cue    func(t testing.TB, normal []byte) bool
	rand   *rand.Rand

	except func(report engine.Report, cue bool) bool // where CUE is wrong; nil: nowhere
}

func newLaw(t testing.TB, files fs.FS, p *plan.Endpoint) *law {
	l := &law{laws: newLaws(t, p, engine.Options{}, new(engine.Report)), plan: mutate.WithoutRules(p), cue: oracle(t, files, p.Name), rand: rand.New(rand.NewPCG(seedtest.New(t), 1))}
	l.strict = l.pure
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

// hold holds the laws against a payload. It returns the strict report without Go rules.
func (l *law) hold(t testing.TB, payload []byte) engine.Report {
	l.laws.hold(t, l.rand, payload)
	report := l.strict.Validate(payload)
	if report.Malformed() {
		_, err := l.strict.AppendNormal(nil, payload)
		var malformed *engine.MalformedError
		require.ErrorAs(t, err, &malformed, "%s", payload)
		return report
	}
	normal := l.normal(t, payload)
	cue := l.cue(t, normal)
	if ambiguous(report) {
		assert.False(t, report.Valid(), "%s", payload)
	} else if l.except == nil || !l.except(report, cue) {
		assert.Equal(t, cue, report.Valid(), "CUE's verdict on the normal form %s of %s: %v", normal, payload, report)
	}
	return report
}

// findings lists what was found, members that the contract does not have apart and sorted.
func findings(r engine.Report) (known, unknown []string) {
	for _, v := range r.Violations() {
		if v.Rule == "unknown_field" && v.Code != "instead" {
			unknown = append(unknown, v.Field+" "+v.Code)
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
