package compile_test

import (
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/compile"
	"github.com/passant-go/passant/engine/internal/drawtest"
	"github.com/passant-go/passant/engine/internal/mutate"
	"github.com/passant-go/passant/engine/internal/seedtest"
	"github.com/passant-go/passant/engine/plan"
)

var payloads = flag.Int("payloads", 0, "how many payloads TestLaws tries; 0: 10,000, and ten times as many with PASSANT_LONG")

// The laws hold for whatever contract and payload. All take turns, so that what one leaves behind another meets.
func TestLaws(t *testing.T) {
	n := *payloads
	if n == 0 {
		n = times(100_000)
	}
	r := rand.New(rand.NewPCG(seedtest.New(t), 2))
	held := new(engine.Report)
	all := append(subjects(t, r, held), drawnSubjects(t, r, times(200), held)...)
	outcomes := map[string]int{}
	for i := range n {
		s := all[r.IntN(len(all))]
		payload := s.payload(r)
		outcomes[s.hold(t, r, payload)]++
		if t.Failed() {
			t.Fatalf("payload %d, of %s: %s\n%s", i, s.name, payload, s.contract)
		}
	}
	t.Logf("%d contracts; payloads %v", len(all), outcomes)
	for _, outcome := range []string{"valid", "invalid", "malformed", "form valid", "form invalid", "form malformed"} {
		assert.Greater(t, outcomes[outcome], n/1000, outcome)
	}
}

// FuzzLaws holds the laws against payloads, as JSON and as the text of a form, and against what the seed makes of them. Contracts
// are those of the project, then some that are drawn.
func FuzzLaws(f *testing.F) {
	const draws = 40
	r, held := rand.New(rand.NewPCG(1, 2)), new(engine.Report)
	all := append(subjects(f, r, held), drawnSubjects(f, r, draws, held)...)
	for i, s := range all {
		r := rand.New(rand.NewPCG(uint64(i), 3))
		for range 3 {
			f.Add(uint(i), r.Uint64(), s.payload(r))
		}
	}
	f.Fuzz(func(t *testing.T, contract uint, seed uint64, payload []byte) {
		s := all[contract%uint(len(all))]
		r := rand.New(rand.NewPCG(seed, 3))
		if s.by[engine.Form] != nil {
			s.holdForm(t, payload)
		}
		if !s.laws.hold(t, r, payload).Malformed() {
			s.laws.hold(t, r, mutate.New(s.plan, seed).Change(payload))
		}
	})
}

// A subject is the laws of a contract, and payloads for it.
type subject struct {
	*laws
	name     string
	contract string // the text of one that was drawn
	like     func(r *rand.Rand) []byte
}

// payload is one for the contract, now and then not well-formed.
func (s *subject) payload(r *rand.Rand) []byte {
	payload := s.like(r)
	if r.IntN(12) == 0 {
		payload = damaged(r, payload)
	}
	return payload
}

// hold holds the laws against a payload, now and then also as a form that has it all; it tells what came of it.
func (s *subject) hold(t testing.TB, r *rand.Rand, payload []byte) string {
	defer func() {
		if p := recover(); p != nil {
			t.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	report := s.laws.hold(t, r, payload)
	if s.by[engine.Form] == nil || r.IntN(3) > 0 {
		return outcome(report)
	}
	form := payload
	if !report.Malformed() {
		form = formOf(t, payload)
	}
	if r.IntN(6) == 0 {
		form = damaged(r, form)
	}
	return "form " + outcome(s.holdForm(t, form))
}

func outcome(r engine.Report) string {
	switch {
	case r.Malformed():
		return "malformed"
	case r.Valid():
		return "valid"
	}
	return "invalid"
}

// damaged is a text with a byte or two that are other, more or fewer.
func damaged(r *rand.Rand, text []byte) []byte {
	const bytes = "{}[]\",:\\ux0eE+-.%&= \x00\xff\xc3\xed\xa0"
	text = slices.Clone(text)
	for range 1 + r.IntN(2) {
		at, b := r.IntN(len(text)+1), bytes[r.IntN(len(bytes))]
		switch {
		case at == len(text) || r.IntN(3) == 0:
			text = slices.Insert(text, at, b)
		case r.IntN(2) == 0:
			text = slices.Delete(text, at, at+1)
		default:
			text[at] = b
		}
	}
	return text
}

// subjects are the contracts of the project, each with the default options and with others: those that are built in, those of
// the tests, and that of the guide.
func subjects(t testing.TB, r *rand.Rand, held *engine.Report) (all []*subject) {
	files := schemas(t)
	guide, err := os.ReadFile("../docs/own-contract.md")
	require.NoError(t, err)
	for _, block := range regexp.MustCompile("(?ms)^```cue contracts/(\\S+)\n(.*?)^```$").FindAllStringSubmatch(string(guide), -1) {
		if files[block[1]] == nil {
			files[block[1]] = &fstest.MapFile{}
		}
		files[block[1]].Data = append(files[block[1]].Data, block[2]...)
	}
	maps.Copy(files, small(t, oddMembers, ""))
	endpoints, err := compile.FS(files)
	require.NoError(t, err)
	for _, p := range endpoints {
		for _, o := range []engine.Options{{}, drawnOptions(r, p), drawnOptions(r, p)} {
			s := &subject{laws: newLaws(t, p, o, held), name: fmt.Sprintf("%s with %+v", p.Name, o)}
			source := mutate.New(s.plan, r.Uint64())
			s.like = func(*rand.Rand) []byte { return source.Payload() }
			all = append(all, s)
		}
	}
	return all
}

// drawnOptions are some that a host could give, limits of what is read so low that some payloads are at them.
func drawnOptions(r *rand.Rand, p *plan.Endpoint) (o engine.Options) {
	some := func() bool { return r.IntN(2) == 0 }
	if some() {
		o.Catalogue = append(p.Catalogues, "")[r.IntN(len(p.Catalogues)+1)]
	}
	for i := range p.Options {
		if some() {
			o.Switches = map[string]bool{p.Options[i].Name: some()}
		}
	}
	if some() {
		o.Limits.Violations = 1 + r.IntN(4)
	}
	if r.IntN(8) == 0 {
		o.Limits.Depth = 2 + r.IntN(4) // a list in a form is of depth 2
	}
	if r.IntN(8) == 0 {
		o.Limits.Keys = 1 + r.IntN(12)
	}
	return o
}

// drawnSubjects are n contracts that compile and leave nothing to CUE, many of which accept forms.
func drawnSubjects(t testing.TB, r *rand.Rand, n int, held *engine.Report) (all []*subject) {
	language := languageAlone(t)
	for len(all) < n {
		contract, _ := drawn(r.Uint64())
		c := drawtest.New(drawtest.NewStream(contract))
		files := maps.Clone(language)
		for name, text := range c.Files {
			files[name] = &fstest.MapFile{Data: []byte(text)}
		}
		if !strings.Contains(c.Files["own/own.cue"], "accepts:") && r.IntN(2) == 0 {
			edit(t, files, "own/own.cue", "\tdocument:", "\taccepts: [\"json\", \"form\", \"query\"]\n\tdocument:")
		}
		options := []compile.Option{compile.Dirs("own"), compile.External()}
		if strings.Contains(c.Files["own/own.cue"], vatName) {
			options = append(options, compile.Rule(vatName, newVAT))
		}
		endpoints, ok := compiledSoon(files, options...)
		if !ok {
			continue
		}
		for _, p := range endpoints {
			o := drawnOptions(r, p)
			s := &subject{laws: newLaws(t, p, o, held), name: fmt.Sprintf("a contract with %+v", o), contract: c.Files["other/other.cue"] + c.Files["own/own.cue"]}
			source := mutate.New(s.plan, r.Uint64())
			s.like = func(r *rand.Rand) []byte {
				if r.IntN(2) == 0 {
					return source.Payload()
				}
				decisions := make([]byte, 128)
				for i := range decisions {
					decisions[i] = byte(r.Uint32())
				}
				return c.Payload(drawtest.NewStream(decisions))
			}
			all = append(all, s)
		}
	}
	return all
}

// compiledSoon are the endpoints of a contract that compiles. Of a few contracts CUE never makes an end, nor can it be told to: what
// takes so long goes on until the process ends.
func compiledSoon(files fstest.MapFS, options ...compile.Option) (endpoints []*plan.Endpoint, ok bool) {
	const patience = time.Minute // one compiles in a hundredth of a second
	compiled := make(chan []*plan.Endpoint, 1)
	go func() {
		endpoints, err := compile.FS(files, options...)
		if err != nil {
			endpoints = nil
		}
		compiled <- endpoints
	}()
	select {
	case endpoints = <-compiled:
		return endpoints, endpoints != nil
	case <-time.After(patience):
		return nil, false
	}
}
