package engine

import "github.com/passant-go/passant/engine/internal/scan"

// An extent is where a container ends, and how many values are in it.
type extent struct{ end, count uint32 }

// What is shorter is skipped anew each time.
const leastExtent = 64

// skip returns the index after the value at i, and how many values are in it. In a text that was read before, where each
// container that holds the value may be read once more, it looks at what is in a container only once.
func (x *evaluator) skip(i, depth int) (end, count int, code scan.Code) {
	if depth < 0 && x.nested == nil && (x.in[i] == '{' || x.in[i] == '[') {
		if e, ok := x.extents[uint32(i)]; ok {
			return int(e.end), int(e.count), scan.None
		}
		if end, count, code = x.scan.Skip(x.in, i, depth); code == scan.None && end-i >= leastExtent {
			x.measure(i, end)
		}
		return end, count, code
	}
	return x.scan.Skip(x.in, i, depth)
}

// measure takes down the extents of the container from i to end, and of those in it.
func (x *evaluator) measure(i, end int) {
	if x.extents == nil {
		x.extents = map[uint32]extent{}
	}
	type open struct {
		start int
		count uint32
	}
	var opened []open
	for i < end {
		c := x.in[i]
		switch c {
		case '"':
			i, _, _ = scan.String(x.in, i+1, x.lexical.String)
			i--
		case '{', '[':
			o := open{i, 1}
			if next := x.in[scan.Space(x.in, i+1)]; next == '}' || next == ']' {
				o.count = 0
			}
			opened = append(opened, o)
		case ',':
			opened[len(opened)-1].count++
		case '}', ']':
			o := opened[len(opened)-1]
			opened = opened[:len(opened)-1]
			if i+1-o.start >= leastExtent {
				x.extents[uint32(o.start)] = extent{uint32(i + 1), o.count}
			}
		}
		i++
	}
}
