// Package mutate makes payloads from plans: such as keep the contract, and such as almost do. A [Source] makes as many and
// as odd ones as are wanted, by chance; a [Solver] those that a constraint turns on. Tests of the compiler and the engine
// draw on it, and what tells of contracts. It knows no provider; what it makes follows from the plan and a seed alone.
package mutate

import (
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/passant-go/passant/engine/plan"
)

// A Source makes payloads for an endpoint. It is not safe for concurrent use.
type Source struct {
	inside int // values of types that contain themselves
	made   int // values in all, also those that were of no use
	rand   *rand.Rand
	plan   *plan.Endpoint
	trim   string // what reading cuts from the ends of texts
	walks  []*walk
}

// New makes a source. Two of the same plan and seed make the same payloads.
func New(p *plan.Endpoint, seed uint64) *Source {
	return &Source{rand: rand.New(rand.NewPCG(seed, 0)), plan: p, trim: p.Read.Trim.Characters()}
}

// Payload makes a payload that keeps the contract and then changes it: not at all, in a way or two, or in so many that
// no place in a large one is left out. Some ways leave its verdict as it is, such as another order of members or another
// spelling of a string. It is always well-formed.
func (s *Source) Payload() []byte { return s.changed(s.object(&s.plan.Request)) }

// Made is how many values the source has made, also those that were of no use: what its work is measured by.
func (s *Source) Made() int { return s.made }

// Change changes a well-formed payload in the ways of Payload, now and then after a member of another is added. What a
// member is meant to be, its name tells, in any case.
func (s *Source) Change(payload []byte) []byte {
	root := decode(payload)
	root.madeFor(&s.plan.Request)
	if others := s.object(&s.plan.Request).members; len(others) > 0 && s.rand.IntN(2) == 0 {
		m := pick(s.rand, others)
		if !slices.ContainsFunc(root.members, func(own member) bool { return strings.EqualFold(own.name, m.name) }) {
			root.members = append(root.members, m)
		}
	}
	return s.changed(root)
}

func (s *Source) changed(root *value) []byte {
	many := 2 + len(root.places(nil))/3
	for range pick(s.rand, []int{0, 0, 1, 1, 1, 2, many, many}) {
		s.change(root)
	}
	if s.rand.IntN(4) == 0 {
		root.shuffle(s.rand)
	}
	if s.rand.IntN(4) == 0 {
		return root.append(nil, s.rand)
	}
	return root.append(nil, nil)
}
