package scan

import "hash/maphash"

// names is one hash table for the names of all open objects. Objects nest, so
// names leave in the reverse of the order in which they came: each is then the
// head of its chain.
type names struct {
	objects int      // objects opened so far; the last one's identity
	seen    []name   // in the order of arrival
	table   []uint32 // by hash, the chain's head: 1 + its index in seen; a power of two long
	arena   []byte   // the bytes of names that stand in the text in another form
	fold    bool     // ASCII case makes no difference
	seed    maphash.Seed
}

type name struct {
	bytes  []byte
	object int
	hash   uint32
	next   uint32 // the rest of the chain, like a head
	arena  int    // the length of the arena before the name
}

// What reset keeps at most, a little above what a well-meant payload needs.
const (
	minTable  = 64
	keepNames = 1024
	keepArena = 4096
)

// add adds a name, for which the arena has grown since it had the given length.
func (n *names) add(object int, bytes []byte, arena int) bool {
	if len(n.seen) == len(n.table) {
		n.grow()
	}
	if n.fold {
		bytes = n.lower(bytes)
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
	n.seen = append(n.seen, name{bytes, object, hash, *head, arena})
	*head = uint32(len(n.seen))
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
	if k < len(n.seen) {
		n.arena = n.arena[:n.seen[k].arena]
	}
	clear(n.seen[k:]) // the text must not be reachable from here
	n.seen = n.seen[:k]
}

func (n *names) reset() {
	if n.objects == 0 { // nothing was added
		return
	}
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
