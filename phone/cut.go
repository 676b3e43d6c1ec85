package phone

// A cut takes a prefix from a number: its first end digits give way to the literal
// and to those of them in [from, to). The first of the cuts takes nothing.
type cut struct {
	literal       string
	from, to, end uint8
}

// length returns how many of n digits there are after the cut.
func (c *cut) length(n int) int {
	return n - int(c.end) + len(c.literal) + int(c.to-c.from)
}

// cut replaces the digits by those after the cut.
func (d *digits) cut(c *cut) {
	end := d.from + int(c.end)
	keep := end - int(c.to-c.from)
	copy(d.buf[keep:end], d.text()[c.from:c.to])
	d.from = keep - len(c.literal)
	copy(d.buf[d.from:], c.literal)
}
