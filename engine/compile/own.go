package compile

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"

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
				c.ownRule(rule, goName, value, c.members(p.decls[name], rule))
			}
		}
	}
}

// checkGiven finds rules that were given and that no contract declares.
func (c *compiler) checkGiven() {
	for _, name := range slices.Sorted(maps.Keys(c.given)) {
		if !c.declared[name] {
			c.consequences = append(c.consequences, &Error{Message: fmt.Sprintf("compile.Rule(%q, …): no contract declares this rule", name), Hint: "declare it by contract.#OwnRules"})
		}
	}
}

// isOwnRules reports whether a declaration is a contract.#OwnRules.
func (c *compiler) isOwnRules(n node) bool {
	switch x := n.expr.(type) {
	case *ast.ParenExpr:
		return c.isOwnRules(n.with(x.X))
	case *ast.BinaryExpr:
		return c.isOwnRules(n.with(x.X)) || c.isOwnRules(n.with(x.Y))
	case *ast.SelectorExpr:
		p, ok := c.imported(n.with(x.X))
		name, _, err := ast.LabelName(x.Sel)
		return ok && p != nil && err == nil && p.path == language+"/contract" && name == "#OwnRules"
	}
	return false
}

func (c *compiler) ownRule(rule, goName string, value cue.Value, at []node) {
	if _, known := c.vocabulary.rules[rule]; known {
		for _, n := range at {
			c.fault(n.field.Pos(), "give it another name", "there is already a rule %s", rule)
			return
		}
	}
	known := readRule(value)
	known.declared = at
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
		_, option := b.options[name]
		_, ref := b.refs[name]
		expression := ""
		switch value, constant := b.values[name]; {
		case option || ref:
			expression, _ = b.value(name, options, state)
		case constant:
			expression = goExpression(value)
		default:
			continue
		}
		x.Fields = append(x.Fields, golang.Field{Name: camel(name), Value: expression})
	}
	return x
}

// goExpression is a constant as Go: a text, a number, a bool, or a list of texts or of numbers.
func goExpression(v cue.Value) string {
	if text, err := v.String(); err == nil {
		return strconv.Quote(text)
	}
	if v.Kind() != cue.ListKind {
		return scalar(v)
	}
	var elements []string
	of := "string"
	for it, err := v.List(); err == nil && it.Next(); {
		if it.Value().Kind() != cue.StringKind {
			of = "int"
		}
		elements = append(elements, goExpression(it.Value()))
	}
	return "[]" + of + "{" + strings.Join(elements, ", ") + "}"
}
