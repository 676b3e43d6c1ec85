package drawtest

import (
	"strings"

	"cuelang.org/go/cue/scanner"
	"cuelang.org/go/cue/token"
)

// slips are what authors write by mistake.
var slips = append([]string{
	"...", "null", "_", "string", "int", `"x"`, "5", ">5", "{}", "[]", "&", "|", "!", "?", ":", "*", "(", ")", "#Request", "#Text", "=~", "_|_", "if", "for", "'x'", "0.", `"{nope}"`, `"{value}"`,
	"answer.#Column", "answer.#Entry", "answer.#Message", "answer.#Field", "@sorted()", "@if(options.deployed)", "[...]", `"":`, "-1", "1e400", "a", "b.c", "field.#Email", "number & ", "strings.MaxRunes(5) & ",
}, mistaken...)

// Slip changes a contract's text as an author might by mistake.
func Slip(s *Stream, text string) string {
	for range one(s, 1, 1, 1, 2, 3) {
		text = slip(s, text)
	}
	return text
}

func slip(s *Stream, text string) string {
	starts := tokens(text)
	if len(starts) < 3 {
		return text
	}
	i := s.Index(len(starts) - 2)
	before, this, next, after := text[:starts[i]], text[starts[i]:starts[i+1]], text[starts[i+1]:starts[i+2]], text[starts[i+2]:]
	switch s.Below(9) {
	case 0:
		return before + next + after
	case 1:
		return before + this + this + next + after
	case 2:
		return before + next + this + after
	case 3, 4:
		return before + one(s, slips...) + " " + next + after
	case 5:
		return before + this + one(s, slips...) + " " + next + after
	case 6:
		j := s.Index(len(starts) - 1)
		return before + text[starts[j]:starts[j+1]] + next + after
	}
	lines := strings.SplitAfter(text, "\n")
	i = s.Index(len(lines))
	if line := lines[i]; s.in(2) {
		lines[i] = line + line
	} else {
		lines[i] = ""
	}
	return strings.Join(lines, "")
}

// tokens are where those of a text start, and its end.
func tokens(text string) (starts []int) {
	file := token.NewFile("", -1, len(text))
	var sc scanner.Scanner
	sc.Init(file, []byte(text), func(token.Pos, string, []any) {}, 0)
	for {
		at, tok, _ := sc.Scan()
		if tok == token.EOF {
			return append(starts, len(text))
		}
		if n := len(starts); n == 0 || at.Offset() > starts[n-1] {
			starts = append(starts, at.Offset())
		}
	}
}
