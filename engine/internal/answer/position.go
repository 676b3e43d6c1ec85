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
// each of the first offsets; from then on it has a tick for every 256 bytes. The zero Ruler is ready for any one text.
type Ruler struct {
	few   [32]position // at multiples of the 32nd part
	fine  []position   // at multiples of 256 bytes, once many were asked for
	known int          // how many ticks are set
	asked int
}

// Position is the line and the column of an offset in text. Both count from 1, columns in code points; a line ends with
// its line feed.
func (r *Ruler) Position(text []byte, offset int) (line, column int) {
	const fine = 256
	if r.asked++; r.asked == len(r.few) && len(text) > len(r.few)*fine {
		r.fine, r.known = make([]position, len(text)/fine+1), 0
	}
	ticks, step := r.few[:], len(text)/len(r.few)+1
	if r.fine != nil {
		ticks, step = r.fine, fine
	}
	if r.known == 0 {
		ticks[0] = position{1, 1}
		r.known = 1
	}
	tick := offset / step
	for ; r.known <= tick; r.known++ {
		ticks[r.known] = ticks[r.known-1].after(text[(r.known-1)*step : r.known*step])
	}
	p := ticks[tick].after(text[tick*step : offset])
	return p.line, p.column
}
