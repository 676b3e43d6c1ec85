package compile

import (
	"slices"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/plan"
)

// A condition is what an if clause says of a member.
type condition struct {
	when     []clause // all of them
	name     string   // of the member
	required bool
	then     *typ // what it is then; nil: anything
	rule     string
	inferred *plan.Inference
	at       token.Pos
}

// A clause is a state of a member.
type clause struct {
	name   string
	absent bool
	nth    int  // of the if clauses, of which the earlier ones are decided first
	truth  bool // it is no comparison, but the value itself
	is     *typ // what the value is; nil: anything
	at     token.Pos
}

const conditionHint = "write if x == _|_ {…}, if x != _|_ {…} or, for a required x, a comparison with a literal; && joins them"

// conditional is what an if clause in a struct says; when is what clauses around it say.
func (r reader) conditional(n node, x *ast.Comprehension, when []clause) (all []condition) {
	bad := func(e ast.Node) []condition {
		r.unsupported(e.Pos(), conditionHint, "this condition is not supported")
		return nil
	}
	if x.Fallback != nil {
		return bad(x)
	}
	when = slices.Clip(when)
	for _, one := range x.Clauses {
		if _, loop := one.(*ast.ForClause); loop {
			r.unsupported(one.Pos(), "write out the members that it makes", "a for clause in a type is not supported")
			return nil
		}
		clause, ok := one.(*ast.IfClause)
		if !ok {
			return bad(one)
		}
		states, ok := r.states(n.with(clause.Condition))
		if !ok {
			return bad(clause)
		}
		for i := range states {
			states[i].nth = len(when) + 1
		}
		when = append(when, states...)
	}
	body, ok := x.Value.(*ast.StructLit)
	if !ok {
		return bad(x)
	}
	for _, d := range body.Elts {
		switch d := d.(type) {
		case *ast.Comprehension:
			all = append(all, r.conditional(n, d, when)...)
		case *ast.Field:
			one, ok := r.then(n, when, d)
			if !ok {
				return bad(d)
			}
			all = append(all, one)
		case *ast.Attribute, *ast.CommentGroup:
		default:
			return bad(d)
		}
	}
	return all
}

// states are the states of members that a condition asks for.
func (r reader) states(n node) (list []clause, ok bool) {
	switch x := n.expr.(type) {
	case *ast.ParenExpr:
		return r.states(n.with(x.X))
	case *ast.Ident:
		return r.truth(x, "true")
	case *ast.UnaryExpr:
		if id, ok := x.X.(*ast.Ident); ok && x.Op == token.NOT {
			return r.truth(id, "false")
		}
	case *ast.BinaryExpr:
		if x.Op == token.LAND {
			left, okLeft := r.states(n.with(x.X))
			right, okRight := r.states(n.with(x.Y))
			return append(left, right...), okLeft && okRight
		}
		return r.comparison(n, x)
	}
	return nil, false
}

// truth is that a member is true, or false.
func (r reader) truth(id *ast.Ident, text string) ([]clause, bool) {
	name, ok := r.scope.names[id.Node]
	value := oneOf([]plan.Literal{{Kind: plan.KindBool, Text: text}}, id.Pos())
	return []clause{{name: name, truth: true, is: &value, at: id.Pos()}}, ok
}

func (r reader) comparison(n node, x *ast.BinaryExpr) ([]clause, bool) {
	id, ok := x.X.(*ast.Ident)
	if !ok {
		return nil, false
	}
	one := clause{at: x.Pos()}
	if one.name, ok = r.scope.names[id.Node]; !ok {
		return nil, false
	}
	if _, bottom := x.Y.(*ast.BottomLit); bottom {
		one.absent = x.Op == token.EQL
		return []clause{one}, one.absent || x.Op == token.NEQ
	}
	value, ok := r.literal(n.with(x.Y))
	if !ok {
		return nil, false
	}
	var is typ
	switch {
	case x.Op == token.EQL && value.Kind&numbers != 0: // 5.0 == 5
		is = oneOf([]plan.Literal{{Kind: plan.KindInt, Text: value.Text}, {Kind: plan.KindFloat, Text: value.Text}}, x.Pos())
	case x.Op == token.EQL:
		is = oneOf([]plan.Literal{value}, x.Pos())
	case x.Op == token.NEQ && value.Kind != plan.KindNull, value.Kind&numbers != 0, x.Op == token.MAT, x.Op == token.NMAT:
		is = r.unary(n, &ast.UnaryExpr{OpPos: x.OpPos, Op: x.Op, X: x.Y})
		if x.Op == token.NEQ { // what is of another kind is not equal
			is.kinds, is.checks[0].mute = anyKind, true
		}
	default:
		return nil, false
	}
	one.is = &is
	return []clause{one}, true
}

// then is what is said of a member that a condition declares.
func (r reader) then(n node, when []clause, f *ast.Field) (condition, bool) {
	cond := condition{when: when, rule: "required", at: f.Pos(), required: f.Constraint == token.NOT}
	name, _, err := ast.LabelName(f.Label)
	if err != nil || f.Constraint != token.NOT && f.Constraint != token.OPTION {
		return cond, false
	}
	cond.name = name
	if show(f.Value) != "_" {
		t := r.field(n.with(n.expr), f)
		if t == nil {
			return cond, false
		}
		if t.typ.described() || t.typ.opens() { // what is closed there, other parts of the struct may open
			r.unsupported(f.Pos(), "require it here, and say of it what always holds", "a struct in a condition is not supported")
		}
		cond.then = &t.typ
		return cond, true
	}
	for _, a := range attributes(n.value(f)) {
		switch {
		case a.name == "rule" && a.first() == "either" && len(a.args) == 1, a.name == "as" && r.renames(a):
			cond.rule = a.first()
		case a.name == "as":
		case a.name == "inferred":
			cond.inferred = &plan.Inference{Why: a.text}
		default:
			r.fault(a.at, "write @rule(either)", "@%s has no meaning in a condition", a.name)
		}
	}
	return cond, true
}

// opens reports whether a function in t would open a struct beside it.
func (t *typ) opens() bool {
	return slices.ContainsFunc(t.checks, func(k check) bool { return k.trial != nil && k.On&plan.KindObject != 0 })
}

// described reports whether the members of a struct in t are described.
func (t *typ) described() bool {
	return t.has(func(t *typ) bool { return t.members != nil })
}

// undecided reports whether CUE takes a text or a number for m too: it waits for the members that conditions are about, and
// has none that it knows of.
func (m *members) undecided() bool {
	waits := false
	for _, cond := range m.conditions {
		if cond.when[0].absent || cond.when[0].is != nil {
			return false
		}
		waits = true
	}
	return waits && !m.ellipsis && m.patterns == nil && !slices.ContainsFunc(m.fields, func(f *field) bool { return f.required })
}

// imply adds the members that conditions name and that a struct, which is open, does not have.
func (m *members) imply() *members {
	implied := *m
	implied.fields = slices.Clone(m.fields)
	for _, cond := range m.conditions {
		for _, name := range cond.names() {
			if implied.find(name) == nil {
				implied.fields = append(implied.fields, &field{name: name, at: cond.at, implied: true, typ: typ{kinds: anyKind}})
			}
		}
	}
	return &implied
}

// compares reports whether the condition is on a value.
func (cond condition) compares() bool {
	return slices.ContainsFunc(cond.when, func(one clause) bool { return one.is != nil })
}

func (cond *condition) names() []string {
	var names []string
	for _, one := range cond.when {
		names = append(names, one.name)
	}
	return append(names, cond.name)
}

// condition adds a condition to an object.
func (e lowering) condition(o *plan.Object, p *plan.Field, m *members, cond condition, path []string) {
	find := func(name string) int {
		i := slices.IndexFunc(m.fields, func(f *field) bool { return f.name == name })
		if i < 0 {
			e.fault(cond.at, suggest(name, m.names()), "the condition names no field beside it: %s", name)
		}
		return i
	}
	target := find(cond.name)
	if target < 0 {
		return
	}
	var when []plan.Clause
	present := map[string]int{} // by which if clause
	for _, one := range cond.when {
		i := find(one.name)
		if i < 0 {
			return
		}
		decides := m.fields[i]
		clause := plan.Clause{Field: i, Absent: one.absent}
		switch {
		case one.is == nil:
			if _, known := present[one.name]; !known && !one.absent {
				present[one.name] = one.nth
			}
		case !decides.required && (present[one.name] == 0 || present[one.name] == one.nth):
			e.unsupported(cond.at, "write "+one.name+"!:, or if "+one.name+" != _|_ before it", "%s must be required for a condition on its value", one.name)
			return
		case !one.comparable(decides.typ.kinds):
			e.unsupported(cond.at, "compare texts with texts, numbers with numbers", "%s may be of a kind that cannot be compared like this", one.name)
			return
		case one.literal() != nil && apart(*one.is, decides.typ):
			e.fault(one.at, decides.typ.alike(*one.literal()), "%s is never %s", one.name, appendLiteral(nil, *one.literal()))
			return
		default:
			for _, k := range settle(*one.is, 0, cond.at) {
				k.Failure = new(k.told)
				clause.Checks = append(clause.Checks, k.Check)
			}
		}
		when = append(when, clause)
	}
	f := &o.Fields[target]
	if cond.required && !e.header && !e.again {
		f.Missing = plan.Nothing(e.reads.Missing)
	}
	failure := e.failure(f, plain(cond.rule, cond.at), contractOnly)
	if first := cond.when[0]; len(when) == 1 && cond.required && cond.then == nil && (first.is == nil || first.literal() != nil) {
		o.Conditions = append(o.Conditions, plan.Condition{
			If: when[0].Field, Equals: first.literal(), Present: first.is == nil && !first.absent, Require: target, Inferred: cond.inferred, Failure: failure,
		})
		return
	}
	branch := plan.Consequence{When: when, Field: target, Inferred: cond.inferred}
	if cond.required {
		branch.Required = failure
	}
	if cond.then != nil {
		if slices.ContainsFunc(cond.when, func(one clause) bool { return one.name == cond.name }) {
			e.unsupported(cond.at, "write it without the condition", "a condition about %s that says what %s is: to CUE it no longer holds once it fails", cond.name, cond.name)
		}
		e.checkAgain(f, m.fields[target].typ, cond.at)
		branch.Type = e.branch(f, *cond.then, cond.at, append(slices.Clip(path), cond.name))
	}
	o.Consequences = append(o.Consequences, branch)
}

// comparable reports whether CUE can compare values of all kinds as the clause does.
func (one *clause) comparable(kinds plan.Kind) bool {
	for _, k := range one.is.checks {
		if one.truth || k.Op != plan.OneOf && k.Op != plan.NoneOf && k.Op != plan.Kinds {
			return kinds&^k.On == 0
		}
	}
	return kinds&(plan.KindList|plan.KindObject) == 0
}

// literal is the text, bool or null that a value is compared with; nil: it is none of these.
func (one *clause) literal() *plan.Literal {
	if one.is == nil || len(one.is.checks) != 1 || one.is.checks[0].Op != plan.OneOf {
		return nil
	}
	return &one.is.checks[0].Values[0]
}

// alike is a hint at the texts that t lists, for one that it does not.
func (t *typ) alike(value plan.Literal) string {
	var texts []string
	for _, k := range t.checks {
		if k.Op == plan.OneOf {
			for _, v := range k.Values {
				texts = append(texts, v.Text)
			}
		}
	}
	if value.Kind != plan.KindString || texts == nil {
		return "compare it with a value that it may have"
	}
	return suggest(value.Text, texts)
}

// branch is the type that a member has where a condition holds.
func (e lowering) branch(p *plan.Field, t typ, at token.Pos, path []string) *plan.Type {
	e.again, e.rereads = true, e.rereads+1
	e.checkAgain(p, t, at)
	return e.inner(p, t, at, path)
}
