package source_test

import (
	"testing"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/compile/internal/source"
)

func messages(f *source.Faults) (list []string) {
	for _, fault := range f.All() {
		list = append(list, fault.Message)
	}
	return list
}

// Faults come by place, each once.
func TestFaultsAreOrdered(t *testing.T) {
	file := token.NewFile("/passant.contracts/acme/acme.cue", -1, 100)
	file.AddLine(50)
	f := source.NewFaults()
	f.Add(file.Pos(60, 0), "", "second")
	f.Add(file.Pos(10, 0), "write it out", "first")
	f.Add(file.Pos(60, 0), "", "second")
	assert.Equal(t, []source.Fault{
		{File: "acme/acme.cue", Line: 1, Column: 11, Message: "first", Hint: "write it out"},
		{File: "acme/acme.cue", Line: 2, Column: 11, Message: "second"},
	}, f.All())
}

// What may follow from a fault is told only where there is none.
func TestConsequences(t *testing.T) {
	f := source.NewFaults()
	f.Consequence(token.NoPos, "", "consequence")
	f.Consequence(token.NoPos, "", "consequence")
	require.True(t, f.Failed())
	assert.Zero(t, f.Count())
	assert.Equal(t, []string{"consequence"}, messages(f))
	f.Add(token.NoPos, "", "fault")
	assert.Equal(t, []string{"fault"}, messages(f))
	f.Truncate(0)

	all := source.NewFaults()
	all.Merge(f)
	all.Merge(f)
	assert.Equal(t, []string{"consequence"}, messages(all))
}

// Members can be left to CUE where that is all that is wrong.
func TestInstead(t *testing.T) {
	f, member := source.NewFaults(), &ast.Field{}
	_, ok := f.Instead()
	assert.False(t, ok, "nothing is wrong")
	f.Add(token.NoPos, "", "unsupported")
	f.Leave(member)
	members, ok := f.Instead()
	assert.True(t, ok)
	assert.Equal(t, []*ast.Field{member}, members)
	f.Add(token.NoPos, "", "wrong")
	_, ok = f.Instead()
	assert.False(t, ok)
}
