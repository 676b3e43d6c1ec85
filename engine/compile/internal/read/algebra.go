package read

import "github.com/passant-go/passant/engine/compile/internal/types"

// report reports why types cannot be put together.
func (r Reader) report(list []types.Fault) {
	for _, f := range list {
		switch {
		case f.Unsupported:
			r.Unsupported(f.At, f.Hint, "%s", f.Message)
		case f.InUse:
			r.Add(f.At, f.Hint, "%s%s", f.Message, r.UsedBy(f.At))
		}
	}
}

// Unify is the conjunction of two types, a written first.
func (r Reader) Unify(a, b types.Type) types.Type {
	t, faults := types.Unify(a, b)
	r.report(faults)
	return t
}

func (r Reader) unifyMembers(a, b *types.Members) *types.Members {
	m, faults := types.UnifyMembers(a, b)
	r.report(faults)
	return m
}

func (r Reader) choose(t types.Type, alternatives []types.Type, with func(t, alternative types.Type) types.Type) types.Type {
	chosen, faults := types.Choose(t, alternatives, with)
	r.report(faults)
	return chosen
}

// Close is what a definition makes of a type.
func (r Reader) Close(t types.Type) types.Type {
	closed, faults := types.Close(t)
	r.report(faults)
	return closed
}

// Every is the pattern of every name, those of m taken together; nil: it has none.
func (r Reader) Every(m *types.Members) *types.Pattern {
	p, faults := types.Every(m)
	r.report(faults)
	return p
}
