package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/bench"
)

func TestQuartiles(t *testing.T) {
	assert.Equal(t, quartiles{2, 3, 4}, quartilesOf([]float64{5, 1, 3, 2, 4}))
	assert.Equal(t, quartiles{7, 7, 7}, quartilesOf([]float64{7}))
	assert.Zero(t, quartilesOf(nil))
}

func TestTargets(t *testing.T) {
	few := target{measured: quartiles{1, 2, 3}, known: true, goal: 1, gate: 2}
	many := target{measured: quartiles{1, 2, 3}, known: true, goal: 3, gate: 2, atLeast: true}
	for _, x := range []target{few, many} {
		assert.False(t, x.reaches(x.goal, 1))
		assert.True(t, x.reaches(x.gate, 1))
	}
	assert.True(t, passed([]target{few, many, {goal: 1, gate: none, known: true, measured: quartiles{2, 2, 2}}}, 1), "a goal is no gate")
	few.gate = 1
	assert.False(t, passed([]target{few, many}, 1))
	assert.True(t, passed([]target{few, many}, 4), "but for a factor of four")
	few.known = false
	assert.True(t, passed([]target{few, many}, 1), "what was not measured does not fail")
}

// What is written knows every case that there is, whatever was not measured.
func TestTables(t *testing.T) {
	t.Chdir("..")
	r := newResults()
	peers, growth := split(bench.Cases())
	for _, c := range append(peers, growth...) {
		r.samples[c.ID()] = &sample{Case: c, operation: bench.Operation{Bytes: len(r.order), Local: true}}
		r.order = append(r.order, c.ID())
	}
	for _, ids := range append(peerComparisons(peers), growthComparisons(growth)...) {
		for _, id := range ids {
			require.Contains(t, r.samples, id)
		}
		assert.NotContains(t, r.comparisons, ids, "it is compared twice")
		r.comparisons[ids] = [][2]float64{{1, 2}, {3, 2}, {6, 2}, {8, 2}, {9, 2}}
	}
	tables := r.tables()
	for _, line := range []string{
		"| encoding/json.Valid | 1 | 1 |  | 0 |  |  |\n",
		"| **passant** | 3.00 (1.50–4.00) | 3.00 (1.50–4.00) |  | 0 |  |  |\n",
		"| fields: 4 · 16 · 64 · 250 · 500 | 3.00 · 3.00 · 3.00 · 3.00 · 3.00 |\n",
		"| 1 MB of lines | 3.00 (1.50–4.00) |\n",
	} {
		assert.Contains(t, tables, line)
	}
	costs, err := r.costs()
	require.NoError(t, err)
	for _, line := range []string{
		"| a payload | 1.97 ns (1.95–1.99) |  |\n",
		"| any of that where 10,000 contracts are used in turn | × 3.00 (1.50–4.00) |  |\n",
	} {
		assert.Contains(t, costs, line)
	}
	assert.Contains(t, r.picture(), ">passant</text><rect class=\"passant\"")
	for _, x := range r.targets() {
		assert.Equal(t, x.unit != "instructions" && x.what != "ajv standalone / passant, valid", x.known, x.what)
	}
}

func TestFill(t *testing.T) {
	path := filepath.Join(t.TempDir(), "page.md")
	require.NoError(t, os.WriteFile(path, []byte("a\n"+from+"old\n"+to+"b\n"), 0o600))
	require.NoError(t, fill(path, "measured\n"))
	page, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, "a\n"+from+"measured\n"+to+"b\n", string(page))

	require.NoError(t, os.WriteFile(path, []byte("a\n"), 0o600))
	assert.ErrorContains(t, fill(path, "measured\n"), "lacks the marks")
}

func TestBudget(t *testing.T) {
	t.Chdir("..")
	_, budget, err := readBudget()
	require.NoError(t, err)
	for _, c := range budgeted() {
		assert.NotZero(t, budget[c.ID()], c.ID())
		delete(budget, c.ID())
	}
	assert.Empty(t, budget)
}

func TestNumbers(t *testing.T) {
	assert.Equal(t, "7", count(7))
	assert.Equal(t, "1,000", count(1000))
	assert.Equal(t, "7,234,567", count(7_234_567))
	assert.Equal(t, []string{"0.25", "25.0", "251"}, []string{short(0.25), short(25), short(251.2)})
}
