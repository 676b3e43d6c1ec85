package answer

// A position is a place in the input for people: both numbers count from 1, columns in code points.
type position struct{ line, column int }

// after is the position behind text, which begins at p and may begin or end within a code point.
func (p position) after(text []byte) position {
	for _, c := range text {
		switch {
		case c == '\n':
			p.line++
			p.column = 1
		case c&0xC0 != 0x80:
			p.column++
		}
	}
	return p
}

// A Ruler tells the positions of many offsets in one text, in any order: it reads the text once, and a 32nd of it for
// each offset. The zero Ruler is ready for any one text.
type Ruler struct {
	ticks [32]position // at multiples of the 32nd part
	known int          // how many ticks are set
}

// Position is the line and the column of an offset in text. Both count from 1, columns in code points; a line ends with
// its line feed.
func (r *Ruler) Position(text []byte, offset int) (line, column int) {
	step := len(text)/len(r.ticks) + 1
	if r.known == 0 {
		r.ticks[0] = position{1, 1}
		r.known = 1
	}
	tick := offset / step
	for ; r.known <= tick; r.known++ {
		r.ticks[r.known] = r.ticks[r.known-1].after(text[(r.known-1)*step : r.known*step])
	}
	p := r.ticks[tick].after(text[tick*step : offset])
	return p.line, p.column
}
