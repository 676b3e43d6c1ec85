package lower

import (
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"

	"github.com/passant-go/passant/engine/compile/internal/read"
	"github.com/passant-go/passant/engine/compile/internal/source"
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
	declared []source.Node   // where it is
	own      bool
}

func (c *Compiler) readRule(value cue.Value, declared []source.Node) knownRule {
	known := knownRule{args: map[string]cue.Value{}, codes: source.Texts(value.LookupPath(cue.ParsePath("codes"))), declared: declared}
	for _, kind := range source.Texts(value.LookupPath(cue.ParsePath("kinds"))) {
		known.kinds |= read.KindNamed(strings.TrimSuffix(kind, "ean"))
	}
	for name, arg := range source.FieldsOf(value.LookupPath(cue.ParsePath("args"))) {
		known.args[name] = arg
		known.names = append(known.names, name)
		for _, n := range c.Members(declared, "args", name) {
			if c.IsContracts(n, "#Field") {
				known.fields = append(known.fields, name)
			}
		}
	}
	return known
}

func (c *Compiler) readVocabulary(p *source.Package) vocabulary {
	v := vocabulary{
		rules:     map[string]knownRule{},
		parts:     map[string][]string{},
		functions: map[string]func() rules.Checker{},
		own:       map[string]string{},
	}
	for rule, value := range source.FieldsOf(p.Value.LookupPath(cue.ParsePath("#Rules"))) {
		known := c.readRule(value, c.Members(p.Decls["#Rules"], rule))
		if pattern, err := value.LookupPath(cue.ParsePath("within")).String(); err == nil {
			if known.within, err = c.automata.Of(pattern); err != nil {
				c.Add(p.Instance.Files[0].Pos(), "", "rule %s: %v", rule, err)
			}
		}
		v.rules[rule] = known
		v.ruleNames = append(v.ruleNames, rule)
	}
	for rule, value := range source.FieldsOf(p.Value.LookupPath(cue.ParsePath("#Parts"))) {
		v.parts[rule] = source.Texts(value)
	}
	for name := range source.FieldsOf(p.Value.LookupPath(cue.ParsePath("#Attributes"))) {
		v.attributes = append(v.attributes, name)
	}
	for _, n := range p.Decls["#Endpoint"] {
		c.Elements(n, func(_ source.Node, d ast.Decl) {
			if f, ok := d.(*ast.Field); ok {
				if name, _, err := ast.LabelName(f.Label); err == nil && name[0] == '#' {
					v.definitions = append(v.definitions, name)
				}
			}
		})
	}
	if text, err := p.Value.LookupPath(cue.ParsePath("plain")).MarshalJSON(); err != nil {
		c.FromCUE(err, p.Dir, source.Always(p.Instance.Files[0].Pos()))
	} else if err := v.plain.read(text); err != nil {
		c.Add(p.Instance.Files[0].Pos(), "", "%v", err)
	}
	for _, rule := range rules.Builtin() {
		v.functions[rule.Name] = rule.New
	}
	return v
}
