package types_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"cuelang.org/go/cue/token"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/compile/internal/types"
	"github.com/passant-go/passant/engine/internal/seedtest"
	"github.com/passant-go/passant/engine/plan"
)

// A drawer draws types, each of whose parts is written at a place of its own.
type drawer struct {
	*rand.Rand
	file *token.File
	next int
}

// eachDraw runs a law on types that are drawn anew in each run, by a seed that is told.
func eachDraw(t *testing.T, law func(t *testing.T, d *drawer)) {
	t.Helper()
	d := newDrawer(seedtest.New(t))
	for range 2000 {
		law(t, d)
	}
}

func newDrawer(seed uint64) *drawer {
	return &drawer{Rand: rand.New(rand.NewPCG(seed, 0)), file: token.NewFile("drawn.cue", -1, 1<<24)}
}

func (d *drawer) at() token.Pos {
	d.next++
	return d.file.Pos(d.next, 0)
}

var scalars = []plan.Kind{plan.KindString, plan.KindInt, plan.KindBool, plan.KindNull, source.Numbers, plan.KindString | plan.KindInt}

// simple is a type of values without parts.
func (d *drawer) simple() types.Type {
	switch d.IntN(4) {
	case 0:
		return types.Single(types.KindCheck(scalars[d.IntN(len(scalars))], d.at()))
	case 1:
		k := types.NewCheck(plan.AtLeast, source.Numbers, "min", d.at(), plan.Param{Name: "min", JSON: "1"})
		k.Bound = strconv.Itoa(d.IntN(5))
		return types.Single(k)
	case 2:
		k := types.NewCheck(plan.MaxLength, plan.KindString, "max_length", d.at(), plan.Param{Name: "max", JSON: "1"})
		k.Limit = d.IntN(5)
		return types.Single(k)
	}
	return types.OneOf(d.literals(), d.at())
}

func (d *drawer) literals() (list []plan.Literal) {
	for range 1 + d.IntN(3) {
		list = append(list, d.literal())
	}
	return list
}

func (d *drawer) literal() plan.Literal {
	number := strconv.Itoa(d.IntN(4))
	return [...]plan.Literal{{Kind: plan.KindString, Text: number}, {Kind: plan.KindInt, Text: number}, {Kind: plan.KindBool, Text: "true"}}[d.IntN(3)]
}

// draw is a type, of parts as deep as depth.
func (d *drawer) draw(depth int) types.Type {
	if depth == 0 {
		return d.simple()
	}
	switch d.IntN(4) {
	case 0:
		t := types.Single(types.KindCheck(plan.KindList, d.at()))
		elem := d.draw(depth - 1)
		t.Elem = &elem
		return t
	case 1, 2:
		return d.object(depth)
	}
	return d.simple()
}

func (d *drawer) object(depth int) types.Type {
	t := types.Single(types.KindCheck(plan.KindObject, d.at()))
	t.Members = &types.Members{Ellipsis: d.IntN(5) == 0}
	for _, name := range [...]string{"a", "b", "c"} {
		if d.IntN(2) == 0 {
			t.Members.Fields = append(t.Members.Fields, &types.Field{Name: name, At: d.at(), Required: d.IntN(2) == 0, Type: d.draw(depth - 1)})
		}
	}
	if d.IntN(2) == 0 {
		t, _ = types.Close(t)
	}
	return t
}

// show is what a type says, whatever the order in which it says it.
func show(t types.Type) string {
	var parts []string
	for _, k := range t.Checks {
		parts = append(parts, fmt.Sprint(k.Op, k.On, k.Limit, k.Bound, k.Values, k.At.Offset()))
	}
	for _, v := range t.Except {
		parts = append(parts, fmt.Sprint("except", v))
	}
	slices.Sort(parts)
	parts = append(slices.Compact(parts), fmt.Sprint("kinds ", t.Kinds))
	if t.Elem != nil {
		parts = append(parts, "elem "+show(*t.Elem))
	}
	if m := t.Members; m != nil {
		var fields []string
		for _, f := range m.Fields {
			fields = append(fields, fmt.Sprint(f.Name, f.Required, f.KeptOut, show(f.Type)))
		}
		slices.Sort(fields)
		parts = append(parts, fmt.Sprint("members ", m.Closed, m.Ellipsis, m.Vague, fields))
	}
	return "(" + strings.Join(parts, "; ") + ")"
}

func unify(a, b types.Type) types.Type {
	t, _ := types.Unify(a, b)
	return t
}

func TestUnifyIsCommutative(t *testing.T) {
	eachDraw(t, func(t *testing.T, d *drawer) {
		a, b := d.draw(3), d.draw(3)
		ab, one := types.Unify(a, b)
		ba, other := types.Unify(b, a)
		require.Equal(t, show(ab), show(ba))
		require.Len(t, one, len(other))
	})
}

func TestUnifyIsAssociative(t *testing.T) {
	eachDraw(t, func(t *testing.T, d *drawer) {
		a, b, c := d.draw(3), d.draw(3), d.draw(3)
		require.Equal(t, show(unify(unify(a, b), c)), show(unify(a, unify(b, c))))
	})
}

func TestUnifyIsIdempotent(t *testing.T) {
	eachDraw(t, func(t *testing.T, d *drawer) {
		a := d.draw(3)
		require.Equal(t, show(a), show(unify(a, a)))
	})
}

// What says nothing adds nothing.
func TestUnifyHasAnIdentity(t *testing.T) {
	eachDraw(t, func(t *testing.T, d *drawer) {
		a := d.draw(3)
		require.Equal(t, show(a), show(unify(types.Type{Kinds: source.AnyKind}, a)))
	})
}

func TestUnifyAsksForBoth(t *testing.T) {
	eachDraw(t, func(t *testing.T, d *drawer) {
		a, b := d.draw(3), d.draw(3)
		both := unify(a, b)
		require.Equal(t, a.Kinds&b.Kinds, both.Kinds)
		v := d.literal()
		require.Equal(t, a.Excludes(v) || b.Excludes(v), both.Excludes(v), "%v", v)
	})
}

// Functions change nothing that they are given.
func TestTypesStayAsTheyAre(t *testing.T) {
	eachDraw(t, func(t *testing.T, d *drawer) {
		a, b := d.draw(3), d.draw(3)
		beforeA, beforeB := show(a), show(b)
		types.Unify(a, b)
		types.Close(a)
		types.Embedded(a)
		types.AssignKinds(a, 0, token.NoPos)
		types.Disjoint(a, b)
		require.Equal(t, beforeA, show(a))
		require.Equal(t, beforeB, show(b))
	})
}

func TestClose(t *testing.T) {
	eachDraw(t, func(t *testing.T, d *drawer) {
		a := d.draw(3)
		closed, faults := types.Close(a)
		again, more := types.Close(closed)
		require.Empty(t, faults)
		require.Empty(t, more)
		require.Equal(t, show(closed), show(again))
		if m := closed.Members; m != nil {
			require.Equal(t, !m.Ellipsis || a.Members.Closed == types.Strict, m.Shut())
			require.False(t, m.Describes("none"))
		}
	})
}

// A struct that is closed admits no member by what it meets.
func TestClosedStructsAdmitNoMore(t *testing.T) {
	eachDraw(t, func(t *testing.T, d *drawer) {
		closed, _ := types.Close(d.object(2))
		if closed.Members.Ellipsis {
			return
		}
		both := unify(closed, d.object(2))
		require.True(t, both.Members.Shut())
		for _, f := range both.Members.Fields {
			if closed.Members.Find(f.Name) == nil {
				require.True(t, both.Members.Out(f.KeptOut), "%s", f.Name)
			}
		}
	})
}

func TestDisjointIsSymmetric(t *testing.T) {
	eachDraw(t, func(t *testing.T, d *drawer) {
		a, b := d.draw(3), d.draw(3)
		disjoint := types.Disjoint(a, b)
		require.Equal(t, disjoint, types.Disjoint(b, a))
		if v := d.literal(); disjoint {
			require.True(t, a.Excludes(v) || b.Excludes(v), "%v", v)
		}
	})
}

// Types with alternatives have those of each with those of the other, whichever comes first. They are not idempotent: one
// alternative with another is an alternative, too.
func TestUnifyOfAlternatives(t *testing.T) {
	alternatives := func(d *drawer) types.Type {
		t, _ := types.Union(d.at(), []types.Type{d.object(2), d.object(2)})
		return t
	}
	shown := func(t types.Type) (list []string) {
		for _, choice := range t.Choices {
			list = append(list, show(choice))
		}
		slices.Sort(list)
		return list
	}
	eachDraw(t, func(t *testing.T, d *drawer) {
		a, b, c := alternatives(d), alternatives(d), d.object(2)
		require.Equal(t, shown(unify(a, b)), shown(unify(b, a)))
		require.Len(t, unify(a, b).Choices, 4)
		require.Equal(t, shown(unify(unify(a, b), c)), shown(unify(a, unify(b, c))))
	})
}

// There are so many alternatives at most; what is beyond is told.
func TestAlternativesAreLimited(t *testing.T) {
	d := newDrawer(1)
	a, _ := types.Union(d.at(), []types.Type{d.object(1), d.object(1)})
	for range 6 {
		b, _ := types.Union(d.at(), []types.Type{d.object(1), d.object(1)})
		both, faults := types.Unify(a, b)
		require.Equal(t, len(a.Choices) == 64, len(faults) > 0)
		a = both
	}
	require.Len(t, a.Choices, 64)
}
