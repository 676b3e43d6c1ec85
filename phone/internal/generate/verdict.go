package main

import (
	"encoding/binary"
	"slices"

	"github.com/nyaruka/phonenumbers"
)

const (
	// valid is the bit of a verdict's label that says so. The bits below count the regions of the calling code
	// from 1, the main one, to the number's; 0 is none.
	valid = 0x80

	// maxNational is the most digits of a national significant number.
	maxNational = 17
)

// A verdict is the state of judging the national significant number of one calling code:
// which of its regions the number is of and whether it is valid there.
type verdict struct {
	depth   int
	regions []candidate
}

// A candidate is a region of the calling code. The number is of the first one that claims it: by its leading digits
// if it has any and others share the code, otherwise by the number's being valid there.
type candidate struct {
	leads   bool // whether leading digits decide
	claimed bool // whether they were found
	leading match
	general desc
	types   []desc
}

// A desc is a description of numbers: a pattern and their lengths, where no lengths are all lengths.
type desc struct {
	match
	lengths []int32
}

func (g *graph) desc(d *phonenumbers.PhoneNumberDesc) desc {
	return desc{g.match(d.GetNationalNumberPattern()), d.GetPossibleLength()}
}

func (d desc) accepts(length int) bool {
	return d.matched && (len(d.lengths) == 0 || slices.Contains(d.lengths, int32(length)))
}

// verdict returns the start for the regions of one calling code, the main one first.
func (g *graph) verdict(regions []*phonenumbers.PhoneMetadata) *verdict {
	s := &verdict{}
	for _, m := range regions {
		c := candidate{general: g.desc(m.GetGeneralDesc())}
		if leading := m.GetLeadingDigits(); leading != "" && len(regions) > 1 {
			c.leads = true
			c.leading = g.match(leading)
		}
		types := []*phonenumbers.PhoneNumberDesc{
			m.GetPremiumRate(), m.GetTollFree(), m.GetSharedCost(), m.GetVoip(), m.GetPersonalNumber(),
			m.GetPager(), m.GetUan(), m.GetVoicemail(), m.GetFixedLine(),
		}
		if !m.GetSameMobileAndFixedLinePattern() {
			types = append(types, m.GetMobile())
		}
		for _, t := range types {
			if t.GetNationalNumberPattern() != "" {
				c.types = append(c.types, g.desc(t))
			}
		}
		s.regions = append(s.regions, c)
	}
	return s
}

func (c candidate) next(d rune) candidate {
	n := candidate{leads: c.leads, claimed: c.claimed}
	if c.leads && !c.claimed {
		n.leading = c.leading.next(d)
		n.claimed = n.leading.matched
	}
	n.general = desc{c.general.next(d), c.general.lengths}
	n.types = make([]desc, len(c.types))
	for i, t := range c.types {
		n.types[i] = desc{t.next(d), t.lengths}
	}
	return n
}

func (c candidate) valid(length int) bool {
	return c.general.accepts(length) && slices.ContainsFunc(c.types, func(t desc) bool { return t.accepts(length) })
}

// settled reports whether no further digit makes the region claim the number or the number valid there.
func (c candidate) settled() bool {
	dead := func(d desc) bool { return len(d.at) == 0 && !d.matched }
	invalid := dead(c.general) || !slices.ContainsFunc(c.types, func(t desc) bool { return !dead(t) })
	return invalid && (!c.leads || c.claimed || len(c.leading.at) == 0)
}

func (s *verdict) label() uint8 {
	for i, c := range s.regions {
		ok := c.valid(s.depth)
		if ok && (!c.leads || c.claimed) {
			return valid | uint8(i+1)
		}
		if c.claimed {
			return uint8(i + 1)
		}
	}
	return 0
}

func (s *verdict) final() bool {
	return s.depth == maxNational ||
		!slices.ContainsFunc(s.regions, func(c candidate) bool { return !c.settled() })
}

func (s *verdict) step(d rune) state {
	n := &verdict{s.depth + 1, make([]candidate, len(s.regions))}
	for i, c := range s.regions {
		n.regions[i] = c.next(d)
		if n.regions[i].claimed { // no later region matters
			n.regions = n.regions[:i+1]
			break
		}
	}
	return n
}

func (s *verdict) key() string {
	b := binary.AppendUvarint(nil, uint64(s.depth))
	b = binary.AppendUvarint(b, uint64(len(s.regions)))
	for _, c := range s.regions {
		if c.claimed {
			b = append(b, 1)
		} else {
			b = c.leading.appendKey(append(b, 0))
		}
		b = c.general.appendKey(b)
		for _, t := range c.types {
			b = t.appendKey(b)
		}
	}
	return string(b)
}
