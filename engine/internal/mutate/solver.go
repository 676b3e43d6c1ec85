package mutate

import (
	"cmp"
	"slices"

	"github.com/passant-go/passant/engine/internal/ops"
	"github.com/passant-go/passant/engine/plan"
)

// A search is bounded: by the states of texts that it looks at, of which a value counts as many as take its time.
const (
	steps      = 1 << 18
	valueSteps = 1 << 7
)

// A Solver finds the payloads that a plan accepts but for one constraint. It draws no lots: it looks at every kind, at the
// numbers beside every operand, at every size beside a limit, and for texts through the automata of all constraints at
// once. So what it does not find does not exist, unless it gave up.
type Solver struct {
	plan *plan.Endpoint
	trim string // what reading cuts from the ends of texts

	left   int // steps
	gaveUp bool
}

// NewSolver makes the solver of a plan, which holds no Go rules.
func NewSolver(p *plan.Endpoint) *Solver {
	return &Solver{plan: p, trim: p.Read.Trim.Characters(), left: steps}
}

// GaveUp reports whether a search was given up because of its size.
func (s *Solver) GaveUp() bool { return s.gaveUp }

// step reports whether the solver may take n steps more.
func (s *Solver) step(n int) bool {
	if s.left < n {
		s.gaveUp = true
		return false
	}
	s.left -= n
	return true
}

// values are those that reach a goal, the preferred one first: of every kind one at least, if there is any.
func (s *Solver) values(g goal) (found []*value) {
	if g.typ.Again != 0 {
		if g.again == deepest {
			s.gaveUp = true
			return nil
		}
		g.again++
		g = g.of(&s.plan.Types[g.typ.Again-1], nil)
	}
	if !s.step(valueSteps) {
		return nil
	}
	add := func(v *value) {
		if s.sendable(g, v) && g.reached(v) {
			found = append(found, v)
		}
	}
	for _, kind := range g.kinds() {
		for _, v := range s.ofKind(g, kind) {
			add(v)
		}
	}
	for i := range g.typ.Checks {
		if c := &g.typ.Checks[i]; c != g.fails && (c.Op == plan.Count && c.Trial.Least > 0 || c.Op == plan.Branch) {
			for j := range c.Trial.Types {
				for _, v := range s.values(g.of(&c.Trial.Types[j], c)) {
					add(v)
				}
			}
		}
	}
	if g.near == nil {
		for _, l := range g.typ.Except {
			add(literal(l))
		}
	}
	return found
}

// sendable reports whether reading leaves a value to the checks as it is.
func (s *Solver) sendable(g goal, v *value) bool {
	if !g.inner && v.nothing(&s.plan.Read)&(g.field.Missing|g.field.Absent) != 0 {
		return false
	}
	if v.kind != plan.KindString {
		return true
	}
	return contain(s.readable(g), v.text)
}

func (s *Solver) ofKind(g goal, kind plan.Kind) []*value {
	switch kind {
	case plan.KindNull:
		return []*value{scalar("null")}
	case plan.KindBool:
		return []*value{scalar("true"), scalar("false")}
	case plan.KindInt, plan.KindFloat:
		return g.numbers(kind)
	case plan.KindString:
		return s.texts(g)
	case plan.KindList:
		return s.lists(g)
	}
	return s.objects(g)
}

// texts are the shortest that reach the goal and, where it turns on a limit, one at that limit.
func (s *Solver) texts(g goal) (all []*value) {
	languages := s.readable(g)
	for _, c := range g.passes() {
		if l, ok := languageOf(c); ok {
			languages = append(languages, l)
		}
	}
	if g.fails != nil && g.fails.Refuses&plan.KindString == 0 {
		l, ok := languageOf(g.fails)
		if !ok {
			return nil
		}
		languages = append(languages, l.not())
	}
	for _, r := range g.related {
		if l, ok := r.language(); ok {
			languages = append(languages, l)
		}
	}
	languages = append(languages, among(textsOf(append(literals(g.typ.Except), g.not...))).not())
	add := func(more ...language) {
		if made, ok := s.shortest(append(slices.Clip(languages), more...)); ok {
			all = append(all, text(made))
		}
	}
	if c := g.near; c != nil && ops.Of(c.Op).Measure == ops.Characters {
		add(characters(c.Limit, c.Limit))
	}
	if c := g.fails; c != nil && c.Op == plan.MinLength {
		add(characters(c.Limit-1, c.Limit-1))
	}
	add()
	if g.near != nil && g.near.Op == plan.OneOf { // what is shortest is not what comes first
		for _, l := range g.near.Values {
			all = append(all, literal(l))
		}
	}
	return all
}

// readable are the languages of texts that reading leaves as they are.
func (s *Solver) readable(g goal) []language {
	languages := []language{characters(0, -1)}
	if !g.field.Verbatim && s.trim != "" {
		languages = append(languages, untrimmed(&s.plan.Read.Trim))
	}
	if s.plan.Read.EmptyNull {
		languages = append(languages, among([]string{""}).not())
	}
	if !g.inner && (g.field.Missing|g.field.Absent)&plan.Blank != 0 {
		languages = append(languages, beyond(cmp.Or(s.trim, unseen())))
	}
	return languages
}
