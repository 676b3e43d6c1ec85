package blocks

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// A list holds what was added and not cut, where it was put, and nothing once it forgot.
func TestList(t *testing.T) {
	for _, most := range []int{0, 1, block, block + 1, keep * block, keep*block + 1} {
		var l List[*int]
		var want []*int
		for i := range most {
			v := new(int)
			*l.Add(), want = v, append(want, v)
			if i%7 == 6 {
				l.Cut(l.Len() - 3)
				want = want[:len(want)-3]
			}
		}
		assert.Equal(t, len(want), l.Len())
		for i, v := range want {
			assert.Same(t, v, *l.At(i))
		}
		blocks := l.table
		l.Forget()
		assert.Zero(t, l.Len())
		assert.Equal(t, len(blocks) > keep, l.table == nil && len(blocks) > 0)
		for _, b := range l.table {
			assert.Equal(t, [block]*int{}, *b)
		}
	}
}
