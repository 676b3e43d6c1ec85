// Package blocks has lists that grow without being copied: what they take is what is in them. It imports nothing of ours.
package blocks

// A List is values in blocks of 64. The zero List is empty.
type List[T any] struct {
	n     int
	most  int // the largest n that Cut made smaller
	table []*[block]T
}

const (
	block = 64
	keep  = 16 // blocks for the next use
)

// Len is how many values there are.
func (l *List[T]) Len() int { return l.n }

// At is the value i, where it stays until Forget.
func (l *List[T]) At(i int) *T { return &l.table[uint(i)/block][uint(i)%block] }

// Add makes room for a value at the end, which may hold what was there before Cut.
func (l *List[T]) Add() *T {
	if l.n == len(l.table)*block {
		l.table = append(l.table, new([block]T))
	}
	l.n++
	return l.At(l.n - 1)
}

// Cut leaves the first n values. What is cut stays reachable until Forget.
func (l *List[T]) Cut(n int) { l.most, l.n = max(l.most, l.n), n }

// Forget empties the list. It keeps room for 1024 values, in which nothing stays reachable; where there is more, it keeps none.
func (l *List[T]) Forget() {
	l.Cut(0)
	if len(l.table) > keep {
		*l = List[T]{}
		return
	}
	for _, b := range l.table {
		clear(b[:min(l.most, block)])
		l.most = max(l.most-block, 0)
	}
}
