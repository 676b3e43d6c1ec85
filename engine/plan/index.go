package plan

import (
	"encoding/binary"
	"math/bits"
)

// An Index finds the fields of an object by name: a hash table of the names with open addressing, made by NewIndex so
// that few names, or none, share a slot.
type Index struct {
	Multiplier uint64
	Shift      uint8  // 64 - log2 of the number of slots
	Slots      string // 1 + index of the field, 0 for none; two bytes each, little endian
}

// Find is the index of the field in fields whose name is name, or -1. With fold, ASCII case makes no difference;
// the index must have been made with fold too.
func (x *Index) Find(fields []Field, name []byte, fold bool) int {
	if len(x.Slots) == 0 {
		return -1
	}
	mask := len(x.Slots)/2 - 1
	for slot := int(hash(name, x.Multiplier, fold) >> (x.Shift & 63)); ; slot = (slot + 1) & mask {
		i := int(x.Slots[2*slot]) | int(x.Slots[2*slot+1])<<8
		if i == 0 {
			return -1
		}
		want := fields[i-1].Name
		if string(name) == want || fold && equalFold(want, name) {
			return i - 1
		}
	}
}

// NewIndex makes the index of names, which must be distinct (without regard to ASCII case where fold is set) and
// fewer than 65,535. It is deterministic.
func NewIndex(names []string, fold bool) Index {
	if len(names) == 0 {
		return Index{}
	}
	const tries = 300
	size := bits.Len(uint(len(names))) + 1 // at most half of the slots are taken
	x := Index{Shift: uint8(64 - size)}
	least := -1
	multiplier := uint64(0x9E3779B97F4A7C15)
	for range tries {
		multiplier = multiplier*6364136223846793005 + 1442695040888963407
		slots, moved := place(names, multiplier|1, size, fold)
		if least < 0 || moved < least {
			x.Multiplier, x.Slots, least = multiplier|1, string(slots), moved
		}
		if moved == 0 {
			break
		}
	}
	return x
}

// place puts every name into the first free slot from its own on, and counts the slots passed over.
func place(names []string, multiplier uint64, size int, fold bool) (slots []byte, moved int) {
	slots = make([]byte, 2<<size)
	for i, name := range names {
		slot := hash([]byte(name), multiplier, fold) >> (64 - size)
		for binary.LittleEndian.Uint16(slots[2*slot:]) != 0 {
			slot = (slot + 1) & (1<<size - 1)
			moved++
		}
		binary.LittleEndian.PutUint16(slots[2*slot:], uint16(i+1))
	}
	return slots, moved
}

// hash mixes the length and the bytes of a name; names of up to 16 bytes differ before they are mixed.
func hash(name []byte, multiplier uint64, fold bool) uint64 {
	n := len(name)
	var first, last uint64
	switch {
	case n >= 8:
		first = word(name, fold)
		last = word(name[n-8:], fold)
		for i := 8; i < n-8; i += 8 {
			first = bits.RotateLeft64(first*multiplier, 29) ^ word(name[i:], fold)
		}
	case n >= 4:
		first = uint64(binary.LittleEndian.Uint32(name))
		last = uint64(binary.LittleEndian.Uint32(name[n-4:]))
	case n > 0:
		first = uint64(name[0])
		last = uint64(name[n>>1])<<8 | uint64(name[n-1])
	}
	if fold && n < 8 {
		first, last = lower(first), lower(last)
	}
	high, low := bits.Mul64(first^multiplier, last^uint64(n)^0x9E3779B97F4A7C15)
	return (high ^ low) * multiplier
}

func word(b []byte, fold bool) uint64 {
	w := binary.LittleEndian.Uint64(b)
	if fold {
		w = lower(w)
	}
	return w
}

// lower makes the ASCII capitals among eight bytes small.
func lower(w uint64) uint64 {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	seven := w &^ high
	capital := (seven + ones*(0x80-'A')) &^ (seven + ones*(0x80-'Z'-1)) &^ w & high
	return w | capital>>2
}

// equalFold reports whether a and b are equal without regard to ASCII case.
func equalFold(a string, b []byte) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range b {
		if a[i] != b[i] && (a[i]|0x20 != b[i]|0x20 || b[i]|0x20 < 'a' || b[i]|0x20 > 'z') {
			return false
		}
	}
	return true
}
