package bench

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Every engine gives the verdicts of the fixtures, save for payloads with a trait in which it differs by design; of each
// of these there must be one where it does.
func TestVerdicts(t *testing.T) {
	hold, err := Hold()
	require.NoError(t, err)
	for _, m := range Makers() {
		t.Run(m.Name, func(t *testing.T) {
			e, err := m.New()
			require.NoError(t, err)
			prove(t, hold, e.Differs(), func(p Payload) bool {
				valid := e.Valid(p.Endpoint, p.Body)
				assert.Equal(t, valid, len(e.AppendAnswer(nil, p.Endpoint, p.Body)) == 0, "%s: verdict and answer", p.Name)
				return valid
			})
		})
	}
}

func prove(t *testing.T, hold []Payload, differs []Trait, judge func(Payload) bool) {
	judged, err := Prove(hold, differs, judge)
	assert.NoError(t, err)
	t.Logf("%d of %d payloads", judged, len(hold))
}

// What is measured is valid where it should be, and every fault is found.
func TestSets(t *testing.T) {
	valid, err := ValidSet()
	require.NoError(t, err)
	invalid, err := InvalidSet()
	require.NoError(t, err)
	for i, c := range contracts {
		assert.Empty(t, c.Endpoint.Validate(valid[i]).Violations(), c.Name)
		assert.Len(t, c.Endpoint.Validate(invalid[i]).Violations(), Faults, c.Name)
	}
	for _, m := range Makers() {
		e, err := m.New()
		require.NoError(t, err)
		for i, c := range contracts {
			assert.True(t, e.Valid(i, valid[i]), "%s: %s", m.Name, c.Name)
			assert.Empty(t, e.AppendAnswer(nil, i, valid[i]), "%s: %s", m.Name, c.Name)
			assert.False(t, e.Valid(i, invalid[i]), "%s: %s", m.Name, c.Name)
			assert.NotEmpty(t, e.AppendAnswer(nil, i, invalid[i]), "%s: %s", m.Name, c.Name)
		}
	}
	for _, f := range Floors() {
		for i, c := range contracts {
			assert.True(t, f.Valid(valid[i]) && f.Valid(invalid[i]), "%s: %s", f.Name, c.Name)
			assert.False(t, f.Valid(valid[i][1:]), "%s: %s", f.Name, c.Name)
		}
	}
}

// The engines of Node.js come by npm, which not every machine has: PASSANT_NPM=1 says that this one does.
func TestNodeVerdicts(t *testing.T) {
	if os.Getenv("PASSANT_NPM") == "" {
		t.Skip("PASSANT_NPM is not set")
	}
	node, err := StartNode()
	require.NoError(t, err)
	defer node.Close()
	hold, err := Hold()
	require.NoError(t, err)
	for _, engine := range NodeEngines() {
		t.Run(engine.Name, func(t *testing.T) {
			prove(t, hold, engine.Differs, func(p Payload) bool {
				valid, err := node.Valid(engine.Name, p.Endpoint, p.Body)
				require.NoError(t, err)
				return valid
			})
		})
	}
}
