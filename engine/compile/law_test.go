package compile_test

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"path"
	"slices"
	"testing"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/cuecontext"
	"cuelang.org/go/cue/load"
	"cuelang.org/go/encoding/json"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/compile"
	"github.com/passant-go/passant/engine/compile/internal/mutate"
	"github.com/passant-go/passant/engine/plan"
)

// The law: without Go rules, a strict endpoint accepts a payload exactly where CUE accepts its normal form.
func TestLaw(t *testing.T) {
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

func FuzzLaw(f *testing.F) {
	files := schemas(f)
	endpoints, err := compile.FS(files, compile.Dirs("larsverp"))
	require.NoError(f, err)
	var laws []*law
	for _, p := range endpoints {
		laws = append(laws, newLaw(f, files, p))
		source := mutate.New(p, 2)
		for range 50 {
			f.Add(source.Payload())
		}
	}
	f.Fuzz(func(t *testing.T, payload []byte) {
		for _, l := range laws {
			l.hold(t, payload)
		}
	})
}

// A law is an endpoint in the forms that are compared, and CUE's verdict on its normal form.
type law struct {
	plan            *plan.Endpoint   // without Go rules
	strict, lenient *engine.Endpoint // of plan
	ruled           *engine.Endpoint // strict, with Go rules
	cue             func(t testing.TB, normal []byte) bool
	rand            *rand.Rand
	report          engine.Report
}

func newLaw(t testing.TB, files fs.FS, p *plan.Endpoint) *law {
	configure := func(p *plan.Endpoint, strict bool) *engine.Endpoint {
		e, err := engine.New(p).Configure(engine.Options{Strict: strict})
		require.NoError(t, err)
		return e
	}
	l := &law{plan: withoutRules(p), cue: oracle(t, files, p.Name), rand: rand.New(rand.NewPCG(1, 1))}
	l.strict, l.lenient, l.ruled = configure(l.plan, true), configure(l.plan, false), configure(p, true)
	return l
}

// withoutRules is the part of a plan that CUE knows of.
func withoutRules(p *plan.Endpoint) *plan.Endpoint {
	var object func(plan.Object) plan.Object
	checks := func(all []plan.Check) []plan.Check {
		return slices.DeleteFunc(slices.Clone(all), func(c plan.Check) bool { return c.Op == plan.Judge })
	}
	var typ func(plan.Type) plan.Type
	typ = func(t plan.Type) plan.Type {
		t.Checks = checks(t.Checks)
		if t.Object != nil {
			o := object(*t.Object)
			t.Object = &o
		}
		if t.Elem != nil {
			elem := typ(*t.Elem)
			t.Elem = &elem
		}
		return t
	}
	object = func(o plan.Object) plan.Object {
		o.Late = nil // their checks are rules
		if o.Rest != nil {
			rest := typ(*o.Rest)
			o.Rest = &rest
		}
		o.Fields = slices.Clone(o.Fields)
		for i := range o.Fields {
			f := &o.Fields[i]
			f.Type, f.Expected = typ(f.Type), checks(f.Expected)
		}
		return o
	}
	pure := *p
	pure.Read.UTF16 = false
	pure.Request = object(p.Request)
	pure.Answers = slices.Clone(p.Answers)
	for i := range pure.Answers {
		if a := &pure.Answers[i]; a.Type != nil {
			o := object(*a.Type)
			a.Type = &o
		}
	}
	return &pure
}

// oracle is CUE's own verdict on requests of an endpoint.
func oracle(t testing.TB, files fs.FS, name string) func(testing.TB, []byte) bool {
	return oracleOf(t, files, name, cue.Def("#Request"))
}

// oracleOf is CUE's own verdict by one of the definitions of an endpoint.
func oracleOf(t testing.TB, files fs.FS, name string, definition ...cue.Selector) func(testing.TB, []byte) bool {
	dir, field := path.Split(name)
	instances := load.Instances([]string{"./" + path.Clean(dir)}, &load.Config{FS: files, Env: []string{}})
	ctx := cuecontext.New()
	defined := ctx.BuildInstance(instances[0]).LookupPath(cue.MakePath(append([]cue.Selector{cue.Str(field)}, definition...)...))
	require.NoError(t, defined.Err())
	return func(t testing.TB, normal []byte) bool {
		expr, err := json.Extract("", normal)
		require.NoError(t, err, "%s", normal)
		payload := ctx.BuildExpr(expr)
		require.NoError(t, payload.Err(), "%s", normal)
		return defined.Unify(payload).Validate(cue.Concrete(true)) == nil
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
	assert.Equal(t, l.cue(t, normal), report.Valid(), "CUE's verdict on the normal form %s of %s: %v", normal, payload, report)
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
