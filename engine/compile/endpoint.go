package compile

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/plan"
)

// An endpoint is one that is being compiled.
type endpoint struct {
	*compiler
	facts
	context
	plan       *plan.Endpoint
	root       []node // its declarations
	value      cue.Value
	request    *members
	names      map[string]token.Pos // the paths of its fields, and where those are
	secrets    map[string]bool      // the paths of fields that are, or hold, a secret
	concealed  map[string]bool      // the paths of fields that are a secret wherever they are described
	recursions map[recursion]int    // indices in plan.Types
	inside     map[*ast.Field]int   // the declarations that contain themselves and are being compiled, and how often a value is then read anew
	written    *written             // what marks of answers write
	asked      map[string]struct{}  // the keys under which messages were looked up
}

// A context is where what is being compiled stands. It is passed down by copies of the endpoint, which share all else.
type context struct {
	header  bool // it is of the headers
	ofBody  bool // it is of the body of an answer
	hidden  bool // it is inside a secret field
	trying  bool // it is a type that a value may have to miss
	again   bool // it is one of several types by which a value is read
	rereads int  // how often a value of it is read anew
}

// in is the endpoint in a context.
func (e *endpoint) in(c context) *endpoint {
	inner := *e
	inner.context = c
	return &inner
}

// rereading is the endpoint where a value is read anew, by one of several types.
func (e *endpoint) rereading() *endpoint {
	c := e.context
	c.again = true
	c.rereads++
	return e.in(c)
}

// endpoints compiles those of a package.
func (c *compiler) endpoints(p *pkg) (list []*plan.Endpoint) {
	for _, name := range p.names {
		if name[0] == '#' || name[0] == '_' {
			continue
		}
		c.steps = 0
		root := slices.Clone(p.decls[name])
		for i := range root {
			root[i].scope = c.around(root[i])
		}
		if len(c.members(root, "#Request")) == 0 || len(c.members(root, "method")) == 0 {
			continue
		}
		if !identifier(name) {
			c.fault(root[0].field.Pos(), "use a-z, 0-9 and _, a letter first", "%s cannot be the name of an endpoint", name)
			continue
		}
		list = append(list, c.endpoint(p, name, root))
	}
	return list
}

// endpoint compiles one, as often as it takes to leave to CUE what no plan has.
func (c *compiler) endpoint(p *pkg, name string, root []node) *plan.Endpoint {
	faults, consequences := len(c.list), len(c.consequences)
	for {
		c.steps, c.done, c.supposed = 0, map[*ast.Field]typ{}, map[*ast.Field]plan.Kind{}
		e := &endpoint{
			compiler:   c,
			plan:       &plan.Endpoint{Name: p.inst.PkgName + "/" + name},
			root:       root,
			value:      p.value.LookupPath(cue.MakePath(cue.Str(name))),
			names:      map[string]token.Pos{},
			secrets:    map[string]bool{},
			concealed:  map[string]bool{},
			recursions: map[recursion]int{},
			inside:     map[*ast.Field]int{},
			written:    newWritten(),
			asked:      map[string]struct{}{},
		}
		e.compile()
		if c.steps > limitSteps {
			c.fault(e.pos(), "", "%s refers to too many definitions, or to itself", name)
		}
		if !c.retry(faults) {
			return e.plan
		}
		c.consequences = c.consequences[:consequences]
	}
}

// around is the structs inside an endpoint whose members its facts may refer to by name alone.
func (c *compiler) around(n node) []node {
	return append([]node{n}, c.members([]node{n}, "answers")...)
}

// pos is where the endpoint is declared.
func (e *endpoint) pos() token.Pos { return e.root[0].field.Pos() }

func (e *endpoint) compile() {
	if !e.decode() {
		return
	}
	e.Messages.yield(&e.vocabulary.plain)
	e.checkDefinitions()
	e.checkStop()
	e.describe()
	e.declareTexts()
	e.read()
	e.requestAndHeaders()
	e.whole()
	e.askAll()
	e.answers()
	e.checkFields()
	e.leaveOutAttributes()
}

// decode reads the facts; it reports whether CUE has them.
func (e *endpoint) decode() (ok bool) {
	e.guard(func() {
		text, err := e.value.MarshalJSON()
		if err == nil {
			err = json.Unmarshal(text, &e.facts)
		}
		if err != nil {
			e.cue(err, e.root[0].pkg.dir, func(path []string) token.Pos { return e.deepest(e.root[0].pkg, path, e.pos()) })
		}
		ok = err == nil
	})
	return ok
}

// limitOptions is how many switches an endpoint keeps the state of.
const limitOptions = 64

// describe takes over what needs no translation.
func (e *endpoint) describe() {
	p := e.plan
	for _, n := range e.root {
		if p.Doc == "" {
			p.Doc = comment(n.field)
		}
	}
	p.Document, p.Server, p.Method, p.Path, p.Aliases = e.Document, e.Server, e.Method, e.Path, e.Aliases
	for _, input := range e.Accepts {
		p.Accepts = append(p.Accepts, inputs[input])
		p.Methods[inputs[input]] = cmp.Or(e.Methods[input], e.Method)
	}
	for _, input := range slices.Sorted(maps.Keys(e.Methods)) {
		if !slices.Contains(e.Accepts, input) {
			e.fault(e.place("methods", input), suggest(input, e.Accepts), "methods has an input that is not accepted: %s", input)
		}
	}
	p.Inferred, p.Settled = e.inferredFacts(), e.Settled
	p.HTTPS, p.Unknown = policies[e.HTTPS], policies[e.Unknown]
	p.Attribute = attributeForms[e.Messages.Attribute]
	for name := range fieldsOf(e.value.LookupPath(cue.ParsePath("options"))) {
		option := plan.Option{Name: name, Default: e.Options[name], Doc: e.doc("options", name)}
		p.Options = append(p.Options, option)
	}
	if len(p.Options) > limitOptions {
		e.fault(e.place("options"), fmt.Sprintf("more than %d are not supported", limitOptions), "there are %d options", len(p.Options))
	}
	p.Catalogues = slices.Sorted(maps.Keys(e.Catalogues))
}

func (e *endpoint) read() {
	reading, beyond := e.Read.plan()
	if beyond != nil {
		e.fault(e.place(beyond...), "list ASCII characters only", "%s has a character beyond ASCII", strings.Join(beyond, "."))
	}
	e.plan.Read = reading
	if e.Read.Quoted && !slices.Contains(e.plan.Accepts, plan.JSON) {
		e.fault(e.place("read", "quoted"), `leave it out, or have accepts list "json"`, "read.quoted is about JSON, which the contract does not accept")
	}
	if !e.onlyJSON() {
		return
	}
	form := e.Read.Form
	for _, word := range []struct {
		name string
		used bool
	}{
		{"lists", !slices.Equal(form.Lists, []string{"comma"})},
		{"booleans", form.Booleans != "exact" && !e.Read.Quoted},
		{"space", form.Space != "" && !e.Read.Quoted},
	} {
		if word.used {
			e.fault(e.place("read", "form", word.name), `leave it out, or have accepts list "form" or "query"`,
				"read.form.%s is about forms and query strings, which the contract does not accept", word.name)
		}
	}
}

// place is where the endpoint says something of a fact: in its own package if it does so there.
func (e *endpoint) place(path ...string) token.Pos {
	nodes := own(e.members(e.root, path...))
	for _, n := range nodes {
		if n.pkg == e.root[0].pkg {
			return n.field.Pos()
		}
	}
	if len(nodes) > 0 {
		return nodes[0].field.Pos()
	}
	return e.pos()
}

// doc is the comment on a fact. One above "outer: inner: value" is about the innermost.
func (e *endpoint) doc(path ...string) string {
	for _, n := range own(e.members(e.root, path...)) {
		if doc := comment(n.field); doc != "" {
			return doc
		}
	}
	if len(path) > 1 {
		for _, n := range own(e.members(e.root, path[:len(path)-1]...)) {
			if st, ok := n.expr.(*ast.StructLit); ok && !st.Lbrace.IsValid() && len(e.members([]node{n}, path[len(path)-1])) > 0 {
				return comment(n.field)
			}
		}
	}
	return ""
}

func (e *endpoint) requestAndHeaders() {
	request := own(e.members(e.root, "#Request"))
	if len(request) == 0 {
		e.consequence(e.pos(), "add #Request: #Type", "%s has no #Request", e.plan.Name)
		return
	}
	if t, ok := e.definition("#Request", request); ok {
		e.request = e.admitted(t.members)
		e.conceal(&t, "")
		expected := e.expected(request)
		e.unasked(t.notes, "#Request")
		e.plan.Request = e.in(context{hidden: t.notes.secret}).object(nil, e.request, expected, nil)
		e.crossCheckWith(t, "#Request")
	}
	headers := own(e.members(e.root, "#Headers"))
	if t, ok := e.definition("#Headers", headers); ok {
		e.plan.Headers = e.in(context{header: true, hidden: t.notes.secret}).object(nil, e.admitted(t.members), nil, nil)
		e.crossCheckWith(t, "#Headers")
	}
}

// definition is one of the endpoint's own definitions, an object.
func (e *endpoint) definition(name string, nodes []node) (typ, bool) {
	if len(nodes) == 0 {
		return typ{}, false
	}
	t := typ{kinds: anyKind}
	for _, n := range nodes {
		t = e.unify(t, e.declaration(n, true))
	}
	if t.members == nil && t.kinds&plan.KindObject == 0 && t.kinds != 0 {
		e.fault(nodes[0].field.Pos(), "write "+name+": {…}", "%s is %s, and can be a struct only", name, kindNames(t.kinds))
		return t, false
	}
	if t.members == nil {
		e.consequence(nodes[0].field.Pos(), "write "+name+": {…}", "%s is not a struct", name)
		return t, false
	}
	for _, k := range t.checks {
		if k.Op != plan.Kinds {
			e.fault(k.at, "write it in a member", "a constraint of %s as a whole is not supported", name)
			return t, false
		}
	}
	return e.closed(t), true
}

// expected is what #Expected adds to #Request.
func (e *endpoint) expected(request []node) *members {
	known := map[ast.Expr]bool{}
	for _, n := range request {
		for _, part := range e.conjuncts(n) {
			known[part.expr] = true
		}
	}
	var t typ
	for _, n := range own(e.members(e.root, "#Expected")) {
		for _, part := range e.conjuncts(n) {
			if known[part.expr] {
				continue
			}
			if more := e.expr(part); t.kinds == 0 {
				t = more
			} else {
				t = e.unify(t, more)
			}
		}
	}
	return t.members
}
