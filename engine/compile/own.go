package compile

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/compile/internal/golang"
)

// readOwnRules adds the rules that packages declare by contract.#OwnRules to the vocabulary.
func (c *compiler) readOwnRules() {
	c.declared = map[string]bool{}
	for _, path := range slices.Sorted(maps.Keys(c.packages)) {
		p := c.packages[path]
		for _, name := range p.names {
			if strings.HasPrefix(name, "#") || !slices.ContainsFunc(p.decls[name], c.isOwnRules) {
				continue
			}
			for rule, value := range fieldsOf(p.value.LookupPath(cue.MakePath(cue.Str(name)))) {
				goName, err := value.LookupPath(cue.ParsePath("go")).String()
				if err != nil { // CUE tells what is wrong with it
					continue
				}
				c.declared[goName] = true
				at := c.members(p.decls[name], rule)
				if len(at) == 0 {
					c.fault(p.decls[name][0].field.Pos(), "write it out: "+rule+": {go: …}", "the name of the rule %s is computed", rule)
					continue
				}
				c.ownRule(rule, goName, value, at)
			}
		}
	}
}

// checkGiven finds rules that were given and that no contract declares.
func (c *compiler) checkGiven() {
	for _, name := range slices.Sorted(maps.Keys(c.given)) {
		if !c.declared[name] {
			c.consequences = append(c.consequences, Error{Message: fmt.Sprintf("compile.Rule(%q, …): no contract declares this rule", name), Hint: "declare it by contract.#OwnRules"})
		}
	}
}

// isOwnRules reports whether a declaration is a contract.#OwnRules.
func (c *resolver) isOwnRules(n node) bool { return c.isContracts(n, "#OwnRules") }

// isContracts reports whether n, or what "&" joins in it, is a definition of package contract, be it under another name.
func (c *resolver) isContracts(n node, definition string) bool {
	switch x := n.expr.(type) {
	case *ast.ParenExpr:
		return c.isContracts(n.with(x.X), definition)
	case *ast.BinaryExpr:
		return x.Op == token.AND && (c.isContracts(n.with(x.X), definition) || c.isContracts(n.with(x.Y), definition))
	case *ast.Ident, *ast.SelectorExpr:
		declarations, _ := c.follow(n)
		return slices.ContainsFunc(declarations, func(d node) bool {
			name, _, _ := ast.LabelName(d.field.Label)
			if d.pkg.path == language+"/contract" {
				return name == definition
			}
			return strings.HasPrefix(name, "#") && c.isContracts(d, definition)
		})
	}
	return false
}

func (c *compiler) ownRule(rule, goName string, value cue.Value, at []node) {
	if _, known := c.vocabulary.rules[rule]; known {
		c.fault(at[0].field.Pos(), "give it another name", "there is already a rule %s", rule)
		return
	}
	known := c.readRule(value, at)
	known.own = true
	c.vocabulary.rules[rule] = known
	c.vocabulary.ruleNames = append(c.vocabulary.ruleNames, rule)
	if make, ok := c.given[goName]; ok {
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
