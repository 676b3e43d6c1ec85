package compile

import (
	"strconv"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/plan"
)

// listOf is [...T], a list of a fixed number of elements like [], [A] and [A, B], or one that begins with some: [A, ...B].
func (c *compiler) listOf(n node, x *ast.ListLit) typ {
	t := single(kindCheck(plan.KindList, x.Pos()))
	elements := x.Elts
	var rest *ast.Ellipsis
	if last := len(elements) - 1; last >= 0 {
		if ellipsis, ok := elements[last].(*ast.Ellipsis); ok {
			rest, elements = ellipsis, elements[:last]
		}
	}
	for _, e := range elements {
		if _, computed := e.(*ast.Comprehension); computed {
			return c.refuse(n, "write out its elements, or [...T]")
		}
	}
	if len(elements) > 0 {
		t.checks = append(t.checks, size(plan.MinItems, "min", len(elements), x.Pos()))
	}
	if rest == nil {
		t.checks = append(t.checks, size(plan.MaxItems, "max", len(elements), x.Pos()))
	}
	of := func(e ast.Expr) *typ {
		elem := c.expr(n.with(e))
		return &elem
	}
	switch {
	case rest != nil && rest.Type != nil:
		t.elem = of(rest.Type)
	case rest == nil && alike(elements):
		t.elem = of(elements[0])
		return t
	}
	for _, e := range elements {
		t.items = append(t.items, *of(e))
	}
	return t
}

// alike reports whether there are expressions and they are all the same.
func alike(list []ast.Expr) bool {
	for _, e := range list {
		if show(e) != show(list[0]) {
			return false
		}
	}
	return len(list) > 0
}

// size is one of the limits of a list that has n elements, or begins with as many.
func size(op plan.Op, param string, n int, at token.Pos) check {
	k := plainCheck(op, plan.KindList, "items", at, plan.Param{Name: param, JSON: strconv.Itoa(n)})
	k.Limit = n
	return k
}

// at is the type of the element i of a list; nil where anything may be there.
func (t *typ) at(i int) *typ {
	if i < len(t.items) {
		return &t.items[i]
	}
	return t.elem
}

// anyElem reports whether the type of an element of a list is one of which is holds.
func (t *typ) anyElem(is func(*typ) bool) bool {
	for i := range t.items {
		if is(&t.items[i]) {
			return true
		}
	}
	return t.elem != nil && is(t.elem)
}

// joinElems gives t the elements of both a and b.
func (c *compiler) joinElems(t *typ, a, b typ) {
	join := func(a, b *typ) *typ {
		if a == nil {
			return b
		}
		if b == nil {
			return a
		}
		both := c.both(*a, *b)
		return &both
	}
	for i := range max(len(a.items), len(b.items)) {
		t.items = append(t.items, *join(a.at(i), b.at(i)))
	}
	t.elem = join(a.elem, b.elem)
}
