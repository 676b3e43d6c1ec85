package lower

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/compile/internal/read"
	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/compile/internal/types"
	"github.com/passant-go/passant/engine/plan"
)

// An endpoint is one that is being compiled.
type endpoint struct {
	facts
	*Settings
	vocabulary *vocabulary
	plan       *plan.Endpoint
	root       []source.Node // its declarations
	value      cue.Value
	request    *types.Members
	recursions map[recursion]int // indices in plan.Types
	written    *written          // what marks of answers write
	texts      map[string]*text
	asked      map[string]struct{} // the keys under which messages were looked up
}

// endpoints compiles those of a package, some members being left to CUE; with more of them for what no plan has.
func (c *Compiler) endpoints(p *source.Package, shared *read.Config, left read.Leaving) (list []*plan.Endpoint, more read.Leaving) {
	for _, name := range p.Names {
		if name[0] == '#' || name[0] == '_' {
			continue
		}
		here := c.Module.Resolver()
		root := slices.Clone(p.Decls[name])
		for i := range root {
			root[i].Scope = here.Around(root[i])
		}
		if len(here.Members(root, "#Request")) == 0 || len(here.Members(root, "method")) == 0 {
			continue
		}
		if !read.Identifier(name) {
			c.Add(root[0].Field.Pos(), "use a-z, 0-9 and _, a letter first", "%s cannot be the name of an endpoint", name)
			continue
		}
		for {
			compiled, wrong := c.endpoint(p, name, root, shared, left)
			further, again := left.Further(wrong)
			if !again {
				c.Faults.Merge(wrong)
				list = append(list, compiled)
				break
			}
			left = further
		}
	}
	return list, left
}

// endpoint compiles one, some members being left to CUE.
func (c *Compiler) endpoint(p *source.Package, name string, root []source.Node, shared *read.Config, left read.Leaving) (*plan.Endpoint, *source.Faults) {
	e := lowering{
		endpoint: &endpoint{
			Settings:   c.Settings,
			vocabulary: c.vocabulary,
			plan:       &plan.Endpoint{Name: p.Instance.PkgName + "/" + name},
			root:       root,
			value:      p.Value.LookupPath(cue.MakePath(cue.Str(name))),
			recursions: map[recursion]int{},
			written:    newWritten(),
			texts:      c.texts,
			asked:      map[string]struct{}{},
		},
		Reader:  read.New(c.Module, shared, left),
		context: context{paths: newPaths(), inside: map[*ast.Field]int{}},
		renamed: c.renamed,
	}
	e.reads = &e.Read
	e.compile()
	if e.Exhausted() {
		e.Add(e.pos(), "", "%s refers to too many definitions, or to itself", name)
	}
	return e.plan, e.Faults
}

// pos is where the endpoint is declared.
func (e lowering) pos() token.Pos { return e.root[0].Field.Pos() }

func (e lowering) compile() {
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
func (e lowering) decode() (ok bool) {
	e.Guard(source.Nowhere, func() {
		text, err := e.value.MarshalJSON()
		if err == nil {
			err = json.Unmarshal(text, &e.facts)
		}
		if err != nil {
			e.FromCUE(err, e.root[0].Pkg.Dir, func(path []string) token.Pos { return e.Deepest(e.root[0].Pkg, path, e.pos()) })
		}
		ok = err == nil
	})
	return ok
}

// limitOptions is how many switches an endpoint keeps the state of.
const limitOptions = 64

// describe takes over what needs no translation.
func (e lowering) describe() {
	p := e.plan
	for _, n := range e.root {
		if p.Doc == "" {
			p.Doc = source.Comment(n.Field)
		}
	}
	p.Document, p.Server, p.Method, p.Path, p.Aliases = e.Document, e.Server, e.Method, e.Path, e.Aliases
	for _, input := range e.Accepts {
		p.Accepts = append(p.Accepts, inputs[input])
		p.Methods[inputs[input]] = cmp.Or(e.Methods[input], e.Method)
	}
	for _, input := range slices.Sorted(maps.Keys(e.Methods)) {
		if !slices.Contains(e.Accepts, input) {
			e.Add(e.place("methods", input), source.Suggest(input, e.Accepts), "methods has an input that is not accepted: %s", input)
		}
	}
	p.Inferred, p.Settled = e.inferredFacts(), e.Settled
	p.HTTPS, p.Unknown = policies[e.HTTPS], policies[e.Unknown]
	p.Attribute = attributeForms[e.Messages.Attribute]
	for name := range source.FieldsOf(e.value.LookupPath(cue.ParsePath("options"))) {
		option := plan.Option{Name: name, Default: e.Options[name], Doc: e.doc("options", name)}
		p.Options = append(p.Options, option)
	}
	if len(p.Options) > limitOptions {
		e.Add(e.place("options"), fmt.Sprintf("more than %d are not supported", limitOptions), "there are %d options", len(p.Options))
	}
	p.Catalogues = slices.Sorted(maps.Keys(e.Catalogues))
}

// place is where the endpoint says something of a fact: in its own package if it does so there.
func (e lowering) place(path ...string) token.Pos {
	nodes := source.ByAuthor(e.Members(e.root, path...))
	for _, n := range nodes {
		if n.Pkg == e.root[0].Pkg {
			return n.Field.Pos()
		}
	}
	if len(nodes) > 0 {
		return nodes[0].Field.Pos()
	}
	return e.pos()
}

// doc is the comment on a fact. One above "outer: inner: value" is about the innermost.
func (e lowering) doc(path ...string) string {
	for _, n := range source.ByAuthor(e.Members(e.root, path...)) {
		if doc := source.Comment(n.Field); doc != "" {
			return doc
		}
	}
	if len(path) > 1 {
		for _, n := range source.ByAuthor(e.Members(e.root, path[:len(path)-1]...)) {
			if st, ok := n.Expr.(*ast.StructLit); ok && !st.Lbrace.IsValid() && len(e.Members([]source.Node{n}, path[len(path)-1])) > 0 {
				return source.Comment(n.Field)
			}
		}
	}
	return ""
}

func (e lowering) requestAndHeaders() {
	request := source.ByAuthor(e.Members(e.root, "#Request"))
	if len(request) == 0 {
		e.Consequence(e.pos(), "add #Request: #Type", "%s has no #Request", e.plan.Name)
		return
	}
	if t, ok := e.definition("#Request", request); ok {
		e.request = e.admitted(t.Members)
		e.conceal(&t, "")
		expected := e.expected(request)
		e.unasked(t.Notes, "#Request")
		in := e
		in.hidden = t.Notes.Secret
		e.plan.Request = in.object(nil, e.request, expected, nil)
		e.crossCheckWith(t, "#Request")
	}
	headers := source.ByAuthor(e.Members(e.root, "#Headers"))
	if t, ok := e.definition("#Headers", headers); ok {
		in := e
		in.header, in.hidden = true, t.Notes.Secret
		e.plan.Headers = in.object(nil, e.admitted(t.Members), nil, nil)
		e.crossCheckWith(t, "#Headers")
	}
}

// definition is one of the endpoint's own definitions, an object.
func (e lowering) definition(name string, nodes []source.Node) (types.Type, bool) {
	if len(nodes) == 0 {
		return types.Type{}, false
	}
	t := types.Type{Kinds: source.AnyKind}
	for _, n := range nodes {
		t = e.Unify(t, e.Declaration(n, true))
	}
	if t.Members == nil && t.Kinds&plan.KindObject == 0 && t.Kinds != 0 {
		e.Add(nodes[0].Field.Pos(), "write "+name+": {…}", "%s is %s, and can be a struct only", name, types.KindNames(t.Kinds))
		return t, false
	}
	if t.Members == nil {
		e.Consequence(nodes[0].Field.Pos(), "write "+name+": {…}", "%s is not a struct", name)
		return t, false
	}
	for _, k := range t.Checks {
		if k.Op != plan.Kinds {
			e.Add(k.At, "write it in a member", "a constraint of %s as a whole is not supported", name)
			return t, false
		}
	}
	return e.Close(t), true
}

// expected is what #Expected adds to #Request.
func (e lowering) expected(request []source.Node) *types.Members {
	known := map[ast.Expr]bool{}
	for _, n := range request {
		for _, part := range e.Conjuncts(n) {
			known[part.Expr] = true
		}
	}
	var t types.Type
	for _, n := range source.ByAuthor(e.Members(e.root, "#Expected")) {
		for _, part := range e.Conjuncts(n) {
			if known[part.Expr] {
				continue
			}
			if more := e.Expr(part); t.Kinds == 0 {
				t = more
			} else {
				t = e.Unify(t, more)
			}
		}
	}
	return t.Members
}
