package main

import (
	"fmt"
	"math"
	"strings"

	"github.com/passant-go/passant/engine/bench"
)

// The picture's measures, in pixels.
const (
	labels = 170 // where bars begin
	decade = 150 // of a logarithmic scale
	row    = 24
	least  = 0.1 // where the scale begins
)

// picture draws the time of the valid payloads by every engine, as SVG.
func (r *results) picture() string {
	var b strings.Builder
	names := r.engines()
	width, height := labels+4*decade+60, row*len(names)+60
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">
<style>text{fill:#333}line{stroke:#ccc}rect{fill:#8aa4c0}.passant{fill:#c0392b}@media(prefers-color-scheme:dark){text{fill:#ddd}line{stroke:#555}}</style>
<title>Time to judge the five valid payloads, as a multiple of encoding/json.Valid</title>
`, width, height)
	for power := range 5 {
		x := labels + power*decade
		fmt.Fprintf(&b, `<line x1="%d" y1="10" x2="%d" y2="%d"/><text x="%d" y="%d" text-anchor="middle">%v</text>`+"\n",
			x, x, height-45, x, height-30, least*math.Pow10(power))
	}
	fmt.Fprintf(&b, `<text x="%d" y="%d" text-anchor="middle">time / encoding/json.Valid, logarithmic</text>`+"\n", labels+2*decade, height-10)
	for i, name := range names {
		ratio := 1.0
		if q, ok := r.ratio("valid/"+name, "valid/"+bench.Base); ok {
			ratio = q.median
		}
		y := 12 + row*i
		length := decade * math.Log10(max(ratio, least)/least)
		class := ""
		if name == "passant" {
			class = ` class="passant"`
		}
		fmt.Fprintf(&b, `<text x="%d" y="%d" text-anchor="end">%s</text><rect%s x="%d" y="%d" width="%.1f" height="%d"/><text x="%.1f" y="%d">%s</text>`+"\n",
			labels-8, y+14, name, class, labels, y, length, row-6, labels+length+6, y+14, short(ratio))
	}
	b.WriteString("</svg>\n")
	return b.String()
}
