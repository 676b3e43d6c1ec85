package engine

import (
	"bytes"
	"strings"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/assert"
)

func TestKey(t *testing.T) {
	for n := range 30 {
		name := strings.Repeat("n", n)
		text := `"` + name + `":`
		k, length := keyOf(name)
		begins := func(b []byte) bool { return len(b) >= keyLength && k.begins(b[:keyLength], length) }
		for _, after := range []string{"", "1}", strings.Repeat(" ", 24)} {
			b := []byte("{" + text + after)
			assert.Equal(t, len(text) <= keyLength && len(text+after) >= keyLength, begins(b[1:]), "%d, %q", n, after)
			assert.Equal(t, 1+len(text), member(b, 1, name), "%d, %q", n, after)
			for i := 1; i <= len(text); i++ {
				b[i]++
				assert.False(t, begins(b[1:]), "%d, %q, %d", n, after, i)
				assert.Zero(t, member(b, 1, name), "%d, %q, %d", n, after, i)
				b[i]--
			}
		}
		cut := []byte("{" + text[:len(text)-1])
		assert.False(t, begins(cut[1:]), n)
		assert.Zero(t, member(cut, 1, name), n)
	}
}

func TestNoKey(t *testing.T) {
	k, length := keyOf(strings.Repeat("n", keyLength))
	for c := range 256 {
		assert.False(t, k.begins(bytes.Repeat([]byte{byte(c)}, keyLength), length), c)
	}
}

func TestGlanceFitsACacheLine(t *testing.T) { assert.EqualValues(t, 64, unsafe.Sizeof(glance{})) }
