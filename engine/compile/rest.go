package compile

import (
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/plan"
)

// every is an object whose members [string]: X describes, all of them.
func (c *compiler) every(n node, x *ast.Field) *members {
	const hint = "write [string]: X"
	label := x.Label.(*ast.ListLit)
	if len(label.Elts) != 1 {
		c.fault(x.Pos(), hint, "the label %s is not supported", show(label))
		return &members{open: true}
	}
	names := c.expr(n.with(label.Elts[0]))
	if names.kinds&plan.KindString == 0 || !names.bare() {
		c.fault(x.Pos(), hint, "the label %s is not supported", show(label))
	}
	rest := c.declaration(n.value(x), false)
	return &members{rest: &rest, at: x.Pos(), open: true}
}

// rest is the type of every member of an object; nil where there is none.
func (e *endpoint) rest(p *plan.Field, m, expected *members, path []string) *plan.Type {
	if expected != nil && expected.rest != nil {
		e.fault(expected.at, "name the fields", "an expectation of every member is not supported")
	}
	if m.rest == nil {
		return nil
	}
	if len(m.fields) > 0 || len(m.conditions) > 0 || m.open {
		e.fault(m.at, "give it a struct of its own", "[string]: X beside other members is not supported")
		return nil
	}
	return e.inner(p, *m.rest, m.at, path)
}

// inner is the type of what is in a field: each element or member. At the root the field is nil.
func (e *endpoint) inner(p *plan.Field, t typ, at token.Pos, path []string) *plan.Type {
	where := "each member"
	if p != nil {
		where = "each of " + p.Path
	}
	if t.kinds == 0 {
		e.fault(at, "its constraints exclude each other", "%s can never be satisfied", where)
		return nil
	}
	e.unasked(t.notes, where)
	e.unread(t.notes, where)
	inner := e.typ(p, nil, t, at, path)
	return &inner
}
