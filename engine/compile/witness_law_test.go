package compile_test

import (
	"errors"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/compile"
	"github.com/passant-go/passant/engine/internal/drawtest"
	"github.com/passant-go/passant/engine/internal/mutate"
	"github.com/passant-go/passant/engine/internal/seedtest"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/engine/sample"
)

// nests are contracts whose constraints are inside of alternatives, tuples and members by the patterns of their names.
var nests = []struct{ name, fields, definitions string }{
	{"alternatives told apart", "x!: #Card | #Bank", "#Card: {type!: \"card\", number!: =~\"^[0-9]{4}$\", holder?: strings.MinRunes(2)}\n#Bank: {type!: \"bank\", number!: =~\"^[A-Z]\", since?: int & >=1900}"},
	{"alternatives told by a kind", "x?: {n!: int & >1} | {n!: strings.MaxRunes(3), m?: bool}", ""},
	{"alternatives that are tried", "x!: {a!: >=3} | {b!: <=9, c?: true} | {d!: [...int]}\n\ty?: matchN(1, [{a!: >3}, {b!: [...int]}])", ""},
	{"alternatives of lists", "x?: [#A, ...#A] | {b!: list.MaxItems(2)}", "#A: {a!: int}"},
	{"alternatives with conditions", "x!: #A | #B", "#A: {type!: \"a\", n!: int, m?: int & >n}\n#B: {type!: \"b\", o!: int, p?: int, if o == 3 {p!: _}}"},
	{"alternatives of alternatives", "x!: {kind!: 1, y!: #A | #B} | {kind!: 2, y!: [#A]}", "#A: {type!: \"a\", n!: >0}\n#B: {type!: \"b\", o!: <0}"},
	{"alternatives that contain themselves", "x!: #T", "#T: #P | #Q\n#P: {c?: #T, k!: \"p\", n!: >3}\n#Q: {c?: [...#T], k!: \"q\"}"},
	{"tuple", "x!: [int & >=1, strings.MinRunes(2), {a!: =~\"^b\"}]", ""},
	{"open tuple", "x?: [true | \"a\", ...int & <4]", ""},
	{"tuple of tuples", "x!: [[1, \"a\"], [...[>=2]]]", ""},
	{"pattern", "x!: {[=~\"^p\"]: #Part, a!: int}", "#Part: {w!: int & >5, v?: strings.MaxRunes(1)}"},
	{"patterns", "x!: {[=~\"^p\"]: >=3, [=~\"q$\"]: <=9 | \"z\", [!~\"[pqr]\"]: bool}", ""},
	{"patterns within others", "x!: {[=~\"^p\"]: >=3, [=~\"^pq\"]: <=9}", ""},
	{"every member", "x!: {[string]: [...int], a?: list.MaxItems(2)}", ""},
	{"the request's own members", "[=~\"^p\"]: #A | #B", "#A: {type!: \"a\", n!: >0}\n#B: {type!: \"b\", o!: <0}"},
	{"alternatives within patterns", "x!: {[=~\"^p\"]: #A | #B}", "#A: {type!: \"a\", n!: >0}\n#B: {type!: \"b\", n!: <0, m?: true}"},
	{"tuples within alternatives", "x!: #A | #B", "#A: {type!: \"a\", at!: [int & >=0, int & <=9]}\n#B: {type!: \"b\", by!: [...[\"k\", {[=~\"^p\"]: >=3}]]}"},
	{"patterns within tuples within alternatives within patterns", "x?: {[=~\"^p\"]: #A | #B}", "#A: {type!: \"a\", n!: [{[=~\"^k\"]: >0}]}\n#B: {type!: \"b\", o!: <0}"},
}

// A witness of a constraint, wherever it is, is a payload that the endpoint accepts and one in which it finds that constraint
// and no other; of an implied one it finds those that are named, too. CUE agrees. No constraint is without a line.
func TestWitnessesBreakWhatTheySay(t *testing.T) {
	for _, nest := range nests {
		t.Run(nest.name, func(t *testing.T) {
			t.Parallel()
			files := small(t, nest.fields, nest.definitions)
			p := endpoint(t, files, "own/post")
			witnesses, err := sample.Witnesses(p)
			require.NoError(t, err)
			assert.Len(t, witnesses, constraints(&p.Request))
			breakWhatTheySay(t, p, witnesses)
			o, err := compile.NewOracle(files, "own/post", compile.Dirs("own"))
			require.NoError(t, err)
			assert.NoError(t, o.Confirm(p, witnesses))
		})
	}
}

func breakWhatTheySay(t *testing.T, p *plan.Endpoint, witnesses []sample.Witness) {
	t.Helper()
	strict, err := engine.New(mutate.JSON(p)).Configure(engine.Options{Strict: true})
	require.NoError(t, err)
	for i := range witnesses {
		w := &witnesses[i]
		assert.True(t, strict.Validate(w.Accepts).Valid(), "%+v accepts %s", w, w.Accepts)
		found := strict.Validate(w.Refuses).Violations()
		own := slices.IndexFunc(found, func(v engine.Violation) bool { return of(w, &v) })
		switch {
		case w.Implied == "":
			assert.Len(t, found, 1, "%+v refuses %s", w, w.Refuses)
			if !strings.Contains(w.Constraint, "a constraint on CUE values") { // of that, what is wrong by the nearest type is told
				assert.Equal(t, 0, own, "%+v refuses %s", w, w.Refuses)
			}
		case own >= 0:
			found = slices.Delete(found, own, own+1)
			fallthrough
		default:
			assert.NotEmpty(t, found, "%+v refuses %s", w, w.Refuses)
			for _, v := range found {
				assert.Contains(t, w.Implied, v.Rule+" of "+v.Field+" ("+v.Source+")", "%+v refuses %s", w, w.Refuses)
			}
		}
	}
}

// of reports whether a violation is of the constraint of a witness. What no field is for is named by the member that it is in.
func of(w *sample.Witness, v *engine.Violation) bool {
	return v.Rule == w.Rule && v.Code == w.Code && v.Source == w.Source && (v.Field == w.Field || w.Field == "" || w.Pointer == "")
}

// What was drawn has no witness that says what is not so, and no payload is found that a dead constraint alone refuses.
func TestWitnessesOfDrawnContracts(t *testing.T) {
	random := rand.New(rand.NewPCG(seedtest.New(t), 0))
	language := languageAlone(t)
	for n := times(30); n > 0; {
		contract, _ := drawn(random.Uint64())
		c := drawtest.New(drawtest.NewStream(contract))
		files := maps.Clone(language)
		for name, text := range c.Files {
			files[name] = &fstest.MapFile{Data: []byte(text)}
		}
		options := []compile.Option{compile.Dirs("own"), compile.External()}
		if strings.Contains(c.Files["own/own.cue"], vatName) {
			options = append(options, compile.Rule(vatName, newVAT))
		}
		endpoints, err := compile.FS(files, options...)
		if err != nil {
			continue
		}
		n--
		for _, p := range endpoints {
			witnesses, err := sample.Witnesses(p)
			breakWhatTheySay(t, p, witnesses)
			staysDead(t, p, err, random.Uint64())
			if t.Failed() {
				t.Log(c.Files["other/other.cue"] + c.Files["own/own.cue"])
				return
			}
		}
	}
}

// staysDead looks for payloads that dead constraints alone refuse, though there are to be none.
func staysDead(t *testing.T, p *plan.Endpoint, err error, seed uint64) {
	t.Helper()
	strict, configured := engine.New(mutate.JSON(p)).Configure(engine.Options{Strict: true})
	require.NoError(t, configured)
	alike := map[[4]string]int{} // constraints that a violation does not tell apart
	for _, c := range mutate.Constraints(mutate.JSON(p)) {
		alike[[4]string{c.Target.Of().Path(), c.Failure.Rule, c.Failure.Code, c.Failure.Source}]++
	}
	var all []*sample.DeadError
	for _, err := range joined(err) {
		var dead *sample.DeadError
		if errors.As(err, &dead) && dead.Reason != "no payload that it decides on meets it and all others" &&
			alike[[4]string{dead.Field, dead.Rule, dead.Code, dead.Source}] == 1 {
			all = append(all, dead)
		}
	}
	source := mutate.New(mutate.JSON(p), seed)
	for try := 0; try < 2000 && all != nil; try++ {
		payload := source.Payload()
		found := strict.Validate(payload).Violations()
		for _, dead := range all {
			alone := len(found) == 1 && of(&sample.Witness{Field: dead.Field, Rule: dead.Rule, Code: dead.Code, Source: dead.Source, Pointer: dead.Field}, &found[0])
			assert.False(t, alone, "%v: but %s", dead, payload)
		}
	}
}
