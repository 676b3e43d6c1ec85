package mutate

import (
	"regexp"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/internal/automaton"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/rules"
)

var odds = []string{
	"", "a", "ab", " ", " a", "a ", "\u00a0", "\u00a0\u2003", "\u200b", "\U000e0041\u3164", "\u2022", "é", "漢", "😀", "\U0010ffff", "\ud7ff", "\ue000", "a😀é", "\x80", "\xc3",
	"\xed\xa0\x80", "\xc0\x80", "\xf4\x90\x80\x80", "\xe0\x80\x80", "\xf0\x80\x80\x80", "é\xff",
}

func TestCharacters(t *testing.T) {
	for _, text := range odds {
		n := utf8.RuneCountInString(text)
		for low := range 4 {
			for high := -1; high < 4; high++ {
				want := utf8.ValidString(text) && n >= low && (high < 0 || n <= high)
				assert.Equal(t, want, contain([]language{characters(low, high)}, text), "%q %d %d", text, low, high)
			}
		}
	}
}

// A text of one character is beyond what nobody sees where it is not blank.
func TestUnseen(t *testing.T) {
	seen := beyond(unseen())
	for c := rune(0); c <= unicode.MaxRune; c++ {
		if text := string(c); utf8.ValidRune(c) && contain([]language{seen}, text) == rules.IsBlank([]byte(text)) {
			t.Errorf("%U", c)
		}
	}
}

func TestBlanks(t *testing.T) {
	trim := plan.ASCIISet{1 << ' '}
	for _, text := range odds {
		if !utf8.ValidString(text) {
			continue
		}
		assert.Equal(t, !rules.IsBlank([]byte(text)), contain([]language{beyond(unseen())}, text), "%q", text)
		assert.Equal(t, text == "" || text[0] != ' ' && text[len(text)-1] != ' ', contain([]language{untrimmed(&trim)}, text), "%q", text)
		assert.Equal(t, text == "" || text == "ab", contain([]language{among([]string{"", "ab"})}, text), "%q", text)
		assert.Equal(t, text != "" && text != "ab", contain([]language{among([]string{"", "ab"}).not()}, text), "%q", text)
	}
}

func TestCalendar(t *testing.T) {
	for layout, form := range layouts {
		days := calendar(rules.DateLayout(layout))
		for day := time.Date(1895, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() < 2005; day = day.AddDate(0, 0, 1) {
			require.True(t, contain([]language{days}, day.Format(form)))
		}
		for _, day := range edgeDays {
			assert.True(t, contain([]language{days}, spellDay(day, rules.DateLayout(layout))), day)
		}
		for _, day := range append(noDays, "", "2000", "2000-1-01", "2000-01-011", "2000-01-0a", "2000/01/01") {
			day = spellDay(day, rules.DateLayout(layout))
			assert.False(t, contain([]language{days}, day), day)
			assert.True(t, contain([]language{days.not()}, day), day)
		}
	}
}

func TestShortest(t *testing.T) {
	match := func(pattern string, want bool) language {
		compiled, err := automaton.Compile(pattern)
		require.NoError(t, err)
		return matches(compiled, want)
	}
	any := characters(0, -1)
	for _, test := range []struct {
		languages []language
		want      string
		found     bool
	}{
		{[]language{any}, "", true},
		{[]language{any, match(`^[α-ω]{2}$`, true)}, "αα", true},
		{[]language{any, match(`^[a-z]+$`, true), match(`^[a-y]+$`, false)}, "z", true},
		{[]language{any, match(`^[a-y]+$`, true), match(`^[a-z]+$`, false)}, "", false},
		{[]language{characters(3, 5), match(`b`, true), among([]string{"aab", "baa"}).not()}, "aba", true},
		{[]language{characters(191, 191), match(`^.+@.+\..+$`, true), match(`@a@`, true)}, "", true},
		{[]language{any, calendar(rules.DateDigits), match(`0229$`, true), match(`^..00`, true), match(`^0000`, false)}, "04000229", true},
		{[]language{any, calendar(rules.DateDigits), match(`^1900.*29$`, true), match(`^1900(0[13-9]|1[0-2])`, false)}, "", false},
	} {
		s := NewSolver(&plan.Endpoint{})
		text, found := s.shortest(test.languages)
		assert.False(t, s.GaveUp())
		assert.Equal(t, test.found, found)
		if test.want != "" {
			assert.Equal(t, test.want, text)
		}
	}
	text, _ := NewSolver(&plan.Endpoint{}).shortest([]language{characters(191, 191), match(`^.+@.+\..+$`, true)})
	assert.Regexp(t, regexp.MustCompile(`^.+@.+\..+$`), text)
	assert.Len(t, text, 191)

	s := NewSolver(&plan.Endpoint{})
	_, found := s.shortest([]language{characters(steps, -1)})
	assert.False(t, found)
	assert.True(t, s.GaveUp())
}
