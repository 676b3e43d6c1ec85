package engine

import "encoding/binary"

// A key is a name as JSON has it, with the quotes and the colon, in three words. Its length is that in bytes, and 0 where there
// are more, or there is no name.
type key [3]uint64

const keyLength = 24

func keyOf(name string) (k key, length uint8) {
	text := `"` + name + `":`
	if len(text) > keyLength {
		return key{}, 0
	}
	var bytes [keyLength]byte
	copy(bytes[:], text)
	for i := range k {
		k[i] = binary.LittleEndian.Uint64(bytes[8*i:])
	}
	return k, uint8(len(text))
}

// A keyMask is what counts of the words of a key, and what is left of a text that begins with it: nothing but for a key of no
// length, which no text begins with.
type keyMask struct {
	words key
	rest  uint64
}

// keyMasks are those of keys by their length.
var keyMasks = [32]keyMask{
	0: {rest: 1},
	1: {words: key{1<<8 - 1}}, 2: {words: key{1<<16 - 1}}, 3: {words: key{1<<24 - 1}}, 4: {words: key{1<<32 - 1}},
	5: {words: key{1<<40 - 1}}, 6: {words: key{1<<48 - 1}}, 7: {words: key{1<<56 - 1}}, 8: {words: key{1<<64 - 1}},
	9: {words: key{1<<64 - 1, 1<<8 - 1}}, 10: {words: key{1<<64 - 1, 1<<16 - 1}}, 11: {words: key{1<<64 - 1, 1<<24 - 1}},
	12: {words: key{1<<64 - 1, 1<<32 - 1}}, 13: {words: key{1<<64 - 1, 1<<40 - 1}}, 14: {words: key{1<<64 - 1, 1<<48 - 1}},
	15: {words: key{1<<64 - 1, 1<<56 - 1}}, 16: {words: key{1<<64 - 1, 1<<64 - 1}},
	17: {words: key{1<<64 - 1, 1<<64 - 1, 1<<8 - 1}}, 18: {words: key{1<<64 - 1, 1<<64 - 1, 1<<16 - 1}},
	19: {words: key{1<<64 - 1, 1<<64 - 1, 1<<24 - 1}}, 20: {words: key{1<<64 - 1, 1<<64 - 1, 1<<32 - 1}},
	21: {words: key{1<<64 - 1, 1<<64 - 1, 1<<40 - 1}}, 22: {words: key{1<<64 - 1, 1<<64 - 1, 1<<48 - 1}},
	23: {words: key{1<<64 - 1, 1<<64 - 1, 1<<56 - 1}}, 24: {words: key{1<<64 - 1, 1<<64 - 1, 1<<64 - 1}},
}

// begins reports whether b, which has keyLength bytes, begins with a key of the length.
func (k *key) begins(b []byte, length uint8) bool {
	m := &keyMasks[length%32]
	return (binary.LittleEndian.Uint64(b)^k[0])&m.words[0]|
		(binary.LittleEndian.Uint64(b[8:])^k[1])&m.words[1]|
		(binary.LittleEndian.Uint64(b[16:])^k[2])&m.words[2] == m.rest
}

// member is the index after the name at i, which JSON writes as it is, and a colon, 0 where there is another.
func member(b []byte, i int, name string) (end int) {
	end = i + len(`"":`) + len(name)
	if end > len(b) || b[i] != '"' || string(b[i+1:end-2]) != name || b[end-2] != '"' || b[end-1] != ':' {
		return 0
	}
	return end
}
