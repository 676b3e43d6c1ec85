package types

import (
	"slices"

	"cuelang.org/go/cue/token"
	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/plan"
)

// Members are what is known of the members of an object.
type Members struct {
	Fields     []*Field // in the order in which they first appear
	Conditions []Condition
	Patterns   []Pattern
	Ellipsis   bool // "..." is written
	Closed     Closedness
	Free       bool // it is inside of what close was given, which a definition does not close
	Vague      bool // to CUE it may be no object at all
}

// A Field is a member on its way into the plan.
type Field struct {
	Name     string
	Doc      string
	At       token.Pos
	Required bool
	Implied  bool // only a condition names it
	KeptOut  Closedness
	Declared source.Node
	Outer    *Field // the member in whose declaration it is declared
	Type     Type   // what patterns beside it say included
}

// Find is the member of a name, nil for none.
func (m *Members) Find(name string) *Field {
	for _, f := range m.Fields {
		if f.Name == name {
			return f
		}
	}
	return nil
}

// Names are those of the members, in the order in which they first appear.
func (m *Members) Names() []string {
	names := make([]string, len(m.Fields))
	for i, f := range m.Fields {
		names[i] = f.Name
	}
	return names
}

// unnamed reports whether a type of members that no field is for is one of which is holds.
func (m *Members) unnamed(is func(*Type) bool) bool {
	return slices.ContainsFunc(m.Patterns, func(p Pattern) bool { return is(&p.Type) })
}

// position is where m is written.
func (m *Members) position() token.Pos {
	if len(m.Fields) > 0 {
		return m.Fields[0].At
	}
	if len(m.Patterns) > 0 {
		return m.Patterns[0].At
	}
	return token.NoPos
}

// Undecided reports whether CUE takes a text or a number for m too: it waits for the members that conditions are about, and
// has none that it knows of.
func (m *Members) Undecided() bool {
	waits := false
	for _, cond := range m.Conditions {
		if cond.When[0].Absent || cond.When[0].Is != nil {
			return false
		}
		waits = true
	}
	return waits && !m.Ellipsis && m.Patterns == nil && !slices.ContainsFunc(m.Fields, func(f *Field) bool { return f.Required })
}

// Implied adds the members that conditions name and that a struct, which is open, does not have.
func (m *Members) Implied() *Members {
	implied := *m
	implied.Fields = slices.Clone(m.Fields)
	for _, cond := range m.Conditions {
		for _, name := range cond.names() {
			if implied.Find(name) == nil {
				implied.Fields = append(implied.Fields, &Field{Name: name, At: cond.At, Implied: true, Type: Type{Kinds: source.AnyKind}})
			}
		}
	}
	return &implied
}

// A Pattern is the type of every member with a name that matches, or does not.
type Pattern struct {
	Name    *plan.Automaton // nil: any
	Not     bool
	Narrows bool // what other members of the object it matches, but for it nothing is one
	Type    Type
	At      token.Pos
}

func (p *Pattern) matches(name string) bool {
	return p.Name == nil || p.Name.Match([]byte(name)) != p.Not
}

// A Comparison is what a member is to another beside it.
type Comparison struct {
	Op   plan.Op
	Name string // of the other
	Key  string // of what is reported, as plainCheck has it
	Rule string // the name that @as gives it, "" for none
	At   token.Pos
}

// A Condition is what an if clause says of a member.
type Condition struct {
	When     []Clause // all of them
	Name     string   // of the member
	Required bool
	Then     *Type // what it is then; nil: anything
	Rule     string
	Inferred *plan.Inference
	At       token.Pos
}

// Compares reports whether the condition is on a value.
func (cond Condition) Compares() bool {
	return slices.ContainsFunc(cond.When, func(one Clause) bool { return one.Is != nil })
}

func (cond *Condition) names() []string {
	var names []string
	for _, one := range cond.When {
		names = append(names, one.Name)
	}
	return append(names, cond.Name)
}

// A Clause is a state of a member.
type Clause struct {
	Name   string
	Absent bool
	Nth    int   // of the if clauses, of which the earlier ones are decided first
	Truth  bool  // it is no comparison, but the value itself
	Is     *Type // what the value is; nil: anything
	At     token.Pos
}

// Comparable reports whether CUE can compare values of all kinds as the clause does.
func (one *Clause) Comparable(kinds plan.Kind) bool {
	for _, k := range one.Is.Checks {
		if one.Truth || k.Op != plan.OneOf && k.Op != plan.NoneOf && k.Op != plan.Kinds {
			return kinds&^k.On == 0
		}
	}
	return kinds&(plan.KindList|plan.KindObject) == 0
}

// Literal is the text, bool or null that a value is compared with; nil: it is none of these.
func (one *Clause) Literal() *plan.Literal {
	if one.Is == nil || len(one.Is.Checks) != 1 || one.Is.Checks[0].Op != plan.OneOf {
		return nil
	}
	return &one.Is.Checks[0].Values[0]
}

// Alike is a hint at the texts that t lists, for one that it does not.
func (t *Type) Alike(value plan.Literal) string {
	var texts []string
	for _, k := range t.Checks {
		if k.Op == plan.OneOf {
			for _, v := range k.Values {
				texts = append(texts, v.Text)
			}
		}
	}
	if value.Kind != plan.KindString || texts == nil {
		return "compare it with a value that it may have"
	}
	return source.Suggest(value.Text, texts)
}
