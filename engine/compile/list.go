package compile

import (
	"strconv"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/plan"
)

// listOf is [...T], a list of a fixed number of elements like [], [A] and [A, B], or one that begins with some: [A, ...B].
func (r reader) listOf(n node, x *ast.ListLit) typ {
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
			return r.refuse(n, "write out its elements, or [...T]")
		}
	}
	exact := rest == nil && len(elements) > 0
	if len(elements) > 0 {
		t.checks = append(t.checks, size(plan.MinItems, exact, len(elements), x.Pos()))
	}
	if rest == nil {
		t.checks = append(t.checks, size(plan.MaxItems, exact, len(elements), x.Pos()))
	}
	of := func(e ast.Expr) *typ {
		elem := r.expr(n.with(e))
		elem.written = e.Pos()
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

// size is one of the limits of a list that has n elements, or begins with as many; exact where both limits are n.
func size(op plan.Op, exact bool, n int, at token.Pos) check {
	least, most := plan.Param{Name: "min", JSON: strconv.Itoa(n)}, plan.Param{Name: "max", JSON: strconv.Itoa(n)}
	var k check
	switch {
	case exact:
		k = plainCheck(op, plan.KindList, "items.exact", at, least, most)
	case op == plan.MinItems:
		k = plainCheck(op, plan.KindList, "items.min", at, least)
	default:
		k = plainCheck(op, plan.KindList, "items.max", at, most)
	}
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
func (r reader) joinElems(t *typ, a, b typ) {
	join := func(a, b *typ) *typ {
		if a == nil {
			return b
		}
		if b == nil {
			return a
		}
		both := r.both(*a, *b)
		return &both
	}
	for i := range max(len(a.items), len(b.items)) {
		t.items = append(t.items, *join(a.at(i), b.at(i)))
	}
	t.elem = join(a.elem, b.elem)
}
