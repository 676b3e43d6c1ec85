package explain

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"
)

// lineWidth is the number of columns for which text is laid out.
const lineWidth = 100

// gap is the number of spaces between columns.
const gap = 2

// appendLine appends a sentence in lines within lineWidth.
func appendLine(dst []byte, indent string, s sentence) []byte {
	return appendTable(dst, indent, [][]sentence{{s}})
}

// appendTable appends rows of cells in columns that fit into lineWidth.
func appendTable(dst []byte, indent string, rows [][]sentence) []byte {
	return appendRows(dst, indent, rows, columns(rows, lineWidth-len(indent)))
}

// appendRows appends rows of cells in columns. What does not fit goes on in the line below.
func appendRows(dst []byte, indent string, rows [][]sentence, widths []int) []byte {
	for _, row := range rows {
		height := 0
		cells := make([][]string, len(row))
		for i, cell := range row {
			cells[i] = wrap(cell.words(), widths[i])
			height = max(height, len(cells[i]))
		}
		for line := range height {
			dst = append(dst, indent...)
			for i, lines := range cells {
				text := ""
				if line < len(lines) {
					text = lines[line]
				}
				dst = append(dst, text...)
				dst = append(dst, strings.Repeat(" ", widths[i]+gap-utf8.RuneCountInString(text))...)
			}
			dst = append(bytes.TrimRight(dst, " "), '\n')
		}
	}
	return dst
}

// columns are the widths of the columns of a table that is to fit into a width; the widest give way first.
func columns(rows [][]sentence, width int) []int {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 1)
			}
			widths[i] = max(widths[i], cell.width())
		}
	}
	total := -gap
	for _, w := range widths {
		total += w + gap
	}
	for ; total > width; total-- {
		widest := slices.Max(widths)
		widths[slices.Index(widths, widest)] = max(widest-1, 1)
	}
	return widths
}

// wrap puts words into lines of at most width characters, and breaks those that are longer.
func wrap(words []string, width int) (lines []string) {
	line, length := "", 0
	for _, word := range words {
		n := utf8.RuneCountInString(word)
		if length > 0 && length+1+n <= width {
			line, length = line+" "+word, length+1+n
			continue
		}
		if length > 0 {
			lines = append(lines, line)
		}
		runes := []rune(word)
		for ; len(runes) > width; runes = runes[width:] {
			lines = append(lines, string(runes[:width]))
		}
		line, length = string(runes), len(runes)
	}
	return append(lines, line)
}
