package lower

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/compile/internal/golang"
	"github.com/passant-go/passant/engine/compile/internal/source"
)

// readOwnRules adds the rules that packages declare by contract.#OwnRules to the vocabulary.
func (c *Compiler) readOwnRules() {
	c.declared = map[string]bool{}
	for _, path := range slices.Sorted(maps.Keys(c.Packages)) {
		p := c.Packages[path]
		for _, name := range p.Names {
			if strings.HasPrefix(name, "#") || !slices.ContainsFunc(p.Decls[name], c.IsOwnRules) {
				continue
			}
			for rule, value := range source.FieldsOf(p.Value.LookupPath(cue.MakePath(cue.Str(name)))) {
				goName, err := value.LookupPath(cue.ParsePath("go")).String()
				if err != nil { // CUE tells what is wrong with it
					continue
				}
				c.declared[goName] = true
				at := c.Members(p.Decls[name], rule)
				if len(at) == 0 {
					c.Add(p.Decls[name][0].Field.Pos(), "write it out: "+rule+": {go: …}", "the name of the rule %s is computed", rule)
					continue
				}
				c.ownRule(rule, goName, value, at)
			}
		}
	}
}

// checkGiven finds rules that were given and that no contract declares.
func (c *Compiler) checkGiven() {
	for _, name := range slices.Sorted(maps.Keys(c.Given)) {
		if !c.declared[name] {
			c.Consequence(token.NoPos, "declare it by contract.#OwnRules", "compile.Rule(%q, …): no contract declares this rule", name)
		}
	}
}

func (c *Compiler) ownRule(rule, goName string, value cue.Value, at []source.Node) {
	if _, known := c.vocabulary.rules[rule]; known {
		c.Add(at[0].Field.Pos(), "give it another name", "there is already a rule %s", rule)
		return
	}
	known := c.readRule(value, at)
	known.own = true
	c.vocabulary.rules[rule] = known
	c.vocabulary.ruleNames = append(c.vocabulary.ruleNames, rule)
	if make, ok := c.Given[goName]; ok {
		c.vocabulary.functions[rule] = make
	} else {
		c.vocabulary.own[rule] = goName
	}
}

// ownRule is a rule whose Go is not at hand, to be written by name.
func (b *binding) ownRule(goName string, options []int, state int) *golang.External {
	x := &golang.External{Type: goName}
	for _, name := range b.known.names {
		if value, given := b.value(name, options, state); given {
			x.Fields = append(x.Fields, golang.Field{Name: camel(name), Value: goExpression(value, goType(value, b.known.args[name]))})
		}
	}
	return x
}

// goType is the Go type of a constant that generated code can hold, "" for others. Of a list, which may be empty, the
// type that the argument takes tells it.
func goType(value, takes cue.Value) string {
	switch value.Kind() {
	case cue.BoolKind:
		return "bool"
	case cue.StringKind:
		return "string"
	case cue.IntKind:
		if _, err := value.Int64(); err == nil {
			return "int"
		}
	case cue.ListKind:
		of := ""
		switch takes.LookupPath(cue.MakePath(cue.AnyIndex)).IncompleteKind() {
		case cue.StringKind:
			of = "string"
		case cue.IntKind:
			of = "int"
		default:
			return ""
		}
		for it, err := value.List(); err == nil && it.Next(); {
			if goType(it.Value(), cue.Value{}) != of {
				return ""
			}
		}
		return "[]" + of
	}
	return ""
}

// goExpression is a constant of a [goType] as Go.
func goExpression(v cue.Value, goType string) string {
	if text, err := v.String(); err == nil {
		return strconv.Quote(text)
	}
	if v.Kind() != cue.ListKind {
		return scalar(v)
	}
	var elements []string
	for it, err := v.List(); err == nil && it.Next(); {
		elements = append(elements, goExpression(it.Value(), ""))
	}
	return goType + "{" + strings.Join(elements, ", ") + "}"
}
