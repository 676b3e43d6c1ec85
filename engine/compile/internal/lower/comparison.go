package lower

import (
	"slices"

	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/compile/internal/types"
	"github.com/passant-go/passant/engine/plan"
)

// comparisons adds those of a field to an object.
func (e lowering) comparisons(o *plan.Object, m *types.Members, index int) {
	f := m.Fields[index]
	for _, one := range f.Type.Compared {
		other := slices.IndexFunc(m.Fields, func(g *types.Field) bool { return g.Name == one.Name })
		if other < 0 || !m.Fields[other].Required {
			e.Add(one.At, "write "+one.Name+"!:", "%s must be required for %s to be compared with it", one.Name, f.Name)
			continue
		}
		k, path := plain(one.Key, one.At), o.Fields[other].Path()
		switch one.Op {
		case plan.OneOf: // "values" is what texts for the rule alone quote
			values := source.LiteralsJSON([]plan.Literal{{Kind: plan.KindString, Text: path}})
			k.Told.Params = []plan.Param{{Name: "values", JSON: values}, {Name: "member", JSON: source.Quote(path)}}
		case plan.NoneOf:
			k.Told.Params = []plan.Param{{Name: "member", JSON: source.Quote(path)}}
		default:
			k.Told.Params = []plan.Param{{Name: k.Told.Rule, JSON: source.Quote(path)}}
		}
		if one.Rule != "" {
			k.ReportAs(one.Rule)
		}
		o.Comparisons = append(o.Comparisons, plan.Comparison{Field: index, Op: one.Op, Other: other, Failure: e.failure(&o.Fields[index], k, contractOnly)})
	}
}
