package golang

import (
	"path"
	"regexp"
	"strings"

	"github.com/passant-go/passant/rules"
)

// An External is a rule whose Go the generator does not link: it is written by name.
type External struct {
	Type   string // import path, ".", name
	Fields []Field
}

// A Field is one of a composite literal, its value a Go expression.
type Field struct{ Name, Value string }

// Check refuses everything: an External is there to be written, not to be run.
func (*External) Check(rules.Value) rules.Verdict { return rules.Verdict{Outcome: rules.Refuse} }

var majorVersion = regexp.MustCompile(`^v[0-9]+$`)

// external writes the pointer to a composite literal of the type.
func (p *printer) external(x *External) string {
	dot := strings.LastIndexByte(x.Type, '.')
	from, name := x.Type[:dot], x.Type[dot+1:]
	base := path.Base(from)
	if majorVersion.MatchString(base) && path.Dir(from) != "." {
		base = path.Base(path.Dir(from))
	}
	var fields []string
	for _, f := range x.Fields {
		fields = append(fields, f.Name+": "+f.Value)
	}
	return "&" + p.alias(base, from) + "." + name + "{" + strings.Join(fields, ", ") + "}"
}

// alias imports a package under a name that no other has, and returns the name.
func (p *printer) alias(base, from string) string {
	name := strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' || '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(base))
	if name == "" || name[0] <= '9' {
		name = "own" + name
	}
	for p.imports[name] != from && p.free(name) != name {
		name += "_"
	}
	p.imports[name] = from
	return name
}
