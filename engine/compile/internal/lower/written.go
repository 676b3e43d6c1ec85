package lower

import (
	"slices"
	"strings"

	"cuelang.org/go/cue/ast"

	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/internal/answer"
	"github.com/passant-go/passant/engine/plan"
)

// written is what marks of package answer write for the violations that an endpoint declares.
type written struct {
	names  map[plan.Mark]map[string]bool
	fields []plan.Field // of the request and of its headers, some more than once
}

func newWritten() *written { return &written{names: map[plan.Mark]map[string]bool{}} }

func (w *written) add(mark plan.Mark, name string) {
	if w.names[mark] == nil {
		w.names[mark] = map[string]bool{}
	}
	w.names[mark][name] = true
}

// field takes in what is written of a field.
func (w *written) field(p *plan.Field, path []string, inBody bool) {
	if inBody {
		return
	}
	w.fields = append(w.fields, *p)
	w.add(plan.MarkField, p.Path())
	w.add(plan.MarkProperty, answer.Capital(p.Name))
	w.add(plan.MarkPointer, plan.Pointer(path...))
	for _, name := range p.Attribute {
		w.add(plan.MarkAttribute, name)
	}
}

// failure takes in what is written of a failure, with its words in each catalogue; p is nil where no field is concerned.
func (w *written) failure(f *plan.Failure, p *plan.Field, words []plan.Message) {
	w.add(plan.MarkRule, f.Rule)
	for _, m := range words {
		code := m.Code
		switch {
		case code != "":
		case f.Rule == "lookup":
			code = f.Code
		default:
			code = f.Rule
		}
		key := m.Key
		switch {
		case key != "":
		case p != nil:
			key = p.Path()
		default:
			key = code
		}
		w.add(plan.MarkCode, code)
		w.add(plan.MarkKey, key)
		w.text(plan.MarkMessage, m.Text)
		w.text(plan.MarkEntry, m.Entry)
	}
}

// text takes in a text that is the same for each payload.
func (w *written) text(mark plan.Mark, t plan.Text) {
	if len(t) == 1 && t[0].Then == plan.None {
		w.add(mark, t[0].Literal)
	}
}

// has reports whether mark may write the name, in any case of its letters: of an unknown name that reads like a known one
// there is a violation.
func (w *written) has(mark plan.Mark, name string) bool {
	for known := range w.names[mark] {
		if strings.EqualFold(known, name) {
			return true
		}
	}
	return false
}

// group is the mark by which a part of an object groups, and its label.
func (b *body) group(p *part) (mark plan.Mark, label *ast.ListLit, ok bool) {
	label, ok = p.nodes[0].Field.Label.(*ast.ListLit)
	if !ok || len(label.Elts) != 1 {
		return 0, nil, false
	}
	mark, ok = b.Mark(p.nodes[0].With(label.Elts[0]))
	return mark, label, ok
}

// checkOnce refuses an object in which a name may stand twice, or one name for two fields.
func (b *body) checkOnce(parts []*part) {
	const apart = "put the group in a member of its own"
	for i, p := range parts {
		mark, label, ok := b.group(p)
		if !ok {
			continue
		}
		if mark == plan.MarkLine || mark == plan.MarkColumn {
			b.Add(label.Pos(), "group by a mark that is a string", "%s is no name of a member", source.Show(label))
		}
		b.checkApart(mark, label)
		for j, other := range parts {
			name, isName := strings.CutPrefix(other.label, "=")
			switch _, second, ok := b.group(other); {
			case ok && j > i:
				b.Add(second.Pos(), apart, "%s and %s may write a name twice", source.Show(label), source.Show(second))
			case isName && b.mayWrite(mark, name):
				b.Add(other.nodes[0].Field.Pos(), apart, "%s may be written twice, as %s beside it writes it, too", name, source.Show(label))
			}
		}
	}
}

// mayWrite reports whether a mark may write a name for a payload. Where unknown members are refused, theirs is any.
func (b *body) mayWrite(mark plan.Mark, name string) bool {
	switch mark {
	case plan.MarkField, plan.MarkProperty, plan.MarkAttribute, plan.MarkKey:
		if b.plan.Unknown == plan.Refuse {
			return true
		}
	}
	return b.written.has(mark, name)
}

// checkApart refuses to group by what is the same for two fields.
func (b *body) checkApart(mark plan.Mark, label *ast.ListLit) {
	of := func(f *plan.Field) []string { return []string{answer.Capital(f.Name)} }
	switch mark {
	case plan.MarkProperty:
	case plan.MarkAttribute:
		of = func(f *plan.Field) []string { return f.Attribute }
	default:
		return
	}
	fields := b.written.fields
	for i := range fields {
		for j := range fields[:i] {
			f, g := &fields[j], &fields[i]
			if f.Path() == g.Path() {
				continue
			}
			for _, name := range of(f) {
				if slices.Contains(of(g), name) {
					b.Add(label.Pos(), "group by answer.#Field", "%s and %s are both %s in %s", f.Path(), g.Path(), name, source.Show(label))
					return
				}
			}
		}
	}
}
