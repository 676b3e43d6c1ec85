package compile_test

import (
	"cmp"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"path"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/compile"
	"github.com/passant-go/passant/engine/internal/drawtest"
	"github.com/passant-go/passant/engine/internal/mutate"
	"github.com/passant-go/passant/engine/internal/seedtest"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/rules"
)

var (
	draws     = flag.Int("draws", 0, "how many contracts TestVerdictsOfDraws draws; 0 leaves it to PASSANT_LONG")
	firstDraw = flag.Uint64("first-draw", 0, "the first seed of TestVerdictsOfDraws")
)

// Plan and CUE give the same verdict on payloads for contracts that are drawn from a grammar, and on contracts of the
// project with slips in them. Of a seed that fails the smallest decisions are told that still do.
func TestVerdictsOfDraws(t *testing.T) {
	v := newVerdicts(t)
	for seed := *firstDraw; seed < *firstDraw+uint64(cmp.Or(*draws, times(300))); seed++ {
		contract, payloads := drawn(seed)
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			if !failing(t, func(t testing.TB) { v.hold(t, contract, payloads) }) {
				return
			}
			apart := newVerdicts(t)
			fails := func(contract, payloads []byte) bool {
				return failing(t, func(t testing.TB) { apart.hold(t, contract, payloads) })
			}
			contract = drawtest.Shrink(contract, func(shorter []byte) bool { return fails(shorter, payloads) })
			payloads = drawtest.Shrink(payloads, func(shorter []byte) bool { return fails(contract, shorter) })
			apart.hold(t, contract, payloads)
		})
	}
	t.Log(v)
}

// failing reports whether a test fails, which is not told.
func failing(t testing.TB, test func(testing.TB)) bool {
	s := &silent{TB: t}
	done := make(chan struct{})
	go func() {
		defer close(done)
		test(s)
	}()
	<-done
	return s.failed
}

// silent is a test of which nothing is told but whether it failed.
type silent struct {
	testing.TB
	failed bool
}

func (s *silent) Helper()               {}
func (s *silent) Failed() bool          { return s.failed }
func (s *silent) Errorf(string, ...any) { s.failed = true }
func (s *silent) FailNow()              { s.failed = true; runtime.Goexit() }
func (s *silent) Fatalf(string, ...any) { s.FailNow() }

// drawn is the decisions of a seed.
func drawn(seed uint64) (contract, payloads []byte) {
	source := rand.NewChaCha8([32]byte{byte(seed), byte(seed >> 8), byte(seed >> 16), byte(seed >> 24)})
	contract, payloads = make([]byte, 384), make([]byte, 384)
	source.Read(contract)
	source.Read(payloads)
	return contract, payloads
}

func FuzzVerdict(f *testing.F) {
	v := newVerdicts(f)
	for i := range mistakes {
		f.Add([]byte{0, 7, 0, byte(i >> 8), byte(i)}, []byte{}) // as slip takes it
	}
	turns := rand.New(rand.NewPCG(seedtest.New(f), 5))
	f.Fuzz(func(t *testing.T, contract, payloads []byte) {
		if !long() && !fuzzing() && turns.IntN(5) != 0 {
			t.Skip("it is the turn of others: PASSANT_LONG is not set")
		}
		v.hold(t, contract, payloads)
	})
}

// verdicts draws contracts and payloads and counts what came of them.
type verdicts struct {
	language, schemas fstest.MapFS
	names             []string // of schemas that have endpoints
	contract          string   // the one at hand
	through           bool     // all doors of the package
	options           int      // the way in which a rule of its own is given

	contracts, compiled, native  int            // native: without anything that is left to CUE
	accepted, refused, malformed int            // payloads
	constructs                   map[string]int // that contracts were refused for
	excused                      map[string]int // verdicts, by the fault of CUE
}

func newVerdicts(t testing.TB) *verdicts {
	v := &verdicts{language: languageAlone(t), schemas: schemas(t), constructs: map[string]int{}, excused: map[string]int{}}
	for name := range v.schemas {
		if path.Dir(name) != "cue.mod" {
			v.names = append(v.names, name)
		}
	}
	slices.Sort(v.names)
	return v
}

func (v *verdicts) String() string {
	var list []string
	for construct, n := range v.constructs {
		list = append(list, fmt.Sprintf("%6d %s", n, construct))
	}
	slices.Sort(list)
	slices.Reverse(list)
	return fmt.Sprintf("%d contracts, %d compiled, %d of them native; %d payloads accepted, %d refused, %d malformed; CUE is wrong: %v\n%s",
		v.contracts, v.compiled, v.native, v.accepted, v.refused, v.malformed, v.excused, strings.Join(list, "\n"))
}

// hold draws a contract and holds the law against payloads for it.
func (v *verdicts) hold(t testing.TB, contract, payloads []byte) {
	const real = 8 // one in so many contracts is of the project
	defer func() {
		if r := recover(); r != nil {
			t.Errorf("panic: %v\n%s\n%s", r, v.contract, debug.Stack())
		}
	}()
	s := drawtest.NewStream(contract)
	how := s.Below(64)
	v.through, v.options = how == 63, how/8
	if s.Below(real) == real-1 {
		v.slip(t, s, payloads)
		return
	}
	c := drawtest.New(s)
	files := maps.Clone(v.language)
	for name, text := range c.Files {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	v.contract = c.Files["other/other.cue"] + c.Files["own/own.cue"]
	endpoints := v.compile(t, files, "own")
	if v.through || how%4 == 3 && strings.Contains(v.contract, vatName) {
		v.doors(t, s, files, "own", endpoints)
	}
	next := drawtest.NewStream(payloads)
	for _, p := range endpoints {
		v.payloads(t, files, p, func() ([]byte, bool) {
			return c.Payload(next), !next.Done()
		})
	}
}

// slip makes mistakes in a contract of the project.
func (v *verdicts) slip(t testing.TB, s *drawtest.Stream, payloads []byte) {
	files := maps.Clone(v.schemas)
	var name, text string
	if s.Below(2) == 0 {
		m := mistakes[s.Index(len(mistakes))]
		name = m.file
		text = strings.Replace(string(files[name].Data), m.old, m.new, 1)
	} else {
		name = v.names[s.Index(len(v.names))]
		text = drawtest.Slip(s, string(files[name].Data))
	}
	files[name], v.contract = &fstest.MapFile{Data: []byte(text)}, text
	dirs := []string{path.Dir(name)}
	if _, ok := v.language[name]; ok || dirs[0] == "laravel" || dirs[0] == "servicestack" {
		dirs = []string{"larsverp", "atlas"}
	}
	endpoints := v.compile(t, files, dirs...)
	if v.through {
		v.doors(t, s, files, dirs[0], endpoints)
	}
	for _, p := range endpoints {
		seed := drawtest.NewStream(payloads)
		source := mutate.New(p, uint64(seed.Index(1<<16)))
		v.payloads(t, files, p, func() ([]byte, bool) {
			seed.Below(1)
			return source.Payload(), !seed.Done()
		})
	}
}

// ownRules are the ways in which a rule of one's own may be given.
var ownRules = []compile.Option{
	compile.Rule(vatName, newVAT), compile.Rule(vatName, newVAT), compile.Rule(vatName, newVAT),
	compile.Rule(vatName, func() rules.Checker { return new(Sized) }), compile.Rule(vatName, func() rules.Checker { return byValue{} }),
	compile.Rule("example.com/x.Y", newVAT), compile.Rule(vatName, nil), nil,
}

// compile compiles a contract, with what is left to CUE and without.
func (v *verdicts) compile(t testing.TB, files fstest.MapFS, dirs ...string) []*plan.Endpoint {
	v.contracts++
	options := []compile.Option{compile.Dirs(dirs...)}
	if own := files["own/own.cue"]; own != nil && strings.Contains(string(own.Data), vatName) {
		options = append(options, ownRules[v.options%len(ownRules)])
	}
	endpoints, err := compile.FS(files, options...)
	v.faults(t, endpoints, err)
	native, refusal := compile.FS(files, append(options, compile.External())...)
	v.faults(t, native, refusal)
	if refusal == nil && len(options) == 1 {
		assert.NoError(t, err, "only what is left to CUE is refused\n%s", v.contract)
		assert.Equal(t, endpoints, native, "nothing is left to CUE\n%s", v.contract)
		v.native++
	}
	if err != nil {
		return nil
	}
	v.compiled++
	return endpoints
}

// faults finds that each of err tells where it is.
func (v *verdicts) faults(t testing.TB, endpoints []*plan.Endpoint, err error) {
	if err == nil {
		return
	}
	assert.Empty(t, endpoints)
	for _, err := range joined(err) {
		var fault *compile.Error
		require.ErrorAs(t, err, &fault)
		assert.Contains(t, fault.Error(), fault.Message)
		placeless := strings.HasPrefix(fault.Message, "CUE cannot evaluate") || strings.HasPrefix(fault.Message, "compile.Rule(") || strings.HasPrefix(fault.Message, "option ")
		assert.True(t, fault.Line > 0 && fault.File != "" || placeless, "no place: %v", err)
		if fault.Hint != "" {
			v.constructs[fault.Hint]++
		} else {
			v.constructs[fault.Message]++
		}
	}
}
