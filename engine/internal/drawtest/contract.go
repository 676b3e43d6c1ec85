package drawtest

import (
	"maps"
	"slices"
	"strings"
)

// A Contract has an endpoint own/post.
type Contract struct {
	Files map[string]string // below the root of the module

	like     func(*Stream) *value
	literals []string
}

// A grammar draws types.
type grammar struct {
	s           *Stream
	definitions []definition
	imports     map[string]bool
	literals    []string
	other       bool // for the package beside
	wild        bool // with constructs and mistakes that are refused
	depth       int  // of the members of the request
	own         bool // with rules of one's own
	bounds      bool // numbers may be bounded; objects inside of the request have no conditions: CUE's stack overflows where those meet
	choices     int  // disjunctions of structs that may be drawn
	calm        bool // no conditions
	refers      bool // the definitions to which oddities refer are declared
}

type definition struct {
	drawn
	name    string // without #
	foreign bool   // of the package beside
}

// New draws a contract.
func New(s *Stream) *Contract {
	g := &grammar{s: s, imports: map[string]bool{}, wild: s.in(5), bounds: s.in(2), depth: 100, choices: 1}
	if g.s.in(2) {
		g.choices, g.calm = 100, true
	}
	c := &Contract{Files: map[string]string{}}
	if s.in(5) {
		g.other = true
		texts := g.declare("A", "B")
		c.Files["other/other.cue"] = "package other\n" + g.importing() + texts
		g.imports, g.other = map[string]bool{`"github.com/passant-go/passant/schemas/other"`: true}, false
		for i := range g.definitions {
			g.definitions[i].foreign = true
		}
	}
	texts := g.declare("A", "B", "C", "D", "S", "L", "T")
	post := g.request()
	g.imports[`"github.com/passant-go/passant/schemas/contract"`] = true
	text := "\n#Post: " + post.text + "\n\n" + texts
	facts := g.facts(text)
	if g.own {
		text += g.ownRules()
	}
	c.Files["own/own.cue"] = "package own\n" + g.importing() + facts + text
	c.like, c.literals = post.like, g.literals
	return c
}

// importing is the imports of what was drawn, each used.
func (g *grammar) importing() string {
	var b strings.Builder
	uses := map[string]string{`"list"`: "list.MaxItems", `"math"`: "math.Pi", `"strings"`: "strings.MaxRunes", `"struct"`: "struct.MaxFields", `"time"`: "time.Time", `"net"`: "net.IP", `"encoding/json"`: "json.Valid",
		`"encoding/yaml"`: "yaml.Validate", `"uuid"`: "uuid.Valid", `"regexp"`: "regexp.Valid", `"strconv"`: "strconv.ParseBool",
		`"github.com/passant-go/passant/schemas/answer"`: "answer.#Message"}
	for _, path := range slices.Sorted(maps.Keys(g.imports)) {
		b.WriteString("import " + path + "\n")
		if use := uses[path]; use != "" {
			b.WriteString("_" + strings.ToLower(strings.NewReplacer(`"`, "", "/", "_", "-", "_", ".", "_").Replace(path)) + ": " + use + "\n")
		}
	}
	if b.Len() == 0 {
		return ""
	}
	var imports, rest []string
	for line := range strings.Lines(b.String()) {
		if strings.HasPrefix(line, "import") {
			imports = append(imports, line)
		} else {
			rest = append(rest, line)
		}
	}
	text := strings.Join(append(imports, rest...), "")
	if g.imports[`"github.com/passant-go/passant/schemas/other"`] {
		text += "_other: other.#Used\n"
	}
	return text
}

// declare draws definitions of some of the names.
func (g *grammar) declare(names ...string) string {
	var b strings.Builder
	if g.other {
		b.WriteString("#Used: _\n")
	}
	for i, name := range names {
		if i > 0 && !g.s.in(2) {
			continue
		}
		var d drawn
		switch name {
		case "S":
			d = g.scalar()
		case "L":
			d = g.lists(2)
		case "T":
			var beside string
			d, beside = g.recursive()
			b.WriteString(beside)
		default:
			d = g.structure(2)
		}
		g.definitions, g.refers = append(g.definitions, definition{drawn: d, name: name}), !g.other
		b.WriteString("#" + name + ": " + d.text + "\n")
	}
	return b.String()
}

// reference is one of the definitions whose names are among those given.
func (g *grammar) reference(names string) (drawn, bool) {
	var known []definition
	for _, d := range g.definitions {
		if strings.Contains(names, d.name) {
			known = append(known, d)
		}
	}
	if len(known) == 0 {
		return drawn{}, false
	}
	d := one(g.s, known...)
	text := "#" + d.name
	if d.foreign {
		text = "other." + text
	}
	return drawn{text, d.like}, true
}

// request is the type of the request.
func (g *grammar) request() drawn {
	if g.s.in(12) {
		return g.structure(3)
	}
	g.depth = 3
	b := &body{}
	if g.own = g.s.in(16); g.own {
		b.lines = append(b.lines, "a?: "+g.ruled(), "b?: string")
	}
	x := g.typ(2)
	b.lines = append(b.lines, "x"+one(g.s, "!", "?")+": "+x.text)
	b.declared = append(b.declared, "x")
	b.likes = append(b.likes, func(s *Stream, v *value) {
		if !s.in(8) {
			v.set("x", x.like(s))
		}
	})
	for range one(g.s, 0, 0, 1, 2, 3) {
		g.element(b, 3)
	}
	if !g.calm && g.s.in(2) {
		g.condition(b, 3)
	}
	return b.drawn("\n\t")
}

// typ is any type.
func (g *grammar) typ(depth int) drawn {
	if g.rarely(6) {
		return g.oddity()
	}
	if depth <= 0 {
		return g.scalar()
	}
	switch g.s.Below(16) {
	case 0, 1, 2, 3:
		return g.scalar()
	case 4, 5, 6, 7, 8:
		return g.structure(depth)
	case 9, 10, 11:
		return g.lists(depth)
	case 12, 13:
		return g.trial(depth)
	case 14:
		if g.s.in(2) && g.chooses() {
			return either(g.typ(depth-1), g.typ(depth-1))
		}
		return either(g.structure(depth-1), g.lists(depth-1))
	}
	switch g.s.Below(6) {
	case 0, 1:
		return both(g.number(), g.number())
	case 2, 3:
		return both(g.str(), g.str())
	case 4:
		if g.s.in(4) {
			return drawn{`error("no")`, raw1}
		}
		return g.definition(depth)
	}
	if g.rarely(2) {
		return both(g.typ(depth-1), g.typ(depth-1))
	}
	return both(g.trial(depth), g.scalar())
}

// rarely is true in one of n cases, and only where constructs that may be refused are wanted.
func (g *grammar) rarely(n int) bool { return g.wild && g.s.in(n) }
