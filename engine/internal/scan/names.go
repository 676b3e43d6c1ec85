package scan

import "hash/maphash"

// names is one hash table for the names of all open objects. Objects nest, so
// names leave in the reverse of the order in which they came: each is then the
// head of its chain.
type names struct {
	objects int      // objects opened so far; the last one's identity
	seen    []name   // in the order of arrival
	table   []uint32 // by hash, the chain's head: 1 + its index in seen; a power of two long
	arena   []byte   // the bytes of names that are not part of the text
	seed    maphash.Seed
}

type name struct {
	bytes  []byte
	object int
	hash   uint32
	next   uint32 // the rest of the chain, like a head
}

// What reset keeps at most, a little above what a well-meant payload needs.
const (
	minTable  = 64
	keepNames = 1024
	keepArena = 4096
)

func (n *names) add(object int, bytes []byte) bool {
	if len(n.seen) == len(n.table) {
		n.grow()
	}
	// Equal names of nested objects must not meet in one chain.
	hash := uint32(maphash.Bytes(n.seed, bytes)) ^ uint32(object)*0x9E3779B1
	head := n.head(hash)
	for k := *head; k != 0; {
		e := &n.seen[k-1]
		if e.hash == hash && e.object == object && string(e.bytes) == string(bytes) {
			return false
		}
		k = e.next
	}
	n.seen = append(n.seen, name{bytes, object, hash, *head})
	*head = uint32(len(n.seen))
	return true
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
	for k := range n.seen {
		e := &n.seen[k]
		head := n.head(e.hash)
		e.next = *head
		*head = uint32(k + 1)
	}
}

// drop removes the names of an object and of those inside it.
func (n *names) drop(object int) {
	k := len(n.seen)
	for k > 0 && n.seen[k-1].object >= object {
		k--
		*n.head(n.seen[k].hash) = n.seen[k].next
	}
	clear(n.seen[k:]) // the text must not be reachable from here
	n.seen = n.seen[:k]
}

func (n *names) reset() {
	n.drop(0)
	n.objects = 0
	n.arena = n.arena[:0]
	if cap(n.seen) > keepNames || len(n.table) > keepNames {
		n.seen, n.table = nil, nil
	}
	if cap(n.arena) > keepArena {
		n.arena = nil
	}
}
