package schemas_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"cuelang.org/go/cue"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/lookup"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/schemas"
)

// Every answer to a fixture, and to an accepted one whenever any one lookup says no, is one that its contract describes.
func TestAnswersAreDocumented(t *testing.T) {
	contracts := contracts{}
	answers, refused := 0, 0
	for _, f := range fixtures(t) {
		t.Run(f.path, func(t *testing.T) {
			if report, err := f.check(); err == nil && !report.Valid() {
				answers++
				contracts.document(t, f.endpoint, report)
			}
			if f.layer != "accepted" {
				return
			}
			for _, name := range lookupsOf(f.endpoint.Plan()) {
				no := lookup.Func(name, func(context.Context, lookup.Values) (lookup.Outcome, error) { return lookup.No, nil })
				report, err := f.endpoint.With(no).Check(t.Context(), f.payload)
				require.NoError(t, err)
				if !report.Valid() { // else there is no value to ask about
					refused++
					contracts.document(t, f.endpoint, report)
				}
			}
		})
	}
	t.Logf("%d answers to fixtures, %d to lookups", answers, refused)
	assert.NotZero(t, answers)
	assert.NotZero(t, refused)
}

// lookupsOf are the names of an endpoint's lookups.
func lookupsOf(p *plan.Endpoint) (names []string) {
	for _, f := range p.Request.Fields {
		for _, l := range f.Lookups {
			names = append(names, l.Name)
		}
	}
	for _, l := range p.Lookups {
		names = append(names, l.Name)
	}
	return names
}

// document holds that the answer is described: to a response without a warning, and to CUE.
func (c contracts) document(t *testing.T, e *engine.Endpoint, report engine.Report) {
	answer := report.AppendAnswer(nil)
	response, err := e.Response(report.Status())
	require.NoError(t, err)
	got := response.Validate(answer)
	assert.True(t, got.Valid() && got.Len() == 0, "%s: %v", answer, got)
	assert.True(t, c.describe(t, e, report.Status(), answer), "CUE refuses %s", answer)
}

// Answers are accepted and refused as testdata/answers says: by the check of their status, and by CUE. Of those that are
// refused, refused.txt says why.
func TestDocumentedAnswers(t *testing.T) {
	contracts := contracts{}
	shown := map[string]bool{}
	var reasons strings.Builder
	for name, accepted := range map[string]bool{"accepted": true, "refused": false} {
		archive, err := txtar.ParseFile("testdata/answers/" + name + ".txtar")
		require.NoError(t, err)
		for _, file := range archive.Files {
			t.Run(name+" "+file.Name, func(t *testing.T) {
				id, _, _ := strings.Cut(file.Name, " ")
				endpoint, text, _ := strings.Cut(id, "#")
				status, err := strconv.Atoi(text)
				require.NoError(t, err)
				shown[id] = shown[id] || accepted
				e := endpointNamed(t, endpoint)
				strict, err := e.Configure(engine.Options{Strict: true})
				require.NoError(t, err)
				response, err := strict.Response(status)
				require.NoError(t, err)
				report := response.Validate(file.Data)
				assert.Equal(t, accepted, report.Valid(), "%v", report)
				if !accepted {
					reasons.WriteString("\n" + file.Name + "\n")
					for _, v := range report.Violations() {
						fmt.Fprintf(&reasons, "  %s %s\n", v.Pointer, ruleOf(v.Rule, v.Code))
					}
				}
				if !report.Malformed() {
					assert.Equal(t, accepted, contracts.describe(t, e, status, file.Data), "CUE")
				}
			})
		}
	}
	const golden = "testdata/answers/refused.txt"
	if *update {
		require.NoError(t, os.WriteFile(golden, []byte(reasons.String()), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	assert.Equal(t, string(want), reasons.String())
	for _, e := range schemas.All() {
		for _, a := range e.Plan().Answers {
			id := fmt.Sprintf("%s#%d", e.Name(), a.Status)
			assert.True(t, shown[id], "no accepted answer of %s", id)
		}
	}
}

func endpointNamed(t *testing.T, name string) *engine.Endpoint {
	for _, e := range schemas.All() {
		if e.Name() == name {
			return e
		}
	}
	require.Fail(t, "no such endpoint", name)
	return nil
}

// describe reports whether CUE accepts an answer, by what the contract says of any answer of the status.
func (c contracts) describe(t *testing.T, e *engine.Endpoint, status int, answer []byte) bool {
	return slices.ContainsFunc(e.Plan().Answers, func(a plan.Answer) bool {
		return a.Status == status && (a.Type == nil ||
			c.accept(t, e.Name(), answer, cue.Str("answers"), cue.Str(a.Occasion), cue.Def("#Body")))
	})
}
