package scan

import (
	"hash/maphash"
	"unsafe"

	"github.com/passant-go/passant/engine/internal/blocks"
)

// names is one hash table for the names of all open objects. Objects nest, so
// names leave in the reverse of the order in which they came: each is then the
// head of its chain.
type names struct {
	objects int               // objects opened so far; the last one's identity
	seen    blocks.List[name] // in the order of arrival
	table   []uint32          // by hash, the chain's head: 1 + its index in seen; a power of two long
	arena   []byte            // the bytes of names that stand in the text in another form
	fold    bool              // ASCII case makes no difference
	seed    maphash.Seed
}

// A name has 32 bytes: a form may have one for every four of its own.
type name struct {
	text   string // shares the memory of the bytes
	object uint32
	hash   uint32
	next   uint32 // the rest of the chain, like a head
	arena  uint32 // the length of the arena before the name
}

// What reset keeps at most, a little above what a well-meant payload needs.
const (
	minTable  = 64
	keepNames = 1024
	keepArena = 4096
)

// add adds a name, for which the arena has grown since it had the given length.
func (n *names) add(object int, bytes []byte, arena int) bool {
	if n.seen.Len() == len(n.table) {
		n.grow()
	}
	if n.fold {
		bytes = n.lower(bytes)
	}
	// Equal names of nested objects must not meet in one chain.
	hash := uint32(maphash.Bytes(n.seed, bytes)) ^ uint32(object)*0x9E3779B1
	head := n.head(hash)
	for k := *head; k != 0; {
		e := n.seen.At(int(k - 1))
		if e.hash == hash && e.object == uint32(object) && e.text == string(bytes) {
			return false
		}
		k = e.next
	}
	text := unsafe.String(unsafe.SliceData(bytes), len(bytes))
	*n.seen.Add() = name{text, uint32(object), hash, *head, uint32(arena)}
	*head = uint32(n.seen.Len())
	return true
}

// lower is text with ASCII letters in lower case.
func (n *names) lower(text []byte) []byte {
	for i, c := range text {
		if 'A' <= c && c <= 'Z' {
			start := len(n.arena)
			n.arena = append(n.arena, text...)
			small := n.arena[start:]
			for ; i < len(small); i++ {
				if c := small[i]; 'A' <= c && c <= 'Z' {
					small[i] = c | 0x20
				}
			}
			return small
		}
	}
	return text
}

func (n *names) head(hash uint32) *uint32 {
	return &n.table[hash&uint32(len(n.table)-1)]
}

// grow makes the table twice as long. The first one comes with a seed, which
// nobody outside can know.
func (n *names) grow() {
	if n.table == nil {
		n.seed = maphash.MakeSeed()
	}
	n.table = make([]uint32, max(minTable, 2*len(n.table)))
	for k := range n.seen.Len() {
		e := n.seen.At(k)
		head := n.head(e.hash)
		e.next = *head
		*head = uint32(k + 1)
	}
}

// drop removes the names of an object and of those inside it.
func (n *names) drop(object int) {
	k := n.seen.Len()
	for ; k > 0 && n.seen.At(k-1).object >= uint32(object); k-- {
		e := n.seen.At(k - 1)
		*n.head(e.hash) = e.next
		n.arena = n.arena[:e.arena]
	}
	n.seen.Cut(k)
}

func (n *names) reset() {
	if n.objects == 0 { // nothing was added
		return
	}
	n.drop(0)
	n.objects = 0
	n.arena = n.arena[:0]
	n.seen.Forget() // the text must not be reachable from here
	if len(n.table) > keepNames {
		n.table = nil
	}
	if cap(n.arena) > keepArena {
		n.arena = nil
	}
}
