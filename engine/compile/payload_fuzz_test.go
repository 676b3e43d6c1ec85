package compile_test

import (
	"math/rand/v2"
	"os"
	"path"
	"testing"

	"github.com/passant-go/passant/engine/internal/mutate"
)

// FuzzPayload holds the law against payloads, and against what the seed makes of those that are well-formed, also as forms.
func FuzzPayload(f *testing.F) {
	const changes = 4
	files, endpoints := contracts(f)
	var laws []*law
	for i, p := range endpoints {
		laws = append(laws, newLaw(f, files, p))
		add := func(payload []byte) { f.Add(uint(i), uint64(i), payload) }
		for _, payload := range tenth(f, atBoundaries(f, p)) {
			add(payload)
		}
		for _, name := range []string{"good.json", "bad.json"} {
			if payload, err := os.ReadFile("../../schemas/" + path.Dir(p.Name) + "/testdata/" + name); err == nil {
				add(payload)
			}
		}
	}
	f.Fuzz(func(t *testing.T, endpoint uint, seed uint64, payload []byte) {
		l := laws[endpoint%uint(len(laws))]
		l.rand = rand.New(rand.NewPCG(seed, 1))
		source := mutate.New(l.plan, seed)
		for range 1 + changes {
			if l.hold(t, payload).Malformed() {
				return
			}
			if l.form != nil {
				l.holdForm(t, formOf(t, payload))
			}
			payload = source.Change(payload)
		}
	})
}
