package rules_test

import (
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/rules"
)

// Default_Ignorable_Code_Point of DerivedCoreProperties.txt, Unicode 15.0.
const ignorable = "00AD 034F 061C 115F-1160 17B4-17B5 180B-180F 200B-200F 202A-202E 2060-206F 3164 FE00-FE0F FEFF FFA0 FFF0-FFF8 " +
	"1BCA0-1BCA3 1D173-1D17A E0000-E0FFF"

// A text of one character is blank where Unicode has that character be white space or ignored in display.
func TestBlankCharacters(t *testing.T) {
	blank := map[rune]bool{0x2800: true}
	for field := range strings.FieldsSeq(ignorable) {
		from, to, ok := strings.Cut(field, "-")
		if !ok {
			to = from
		}
		low, err := strconv.ParseUint(from, 16, 32)
		require.NoError(t, err)
		high, err := strconv.ParseUint(to, 16, 32)
		require.NoError(t, err)
		for r := rune(low); r <= rune(high); r++ {
			blank[r] = true
		}
	}
	n := 0
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		want := blank[r] || unicode.Is(unicode.White_Space, r)
		if want {
			n++
		}
		if got := rules.IsBlank([]byte(string(r))); got != want {
			t.Errorf("%U: %v", r, got)
		}
		if got := rules.IsBlank([]byte("\u3000\u200d" + string(r) + "\t")); got != want {
			t.Errorf("%U among others: %v", r, got)
		}
		// What nobody sees, names have only beside what they change.
		if text := "a" + string(r) + "a"; want && r != ' ' && r != 0x200c && r != 0x200d && rules.CheckName([]byte(text)) == "" {
			t.Errorf("%U in a name", r)
		}
		if text := "a" + string(r) + "a@example.org"; want && rules.CheckEmail([]byte(text)) == "" {
			t.Errorf("%U in a local part", r)
		}
	}
	t.Logf("%d characters", n)
}

func TestIsBlank(t *testing.T) {
	for text, want := range map[string]bool{
		"": true, " \t": true, "\u200b\u200d\u3164\ufeff": true, "\u2800": true, "a": false, "\u200ba": false, " .": false, "\xff": false, " \xc3": false, "\ufffd": false,
		"\U000e0041": true, "\u0600": false, "\x00": false, " \u0080": false, "\u0085": true,
	} {
		assert.Equal(t, want, rules.IsBlank([]byte(text)), "%+q", text)
		assert.Zero(t, testing.AllocsPerRun(10, func() { rules.IsBlank([]byte(text)) }))
	}
}
