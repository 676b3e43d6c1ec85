package compile

import (
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"

	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/rules"
)

// A vocabulary is what package contract of the contract language lists.
type vocabulary struct {
	rules       map[string]knownRule
	ruleNames   []string
	parts       map[string][]string // of a field with a rule
	attributes  []string
	definitions []string // that an endpoint may have
	plain       catalogue
	functions   map[string]func() rules.Checker
	own         map[string]string // Go names of rules of one's own that have no function here
}

// A knownRule is an entry of contract.#Rules or #OwnRules.
type knownRule struct {
	args     map[string]cue.Value
	names    []string // of args, in order
	fields   []string // the args that name a field
	codes    []string
	kinds    plan.Kind       // of the values that it is about
	within   *plan.Automaton // that accepts every text which the rule accepts; may be nil
	declared []node          // where it is
	own      bool
}

func (c *compiler) readRule(value cue.Value, declared []node) knownRule {
	known := knownRule{args: map[string]cue.Value{}, codes: texts(value.LookupPath(cue.ParsePath("codes"))), declared: declared}
	for _, kind := range texts(value.LookupPath(cue.ParsePath("kinds"))) {
		known.kinds |= predeclared[strings.TrimSuffix(kind, "ean")]
	}
	for name, arg := range fieldsOf(value.LookupPath(cue.ParsePath("args"))) {
		known.args[name] = arg
		known.names = append(known.names, name)
		for _, n := range c.members(declared, "args", name) {
			if c.isContracts(n, "#Field") {
				known.fields = append(known.fields, name)
			}
		}
	}
	return known
}

func (c *compiler) readVocabulary(p *pkg) vocabulary {
	v := vocabulary{
		rules:     map[string]knownRule{},
		parts:     map[string][]string{},
		functions: map[string]func() rules.Checker{},
		own:       map[string]string{},
	}
	for rule, value := range fieldsOf(p.value.LookupPath(cue.ParsePath("#Rules"))) {
		known := c.readRule(value, c.members(p.decls["#Rules"], rule))
		if pattern, err := value.LookupPath(cue.ParsePath("within")).String(); err == nil {
			if known.within, err = c.automata.of(pattern); err != nil {
				c.fault(p.inst.Files[0].Pos(), "", "rule %s: %v", rule, err)
			}
		}
		v.rules[rule] = known
		v.ruleNames = append(v.ruleNames, rule)
	}
	for rule, value := range fieldsOf(p.value.LookupPath(cue.ParsePath("#Parts"))) {
		v.parts[rule] = texts(value)
	}
	for name := range fieldsOf(p.value.LookupPath(cue.ParsePath("#Attributes"))) {
		v.attributes = append(v.attributes, name)
	}
	for _, n := range p.decls["#Endpoint"] {
		c.elements(n, func(_ node, d ast.Decl) {
			if f, ok := d.(*ast.Field); ok {
				if name, _, err := ast.LabelName(f.Label); err == nil && name[0] == '#' {
					v.definitions = append(v.definitions, name)
				}
			}
		})
	}
	if text, err := p.value.LookupPath(cue.ParsePath("plain")).MarshalJSON(); err != nil {
		c.cue(err, p.dir, at(p.inst.Files[0].Pos()))
	} else if err := v.plain.read(text); err != nil {
		c.fault(p.inst.Files[0].Pos(), "", "%v", err)
	}
	for _, rule := range rules.Builtin() {
		v.functions[rule.Name] = rule.New
	}
	return v
}

// fieldsOf ranges over the members of a struct in order, optional ones included.
func fieldsOf(v cue.Value) func(yield func(string, cue.Value) bool) {
	return func(yield func(string, cue.Value) bool) {
		for it, err := v.Fields(cue.Optional(true)); err == nil && it.Next(); {
			if !yield(it.Selector().Unquoted(), it.Value()) {
				return
			}
		}
	}
}

// texts are the strings of a list.
func texts(v cue.Value) (list []string) {
	for it, err := v.List(); err == nil && it.Next(); {
		if text, err := it.Value().String(); err == nil {
			list = append(list, text)
		}
	}
	return list
}
