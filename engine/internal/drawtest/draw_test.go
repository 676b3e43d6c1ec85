package drawtest

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestNewIsTheSameForTheSameBytes(t *testing.T) {
	decisions := bytes.Repeat([]byte{7, 3, 1, 200, 14}, 30)
	a, b := New(NewStream(decisions)), New(NewStream(decisions))
	assert.Equal(t, a.Files, b.Files)
	assert.Equal(t, a.Payload(NewStream(decisions)), b.Payload(NewStream(decisions)))
}

func TestWithoutDecisionsTheSimplestIsDrawn(t *testing.T) {
	c := New(NewStream(nil))
	assert.Contains(t, c.Files["own/own.cue"], "#Post: {x!: int}")
	assert.Equal(t, `{"x":1}`, string(c.Payload(NewStream(nil))))
}

func TestShrink(t *testing.T) {
	fails := func(b []byte) bool { return bytes.Contains(b, []byte{9}) && len(b) > 2 }
	assert.Equal(t, []byte{9, 0, 0}, Shrink([]byte{1, 2, 3, 4, 5, 9, 6, 7}, fails))
}

func TestSlip(t *testing.T) {
	const text = "package a\n\n#A: {b!: int, c?: string}\n"
	assert.NotEqual(t, text, Slip(NewStream([]byte{0, 0, 5}), text))
	assert.Empty(t, Slip(NewStream(nil), ""))
}
