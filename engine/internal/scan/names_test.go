package scan

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestNames(t *testing.T) {
	var s Scanner
	s.Reset(DefaultLimits())
	outer := s.Open()
	assert.True(t, s.Name(outer, []byte("")))
	assert.True(t, s.Name(outer, []byte("a")))
	assert.True(t, s.Name(outer, []byte("b")))
	assert.False(t, s.Name(outer, []byte("a")))

	inner := s.Open()
	assert.True(t, s.Name(inner, []byte("a")))
	assert.False(t, s.Name(inner, []byte("a")))
	s.Close(inner)
	assert.False(t, s.Name(outer, []byte("b")))
	assert.True(t, s.Name(outer, []byte("c")))

	sibling := s.Open()
	assert.True(t, s.Name(sibling, []byte("a")))
	assert.True(t, s.Name(outer, []byte("d")), "the sibling was never closed")
	assert.False(t, s.Name(sibling, []byte("a")))
	assert.False(t, s.Name(outer, []byte("")))

	s.Reset(DefaultLimits())
	assert.True(t, s.Name(s.Open(), []byte("a")))
}

func TestFold(t *testing.T) {
	for text, want := range map[string][2]Code{
		`{"a":1,"A":2}`:                       {None, DuplicateKey},
		`{"x":[{"aZ":1,"Az":2}]}`:             {None, DuplicateKey},
		`{"a\u005A":1,"A\u007A":2}`:           {None, DuplicateKey},
		`{"[":1,"{":2,"@":3,"` + "`" + `":4}`: {None, None},
		`{"é":1,"É":2}`:                       {None, None},
		`{"a":{"A":1},"b":{"A":1}}`:           {None, None},
		`{"a":1,"a":2}`:                       {DuplicateKey, DuplicateKey},
	} {
		for i, fold := range []bool{false, true} {
			var s Scanner
			s.Fold(fold)
			s.Reset(DefaultLimits())
			_, code := s.Check([]byte(text))
			assert.Equal(t, want[i], code, "%s, fold %v", text, fold)
		}
	}
}

// TestNamesChains shows that a flood of names stays cheap: in one object, and
// in as many objects as the depth allows.
func TestNamesChains(t *testing.T) {
	const flood = 100_000
	for _, objects := range []int{1, 10, 1000} {
		var s Scanner
		for range objects {
			object := s.Open()
			for k := range flood / objects {
				require.True(t, s.Name(object, fmt.Appendf(nil, "name%d", k)))
			}
		}
		longest := 0
		for _, k := range s.names.table {
			n := 0
			for ; k != 0; k = s.names.seen.At(int(k - 1)).next {
				n++
			}
			longest = max(longest, n)
		}
		assert.Less(t, longest, 20, "%d objects", objects)
	}
}

func TestNamesMemory(t *testing.T) {
	var s Scanner
	limits := DefaultLimits()
	s.Reset(limits)

	// Names leave with their object, so that many objects need no more than one.
	body := []byte(`{"list":[` + strings.Repeat(`{"a":1,"b":2},`, 5_000) + `{}]}`)
	_, code := s.Check(body)
	require.Equal(t, None, code)
	assert.Zero(t, s.names.seen.Len())

	// A usual text leaves its memory for the next, but nothing that refers to it.
	_, code = s.Check([]byte(`{"a":{"b":1,"\u0063":2,"c":3}}`))
	require.Equal(t, DuplicateKey, code)
	assert.NotZero(t, s.names.seen.Len())
	s.Reset(limits)
	assert.NotNil(t, s.names.table)
	assert.NotNil(t, s.names.arena)
	assert.Empty(t, s.names.seen.Add().text)
	s.names.seen.Cut(0)
	for _, k := range s.names.table {
		assert.Zero(t, k)
	}

	// A huge one does not.
	object := s.Open()
	for k := range 10 * keepNames {
		require.True(t, s.addRaw(object, fmt.Appendf(nil, `n\u0061me%d`, k), Escaped))
	}
	s.Reset(limits)
	assert.Zero(t, s.names.seen)
	assert.Nil(t, s.names.table)
	assert.Nil(t, s.names.arena)
	assert.True(t, s.Name(s.Open(), []byte("name0")))
}
