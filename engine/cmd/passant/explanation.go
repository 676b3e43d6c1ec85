package main

import (
	"cmp"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/plan"
)

// An explanation is a contract in words. What is code in its sentences is marked, see [code].
type explanation struct {
	*plan.Endpoint
	provider  string
	called    string // the name on the command line
	goPackage string // import path, if known
	goName    string // of the variable, with its package
	facts     []fact
	headers   []member
	fields    []member
	lookups   []constraint
	otherwise []constraint // what answers for what is not about one field
	answers   []reply
}

// A fact is said of an endpoint, in a sentence or less each.
type fact struct {
	name     string
	says     []string
	inferred *plan.Inference
}

// A reply is what the provider sends on one occasion or several.
type reply struct {
	*plan.Answer
	status string // with its name
	media  string // "any body" where the document has none
	when   []string
	body   string // its shape, where passant writes it
	fields []member
}

// schemasPath is the import path below which the packages of the providers lie.
const schemasPath = "github.com/passant-go/passant/schemas/"

func explain(e *engine.Endpoint) *explanation {
	p := e.Plan()
	provider, name, _ := strings.Cut(p.Name, "/")
	x := &explanation{
		Endpoint:  p,
		provider:  provider,
		called:    p.Name,
		goPackage: schemasPath + provider,
		goName:    provider + "." + goName(name),
	}
	x.facts = x.describe(e.Limits())
	x.headers, x.fields = x.members(&p.Headers, ""), x.members(&p.Request, "")
	x.lookups = x.endpointLookups()
	x.otherwise = x.circumstances()
	x.answers = x.byStatus()
	return x
}

// goCall is the Go that judges the usual input.
func (x *explanation) goCall() string {
	imports, input, text := "import \""+x.goPackage+"\"\n\n", "", ""
	switch x.Accepts[0] {
	case plan.JSON:
		return imports + "report := " + x.goName + ".Validate(body)"
	case plan.Form:
		input, text = "Form", "body"
	case plan.Query:
		input, text = "Query", "[]byte(r.URL.RawQuery)"
	}
	return imports + "endpoint, err := " + x.goName + ".Configure(engine.Options{Input: engine." + input + "})\n" +
		"report := endpoint.Validate(" + text + ")"
}

// command is the command that judges the usual input.
func (x *explanation) command() string {
	usual := map[plan.Input]string{plan.JSON: "payload.json", plan.Form: "--form payload.txt", plan.Query: "--query '" + x.query() + "'"}
	return "passant check -e " + x.called + " " + usual[x.Accepts[0]]
}

// query is the beginning of a query string, with the fields that are required before the others.
func (x *explanation) query() string {
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
func (x *explanation) describe(limits engine.Limits) (facts []fact) {
	marks := map[string]*plan.Inference{}
	for _, f := range x.Inferred {
		marks[f.Name] = f.Inferred
	}
	add := func(name string, says []string, contractNames ...string) {
		f := fact{name: name, says: slices.DeleteFunc(says, func(text string) bool { return text == "" })}
		for _, name := range contractNames {
			f.inferred = cmp.Or(f.inferred, marks[name])
			delete(marks, name)
		}
		if len(f.says) > 0 || f.inferred != nil {
			facts = append(facts, f)
		}
	}
	var aliases, options []string
	for _, path := range x.Aliases {
		aliases = append(aliases, code(x.Method+" "+path))
	}
	for _, o := range x.Options {
		state := ", off by default"
		if o.Default {
			state = ", on by default"
		}
		options = append(options, code(o.Name)+state+strings.TrimSuffix(": "+unnamed(o.Name, o.Doc), ": "))
	}
	add("request", x.requests(), "method", "methods", "path")
	add("also", aliases, "aliases")
	add("server", []string{cmp.Or(x.Server, "the document names none")}, "server")
	add("document", []string{code(x.Document)}, "document")
	add("accepts", []string{accepted(x.Endpoint)}, "accepts")
	add("reading", x.reading(), "read")
	add("options", options, "options")
	if len(x.Catalogues) > 0 {
		add("catalogues", []string{and(codes(x.Catalogues)) + ", with other texts, shown beside the usual ones"}, "catalogues")
	}
	for _, f := range x.Inferred {
		if marks[f.Name] != nil {
			add(f.Name, nil, f.Name)
		}
	}
	add("limits", []string{limitWords(limits)})
	return facts
}

// requests says how an endpoint is called: by its method, or by one for each form of input.
func (x *explanation) requests() (says []string) {
	methods := x.methods()
	if len(methods) < 2 {
		return []string{code(x.Method + " " + x.Path)}
	}
	for _, method := range methods {
		var inputs []string
		for _, in := range x.Accepts {
			if x.Methods[in] == method {
				inputs = append(inputs, inputWords(in))
			}
		}
		says = append(says, code(method+" "+x.Path)+" with "+or(inputs))
	}
	return says
}

// methods are the methods by which an endpoint is called.
func (x *explanation) methods() (names []string) {
	for _, in := range x.Accepts {
		if name := x.Methods[in]; !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// endpointLookups are those of the whole endpoint, each with the status of its own answer.
func (x *explanation) endpointLookups() (list []constraint) {
	for i := range x.Lookups {
		l := &x.Lookups[i]
		c := x.constraint("lookup "+code(l.Name), &l.Failure)
		for _, a := range x.Answers {
			if a.Occasion != l.Answer {
				continue
			}
			c.asks[0] += ", answered with " + strconv.Itoa(a.Status)
			if body := shape(a.Body); body != "" && !strings.Contains(body, mark(plan.MarkMessage)) {
				c.says = message{text: body}
			}
		}
		list = append(list, c)
	}
	return list
}

// circumstances are what answers for what is not about one field.
func (x *explanation) circumstances() (list []constraint) {
	const unknown = "a field that the contract does not have"
	switch x.Unknown {
	case plan.Refuse:
		list = append(list, x.constraint(unknown, &x.UnknownField))
	case plan.Warn:
		list = x.warn(list, "for "+unknown, &x.UnknownWarning)
		fallthrough
	default:
		list = append(list, x.constraint(unknown+", where the host is strict", &x.UnknownField))
	}
	malformed := "malformed JSON"
	if finer := x.Malformed.Codes; len(finer) > 0 {
		names := make([]string, len(finer))
		for i := range finer {
			names[i] = finer[i].Code
		}
		malformed += ", codes " + and(codes(names))
	}
	list = append(list, x.constraint(malformed, &x.Malformed))
	if slices.ContainsFunc(x.Accepts, func(i plan.Input) bool { return i != plan.JSON }) {
		list = append(list, x.constraint("a malformed form or query string", &x.Unreadable))
	}
	list = append(list, x.constraint("another method than "+or(codes(x.methods())), &x.WrongMethod))
	list = append(list, x.constraint("another media type", &x.WrongMedia))
	const plainHTTP = "plain http, except from loopback"
	switch x.HTTPS {
	case plan.Warn:
		list = x.warn(list, "for "+plainHTTP, &x.PlainHTTP)
	case plan.Refuse:
		list = append(list, x.constraint(plainHTTP, &x.PlainHTTP))
	}
	return list
}

// byStatus are the answers of the provider, those that are alike as one.
func (x *explanation) byStatus() (list []reply) {
	for i := range x.Answers {
		a := x.reply(&x.Answers[i])
		like := slices.IndexFunc(list, a.like)
		if like < 0 {
			list = append(list, a)
		} else if when := &list[like].when; !slices.Contains(*when, a.when[0]) {
			*when = append(*when, a.when[0])
		}
	}
	slices.SortStableFunc(list, func(a, b reply) int { return cmp.Compare(a.Status, b.Status) })
	for i := range list {
		if a := &list[i]; a.body == "" {
			a.fields = x.bodyOf(a)
		}
	}
	return list
}

func (x *explanation) reply(a *plan.Answer) reply {
	media := a.ContentType
	if a.Body == nil && a.Type == nil {
		media = "any body"
	}
	return reply{
		Answer: a,
		status: strings.TrimSpace(strconv.Itoa(a.Status) + " " + http.StatusText(a.Status)),
		media:  media,
		when:   []string{x.occasion(a.Occasion)},
		body:   shape(a.Body),
	}
}

// like reports whether two replies differ in nothing but the occasion.
func (a reply) like(b reply) bool {
	return a.status == b.status && a.media == b.media && a.body == b.body && a.Doc == b.Doc &&
		reflect.DeepEqual(a.Inferred, b.Inferred) && reflect.DeepEqual(a.Type, b.Type)
}

// bodyOf explains the members of a body, if it has any that are known.
func (x *explanation) bodyOf(a *reply) []member {
	if a.Type == nil {
		return nil
	}
	bare := *x // a body is not read as a payload is
	bare.Endpoint = &plan.Endpoint{Options: x.Options}
	return bare.members(a.Type, "")
}

// answersOf are the answers of a status, in digits, or of all, each with its members.
func (x *explanation) answersOf(status string) (list []reply) {
	for _, a := range x.answers {
		if status == anyStatus || status == strconv.Itoa(a.Status) {
			a.fields = x.bodyOf(&a)
			list = append(list, a)
		}
	}
	return list
}

// occasion says when an answer is sent.
func (x *explanation) occasion(name string) string {
	switch name {
	case "ok":
		return "the payload is valid"
	case "invalid":
		return "a constraint is not met"
	case "malformed":
		return "the payload cannot be read"
	}
	lookups := slices.Clone(x.Lookups)
	for i := range x.Request.Fields {
		lookups = append(lookups, x.Request.Fields[i].Lookups...)
	}
	if slices.ContainsFunc(lookups, func(l plan.Lookup) bool { return l.Answer == name }) {
		return "the lookup " + code(name) + " says no"
	}
	return "documented; passant itself never sends it"
}
