package mutate

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/rangetable"

	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/rules"
)

// A language is a set of texts: an automaton over their bytes.
type language struct {
	start uint32
	next  func(state uint32, b byte) uint32
	has   func(state uint32) bool // a text that ends in state is in the set
	dead  func(state uint32) bool // no text through state is
	class func(b byte) uint16     // bytes of one class are not told apart
}

// not is the texts that l does not have.
func (l language) not() language {
	has := l.has
	l.has = func(state uint32) bool { return !has(state) }
	l.dead = func(uint32) bool { return false }
	return l
}

// matches is the texts that a pattern accepts or, unless match is set, those that it does not.
func matches(a *plan.Automaton, match bool) language {
	d := demand{a, match}
	return language{
		start: uint32(a.Start),
		next:  func(row uint32, b byte) uint32 { return uint32(a.Step(uint16(row), b)) },
		has:   func(row uint32) bool { return d.met(uint16(row)) },
		dead:  func(row uint32) bool { return d.hopeless(uint16(row)) },
		class: func(b byte) uint16 { return uint16(a.Classes[b]) },
	}
}

// characters is the texts of low to high characters in UTF-8 (RFC 3629 §4), of any number from low on where high is
// negative.
func characters(low, high int) language {
	const invalid = 8
	lead := [...]uint32{ // by class: what has to follow
		0, invalid, invalid, invalid, invalid, 1, 4, 2, 5, 2, 6, 3, 7, invalid,
	}
	class := func(b byte) uint16 {
		ends := []byte{0x7f, 0x8f, 0x9f, 0xbf, 0xc1, 0xdf, 0xe0, 0xec, 0xed, 0xef, 0xf0, 0xf3, 0xf4, 0xff}
		i, _ := slices.BinarySearch(ends, b)
		return uint16(i)
	}
	type second struct{ from, to, then uint32 } // of the second byte: classes, and what follows
	seconds := [...]second{1: {1, 3, 0}, 2: {1, 3, 1}, 3: {1, 3, 2}, 4: {3, 3, 1}, 5: {1, 2, 1}, 6: {2, 3, 2}, 7: {1, 1, 2}}
	most := uint32(max(low, high+1)) // more are not told apart
	return language{
		next: func(state uint32, b byte) uint32 {
			count, part, c := state>>4, state&15, uint32(class(b))
			switch {
			case part == 0:
				part = lead[c]
				count = min(count+1, most)
			case part < invalid && seconds[part].from <= c && c <= seconds[part].to:
				part = seconds[part].then
			default:
				part = invalid
			}
			return count<<4 | part
		},
		has: func(state uint32) bool {
			count := int(state >> 4)
			return state&15 == 0 && count >= low && (high < 0 || count <= high)
		},
		dead:  func(state uint32) bool { return state&15 == invalid || high >= 0 && int(state>>4) > high },
		class: class,
	}
}

// A trie is the states of a text on its way through words: 0 is the root, off none of them.
type trie struct {
	next []map[byte]uint32
	ends []bool
}

const off = ^uint32(0)

func newTrie(words []string) *trie {
	t := &trie{}
	grow := func() uint32 {
		t.next, t.ends = append(t.next, map[byte]uint32{}), append(t.ends, false)
		return uint32(len(t.next) - 1)
	}
	grow()
	for _, word := range words {
		at := uint32(0)
		for _, b := range []byte(word) {
			to, ok := t.next[at][b]
			if !ok {
				to = grow()
				t.next[at][b] = to
			}
			at = to
		}
		t.ends[at] = true
	}
	return t
}

func (t *trie) step(state uint32, b byte) uint32 {
	if state == off {
		return off
	}
	if to, ok := t.next[state][b]; ok {
		return to
	}
	return off
}

// class tells apart the bytes of the words.
func (t *trie) class() func(b byte) uint16 {
	var occurs [256]bool
	for _, next := range t.next {
		for b := range next {
			occurs[b] = true
		}
	}
	return func(b byte) uint16 {
		if occurs[b] {
			return uint16(b)
		}
		return 256
	}
}

// among is the texts that are one of words.
func among(words []string) language {
	t := newTrie(words)
	return language{
		next:  t.step,
		has:   func(state uint32) bool { return state != off && t.ends[state] },
		dead:  func(state uint32) bool { return state == off },
		class: t.class(),
	}
}

// beyond is the texts that have a character beside those of set.
func beyond(set string) language {
	t := newTrie(strings.Split(set, ""))
	return language{
		next: func(state uint32, b byte) uint32 {
			state = t.step(state, b)
			if state != off && t.ends[state] {
				return 0
			}
			return state
		},
		has:   func(state uint32) bool { return state == off },
		dead:  func(uint32) bool { return false },
		class: t.class(),
	}
}

// untrimmed is the texts that begin and end with no character of set. The empty one is.
func untrimmed(set *plan.ASCIISet) language {
	const begun, cut, dead = 1, 2, 3
	return language{
		next: func(state uint32, b byte) uint32 {
			switch {
			case !set.Has(b):
				return begun
			case state == 0:
				return dead
			}
			return cut
		},
		has:  func(state uint32) bool { return state < cut },
		dead: func(state uint32) bool { return state == dead },
		class: func(b byte) uint16 {
			if set.Has(b) {
				return 1
			}
			return 0
		},
	}
}

// unseen is the characters of which blank texts are.
func unseen() string {
	set := []byte("\u2800")
	tables := []*unicode.RangeTable{unicode.White_Space, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector}
	rangetable.Visit(rangetable.Merge(tables...), func(c rune) {
		if text := utf8.AppendRune(nil, c); rules.IsBlank(text) {
			set = append(set, text...)
		}
	})
	return string(set)
}

func textsOf(values []*value) (all []string) {
	for _, v := range values {
		if v.kind == plan.KindString {
			all = append(all, v.text)
		}
	}
	return all
}

// languageOf is the texts that a check accepts, if it decides on texts.
func languageOf(c *plan.Check) (language, bool) {
	if c.On&plan.KindString == 0 {
		return language{}, false
	}
	switch c.Op {
	case plan.MinLength:
		return characters(c.Limit, -1), true
	case plan.MaxLength:
		return characters(0, c.Limit), true
	case plan.Match, plan.NoMatch:
		return matches(c.Pattern, c.Op == plan.Match), true
	case plan.OneOf:
		return among(textsOf(literals(c.Values))), true
	case plan.NoneOf:
		return among(textsOf(literals(c.Values))).not(), true
	case plan.Day:
		return calendar(c.Layout), true
	}
	return language{}, false
}
