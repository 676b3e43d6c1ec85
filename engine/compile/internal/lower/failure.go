package lower

import (
	"reflect"
	"regexp"
	"slices"
	"strings"

	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/compile/internal/types"
	"github.com/passant-go/passant/engine/internal/answer"
	"github.com/passant-go/passant/engine/internal/ops"
	"github.com/passant-go/passant/engine/internal/people"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/rules"
)

// failure is what a check reports of a field; nil stands for the root and for a member that the contract does not have.
func (e lowering) failure(p *plan.Field, k types.Check, w wording) *plan.Failure {
	f := new(k.Told)
	f.Source = e.source(k.At)
	if f.Code == f.Rule {
		f.Code = ""
	}
	if e.header {
		f.Rule, f.Code, w = "header", f.Rule, orPlain
	}
	if e.InBody {
		w = described
	}
	if k.Judge != nil && k.Rule == nil { // found wanting already
		return f
	}
	e.word(f, p, k, w)
	if k.Judge != nil && f.Words != nil { // without words for the rule there are none for its reasons
		for _, code := range e.vocabulary.rules[k.Judge.First()].codes {
			finer := plan.Failure{Rule: f.Rule, Code: code, Params: f.Params, Source: f.Source}
			if w == contractOnly && e.remarks(k.Judge.First(), code) {
				e.word(&finer, p, k, reason)
			} else {
				e.word(&finer, p, k, w)
			}
			if !reflect.DeepEqual(finer.Words, f.Words) { // else the rule's own failure tells it as well
				f.Codes = append(f.Codes, finer)
			}
		}
	}
	return f
}

// remarks reports whether a code of a rule is, or may be, one with which it warns.
func (e lowering) remarks(rule, code string) bool {
	make, ok := e.vocabulary.functions[rule]
	if !ok {
		return true
	}
	remarker, ok := make().(rules.Remarker)
	return ok && slices.Contains(remarker.Remarks(), code)
}

// word finds the words for a failure in every catalogue.
func (e lowering) word(f *plan.Failure, p *plan.Field, k types.Check, w wording) {
	field, on, at := "", "", e.pos()
	if p != nil {
		field, on, at = p.Path(), " on "+p.Path(), e.names[p.Path()]
	}
	words := make([]plan.Message, 1+len(e.plan.Catalogues))
	for i := range words {
		m, path, ok := e.message(i, field, f, w)
		if !ok && e.unworded() {
			e.Consequence(e.place("messages"), "write messages: contract.plain & {…}", "messages lacks the texts of contract.plain, and has none of its own for some rules")
			return
		}
		if !ok {
			key := f.Rule
			if f.Code != "" {
				key = f.Rule + "." + f.Code
			}
			e.Consequence(at, "add messages: rules: "+label(key)+`: "…"`, "no message for rule %s%s", key, on)
			return
		}
		x := expansion{Faults: e.Faults, secrets: e.secrets, failure: f, field: p, catalogue: i, check: k, key: f.Rule, at: e.pos()}
		if path != nil {
			x.key, x.at = path[len(path)-1], e.place(path...)
			e.use(path)
		}
		for _, text := range []string{m.Code, m.Key} {
			if placeholder := placeholders.FindString(text); placeholder != "" {
				e.Add(x.at, "write it out, in messages: fields where fields differ", "code and key have no placeholders: %s in the message for %s", placeholder, x.key)
			}
		}
		words[i] = plan.Message{Text: x.text(m.Text), Entry: x.text(m.Entry), Code: m.Code, Key: m.Key, Inferred: e.inferredText(path)}
	}
	if w != warning && !e.InBody {
		e.written.failure(f, p, words)
	}
	f.Words = distinct(words, func(a, b plan.Message) bool { return reflect.DeepEqual(a, b) })
}

// unworded reports whether the endpoint leaves out contract.plain: it has no text for input that is no JSON, which every contract
// needs, and for less than half of the rules that have one there.
func (e lowering) unworded() bool {
	worded := 0
	for key := range e.vocabulary.plain.Rules {
		if _, ok := e.Messages.Rules[key]; ok {
			worded++
		}
	}
	_, json := e.Messages.Rules["json"]
	return !json && 2*worded < len(e.vocabulary.plain.Rules)
}

func label(key string) string {
	if strings.Contains(key, ".") {
		return `"` + key + `"`
	}
	return key
}

// An expansion fills the placeholders of a text.
type expansion struct {
	*source.Faults
	secrets   map[string]bool // the paths of fields that are, or hold, a secret
	failure   *plan.Failure
	field     *plan.Field
	catalogue int
	check     types.Check
	key       string    // of the message in the contract
	at        token.Pos // of the message
}

var placeholders = regexp.MustCompile(`\{([^{}]*)\}`)

func (x *expansion) text(source string) plan.Text {
	var text plan.Text
	literal := ""
	for {
		at := placeholders.FindStringSubmatchIndex(source)
		if at == nil {
			break
		}
		known, later := x.placeholder(source[at[2]:at[3]])
		literal += source[:at[0]] + known
		source = source[at[1]:]
		if later != plan.None {
			text = append(text, plan.Part{Literal: literal, Then: later})
			literal = ""
		}
	}
	if literal += source; literal != "" {
		text = append(text, plan.Part{Literal: literal})
	}
	return text
}

// placeholder is what is put in a placeholder's place, at once or when a violation is known.
func (x *expansion) placeholder(name string) (known string, later plan.Placeholder) {
	f := x.field
	switch name {
	case "field":
		if f == nil {
			return "", plan.FieldName
		}
		return f.Path(), plan.None
	case "attribute":
		if f == nil {
			return "", plan.AttributeName
		}
		return f.Attribute[min(x.catalogue, len(f.Attribute)-1)], plan.None
	case "property":
		if f == nil {
			return "", plan.PropertyName
		}
		return answer.Capital(f.Name), plan.None
	}
	allowed := []string{"field", "attribute", "property"}
	for _, param := range x.failure.Params {
		if param.Name == name {
			if name == "values" {
				return people.Values(param.JSON), plan.None
			}
			return people.Text(param.JSON), plan.None
		}
		allowed = append(allowed, param.Name)
	}
	for later, known := range x.later() {
		if known == name {
			if later == plan.Hint && x.check.Hint != "" {
				return `, did you mean "` + x.check.Hint + `"?`, plan.None
			}
			if later == plan.Value {
				if x.secrets[f.Path()] {
					x.Add(x.at, "", "the message for %s quotes the value of %s, which is secret", x.key, f.Path())
				}
				x.failure.Quotes = true
			}
			return "", later
		}
		allowed = append(allowed, known)
	}
	x.Add(x.at, source.Suggest(name, allowed), "unknown placeholder {%s} in the message for %s", name, x.key)
	return "", plan.None
}

// later are the placeholders that only a violation fills in.
func (x *expansion) later() func(yield func(plan.Placeholder, string) bool) {
	return func(yield func(plan.Placeholder, string) bool) {
		if x.field != nil && !yield(plan.Value, "value") {
			return
		}
		if ops.Of(x.check.Op).IsSize() && !yield(plan.Length, "length") {
			return
		}
		switch x.failure.Rule {
		case "unknown_field":
			yield(plan.Hint, "hint")
		case "json", "query":
			_ = yield(plan.Line, "line") && yield(plan.Column, "column")
		}
	}
}
