package mutate

import (
	"encoding/binary"
	"slices"
)

// preferred are the bytes in the order in which a text is made of them.
var preferred = func() (all []byte) {
	for _, c := range plainCharacters {
		all = append(all, byte(c))
	}
	for b := range 256 {
		if c := byte(b + ' '); !slices.Contains(all, c) {
			all = append(all, c)
		}
	}
	return all
}()

// shortest is a text of the fewest bytes that is in all languages, if one is found.
func (s *Solver) shortest(languages []language) (made string, ok bool) {
	type visit struct {
		states []uint32
		from   int
		by     byte
	}
	start := visit{from: -1}
	for _, l := range languages {
		start.states = append(start.states, l.start)
	}
	bytes := representatives(languages)
	key := make([]byte, 0, 4*len(languages))
	pack := func(states []uint32) []byte {
		key = key[:0]
		for _, state := range states {
			key = binary.LittleEndian.AppendUint32(key, state)
		}
		return key
	}
	seen := map[string]struct{}{string(pack(start.states)): {}}
	queue := []visit{start}
	next := make([]uint32, len(languages))
	for i := 0; i < len(queue); i++ {
		if inAll(languages, queue[i].states) {
			var text []byte
			for at := i; queue[at].from >= 0; at = queue[at].from {
				text = append(text, queue[at].by)
			}
			slices.Reverse(text)
			return string(text), true
		}
		for _, b := range bytes {
			if !stepAll(languages, queue[i].states, next, b) {
				continue
			}
			if _, known := seen[string(pack(next))]; known {
				continue
			}
			if !s.step(1) {
				return "", false
			}
			seen[string(key)] = struct{}{}
			queue = append(queue, visit{slices.Clone(next), i, b})
		}
	}
	return "", false
}

// contain reports whether a text is in all languages.
func contain(languages []language, text string) bool {
	states := make([]uint32, len(languages))
	for i, l := range languages {
		states[i] = l.start
	}
	for _, b := range []byte(text) {
		if !stepAll(languages, states, states, b) {
			return false
		}
	}
	return inAll(languages, states)
}

func inAll(languages []language, states []uint32) bool {
	for i, l := range languages {
		if !l.has(states[i]) {
			return false
		}
	}
	return true
}

func stepAll(languages []language, from, to []uint32, b byte) bool {
	for i, l := range languages {
		if to[i] = l.next(from[i], b); l.dead(to[i]) {
			return false
		}
	}
	return true
}

// representatives are bytes of which no other is told apart by any of the languages, the preferred one of each.
func representatives(languages []language) (bytes []byte) {
	seen := map[string]bool{}
	for _, b := range preferred {
		var key []byte
		for _, l := range languages {
			key = binary.LittleEndian.AppendUint16(key, l.class(b))
		}
		if !seen[string(key)] {
			seen[string(key)] = true
			bytes = append(bytes, b)
		}
	}
	return bytes
}
