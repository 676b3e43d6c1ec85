package explain

import (
	"cmp"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/internal/scan"
	"github.com/passant-go/passant/engine/plan"
)

// A Contract is the contract of an endpoint in words. It does not change, and is safe for concurrent use.
type Contract struct {
	*plan.Endpoint
	Provider string // the first half of the endpoint's name
	GoName   string // of the variable with the endpoint in generated code, with its package

	names     Names
	facts     []fact
	headers   []member
	fields    []member
	lookups   []constraint
	otherwise []constraint // what answers for what is not about one field
	answers   []answer
}

// Names are how an endpoint is called by those who read about it.
type Names struct {
	Command string // the endpoint on the command line; "": by its own name
	Package string // the import path of its generated code; "": not told
	Copied  string // the directory of a module's copy of the contract language: places in it are told as from there
}

// A fact is said of an endpoint, in a line or several.
type fact struct {
	name     string
	says     []sentence
	inferred *plan.Inference
}

// An answer is what the provider sends on one occasion or several.
type answer struct {
	*plan.Answer
	status string // with its name
	media  string // "any body" where the document has none
	when   []sentence
	body   string // its shape, where passant writes it
	fields []member
}

// Explain puts the contract of an endpoint into words.
func Explain(e *engine.Endpoint, names Names) *Contract {
	p := e.Plan()
	provider, name, _ := strings.Cut(p.Name, "/")
	names.Command = cmp.Or(names.Command, p.Name)
	x := &Contract{Endpoint: p, Provider: provider, GoName: provider + "." + goName(name), names: names}
	x.facts = x.describe(e.Limits())
	x.headers, x.fields = x.members(&p.Headers, ""), x.members(&p.Request, "")
	x.lookups = x.endpointLookups()
	x.otherwise = x.circumstances()
	x.answers = x.byStatus()
	return x
}

// goCall is the Go that judges the usual input.
func (x *Contract) goCall() string {
	imports, input, text := "import \""+x.names.Package+"\"\n\n", "", ""
	switch x.Accepts[0] {
	case plan.JSON:
		return imports + "report := " + x.GoName + ".Validate(body)"
	case plan.Form:
		input, text = "Form", "body"
	case plan.Query:
		input, text = "Query", "[]byte(r.URL.RawQuery)"
	}
	return imports + "endpoint, err := " + x.GoName + ".Configure(engine.Options{Input: engine." + input + "})\n" +
		"report := endpoint.Validate(" + text + ")"
}

// command is the command that judges the usual input.
func (x *Contract) command() string {
	usual := map[plan.Input]string{plan.JSON: "payload.json", plan.Form: "--form payload.txt", plan.Query: "--query '" + x.query() + "'"}
	return "passant check -e " + x.names.Command + " " + usual[x.Accepts[0]]
}

// query is the beginning of a query string, with the fields that are required before the others.
func (x *Contract) query() string {
	var required, optional []string
	for i := range x.Request.Fields {
		f := &x.Request.Fields[i]
		if f.Required != nil {
			required = append(required, f.Name+"=…")
		} else {
			optional = append(optional, f.Name+"=…")
		}
	}
	pairs := slices.Concat(required, optional)
	return strings.Join(pairs[:min(2, len(pairs))], "&")
}

// goName is the Go name of a contract's field: UserRegister for user_register.
func goName(field string) string {
	var b strings.Builder
	for word := range strings.FieldsFuncSeq(field, func(r rune) bool { return r == '_' }) {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return b.String()
}

// describe says how an endpoint is called and read.
func (x *Contract) describe(limits engine.Limits) (facts []fact) {
	marks := map[string]*plan.Inference{}
	for _, f := range x.Inferred {
		marks[f.Name] = f.Inferred
	}
	add := func(name string, says []sentence, contractNames ...string) {
		f := fact{name: name, says: slices.DeleteFunc(says, func(s sentence) bool { return len(s) == 0 })}
		for _, name := range contractNames {
			f.inferred = cmp.Or(f.inferred, marks[name])
			delete(marks, name)
		}
		if len(f.says) > 0 || f.inferred != nil {
			facts = append(facts, f)
		}
	}
	var aliases, options []sentence
	for _, path := range x.Aliases {
		aliases = append(aliases, code(x.Method+" "+path))
	}
	for _, o := range x.Options {
		state := ", off by default"
		if o.Default {
			state = ", on by default"
		}
		options = append(options, say(code(o.Name), state, strings.TrimSuffix(": "+unnamed(o.Name, o.Doc), ": ")))
	}
	add("request", x.requests(), "method", "methods", "path")
	add("also", aliases, "aliases")
	add("server", []sentence{say(cmp.Or(x.Server, "the document names none"))}, "server")
	add("document", []sentence{code(x.Document)}, "document")
	add("accepts", []sentence{say(Inputs(x.Endpoint))}, "accepts")
	add("reading", x.reading(), "read")
	add("options", options, "options")
	if len(x.Catalogues) > 0 {
		add("catalogues", []sentence{say(and(codes(x.Catalogues)), ", with other texts, shown beside the usual ones")}, "catalogues")
	}
	for _, f := range x.Inferred {
		if marks[f.Name] != nil {
			add(f.Name, nil, f.Name)
		}
	}
	add("limits", []sentence{say(limitWords(limits))})
	return facts
}

// requests says how an endpoint is called: by its method, or by one for each form of input.
func (x *Contract) requests() (says []sentence) {
	methods := x.methods()
	if len(methods) < 2 {
		return []sentence{code(x.Method + " " + x.Path)}
	}
	for _, method := range methods {
		var inputs []sentence
		for _, in := range x.Accepts {
			if x.Methods[in] == method {
				inputs = append(inputs, say(inputWords(in)))
			}
		}
		says = append(says, say(code(method+" "+x.Path), " with ", or(inputs)))
	}
	return says
}

// methods are the methods by which an endpoint is called.
func (x *Contract) methods() (names []string) {
	for _, in := range x.Accepts {
		if name := x.Methods[in]; !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// endpointLookups are those of the whole endpoint, each with the status of its own answer.
func (x *Contract) endpointLookups() (list []constraint) {
	for i := range x.Lookups {
		l := &x.Lookups[i]
		c := x.constraint(say("lookup ", code(l.Name)), l.Failure)
		for _, a := range x.Answers {
			if a.Occasion != l.Answer {
				continue
			}
			c.asks[0] = say(c.asks[0], ", answered with ", a.Status)
			if body := shape(a.Body); body != "" && !strings.Contains(body, mark(plan.MarkMessage)) {
				c.says = message{text: body}
			}
		}
		list = append(list, c)
	}
	return list
}

// circumstances are what answers for what is not about one field.
func (x *Contract) circumstances() (list []constraint) {
	const unknown = "a field that the contract does not have"
	switch x.Unknown {
	case plan.Refuse:
		list = append(list, x.constraint(say(unknown), x.UnknownField))
	case plan.Warn:
		list = x.warn(list, say("for ", unknown), x.UnknownWarning)
		fallthrough
	default:
		list = append(list, x.constraint(say(unknown, ", where the host is strict"), x.UnknownField))
	}
	malformed := say("malformed JSON")
	var reasons []sentence
	for c := scan.Syntax; c <= scan.NumberSize; c++ {
		reasons = append(reasons, code(c.String()))
	}
	malformed = say(malformed, ", codes ", and(reasons))
	list = append(list, x.constraint(malformed, x.Malformed))
	if slices.Contains(x.Accepts, plan.Form) {
		list = append(list, x.constraint(say("a malformed form"), x.UnreadableForm))
	}
	if slices.Contains(x.Accepts, plan.Query) {
		list = append(list, x.constraint(say("a malformed query string"), x.UnreadableQuery))
	}
	list = append(list, x.constraint(say("another method than ", or(codes(x.methods()))), x.WrongMethod))
	list = append(list, x.constraint(say("another media type"), x.WrongMedia))
	const plainHTTP = "plain http, except from loopback"
	switch x.HTTPS {
	case plan.Warn:
		list = x.warn(list, say("for ", plainHTTP), x.PlainHTTP)
	case plan.Refuse:
		list = append(list, x.constraint(say(plainHTTP), x.PlainHTTP))
	}
	return list
}

// byStatus are the answers of the provider, those that are alike as one.
func (x *Contract) byStatus() (list []answer) {
	for i := range x.Answers {
		a := x.answer(&x.Answers[i])
		like := slices.IndexFunc(list, a.like)
		if like < 0 {
			list = append(list, a)
		} else if when := &list[like].when; !slices.ContainsFunc(*when, func(s sentence) bool { return slices.Equal(s, a.when[0]) }) {
			*when = append(*when, a.when[0])
		}
	}
	slices.SortStableFunc(list, func(a, b answer) int { return cmp.Compare(a.Status, b.Status) })
	for i := range list {
		if a := &list[i]; a.body == "" {
			a.fields = x.bodyOf(a)
		}
	}
	return list
}

func (x *Contract) answer(a *plan.Answer) answer {
	media := a.ContentType
	if a.Body == nil && a.Type == nil {
		media = "any body"
	}
	return answer{
		Answer: a,
		status: strings.TrimSpace(strconv.Itoa(a.Status) + " " + http.StatusText(a.Status)),
		media:  media,
		when:   []sentence{x.occasion(a.Occasion)},
		body:   shape(a.Body),
	}
}

// like reports whether two replies differ in nothing but the occasion.
func (a answer) like(b answer) bool {
	return a.status == b.status && a.media == b.media && a.body == b.body && a.Doc == b.Doc &&
		reflect.DeepEqual(a.Inferred, b.Inferred) && reflect.DeepEqual(a.Type, b.Type)
}

// bodyOf explains the members of a body, if it has any that are known.
func (x *Contract) bodyOf(a *answer) []member {
	if a.Type == nil {
		return nil
	}
	bare := *x // a body is not read as a payload is
	bare.Endpoint = &plan.Endpoint{Options: x.Options}
	return bare.members(a.Type, "")
}

// occasion says when an answer is sent.
func (x *Contract) occasion(name string) sentence {
	switch name {
	case "ok":
		return say("the payload is valid")
	case "invalid":
		return say("a constraint is not met")
	case "malformed":
		return say("the payload cannot be read")
	}
	lookups := slices.Clone(x.Lookups)
	for i := range x.Request.Fields {
		lookups = append(lookups, x.Request.Fields[i].Lookups...)
	}
	if slices.ContainsFunc(lookups, func(l plan.Lookup) bool { return l.Answer == name }) {
		return say("the lookup ", code(name), " says no")
	}
	return say("documented; passant itself never sends it")
}
