package rules_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"

	"github.com/passant-go/passant/rules"
)

func TestName(t *testing.T) {
	testRule(t, new(rules.Name), map[string][]string{
		"": {
			"Jan", "jan", "de Vries", "Jan-Peter", "O'Hara", "O’Hara", "D‘Arcy", "St. John", "J.", "J.R.R.", "Jan ", "van 't Hof",
			"Zoë", "Zoe\u0308", "Ñandú", "Łukasz", "Đặng", "ʻIolani", "Kaʻahumanu", "Olʼga", "Gal·la", "Gal\u0387la", "ßen", "ſteffen",
			"王小明", "山田・太郎", "さくら", "サクラ", "김민준", "Αλέξανδρος", "Наталья", "Anne‐Marie", "محمد", "דוד", "ג׳ורג׳", "צה״ל", "नरेन्द्र", "ศักดิ์สิทธิ์", "නිමල්", "அருண்", "འབྲུག",
			"می\u200cنا", "نرگس\u200c", "ශ්\u200dරී", "क्\u200dष", "\u0308a", "葛\U000e0100城", "葛\ufe00", "\uf9d1\ufe00", "ᠮ\u180bᠣ", "ᠮ\u180f", "x",
		},
		"start": {" Jan", "-Jan", "'t Hof", "’t Hof", ".", " ", "·", "・", "\u200cJan", "\u200dJan", "׳ג", "‐Jan", "\u0387a"},
		"character": {"Mia+3", "Jan1", "1Jan", "Jan\t", "Jan\n", "Jan\x00", "Jan\x7f", "Jan\u0096", "Jan\u0085", "Jan_Piet", "Jan,Piet", "Jan(Piet)", "Jan/Piet", "Jan@home", "\"Jan\"", "“Jan”", "Jan–Piet", "Jan—Piet", "Jan`Piet", "Jan´Piet", "Jan\u00a0Piet", "Jan\u3000Piet", "Jan\u2003", "<Jan>", "Jan\xff", "\xc3", "Jan\ufffd", "Jan٣", "Jan３", "Jan²", "JanⅣ", "☃", "👩", "Jan❤", "Jan€", "Jan$", "Jan%", "Jan&Piet", "Jan=", "=\u0338", "Ja\u200bn", "Ja\u2060n", "\ufeffJan", "Ja\u00adn", "Jan\u200e", "Jan\u202e", "Jan\u2066", "Ja\u180en", "\ue000", "\U000f0000", "\u0378", "\uffff", "\U000e0041", "Jan\u2028", "Jan;", "Jan\u037e", "Jan‚", "Jan‛", "Jan،", "ー・!",
			// invisible letters and marks
			"\u3164", "Jan\u3164", "\uffa0", "\u115f\u1161", "\u1100\u1160", "Ja\u034fn", "ក\u17b4", "ក\u17b5", "Jan\ufe0f", "Jan\ufe00", "Jan\U000e0100", "\ufe00葛", "葛\ufe00\ufe00", "葛 \ufe00", "葛\u0301\ufe00", "葛\u180b", "ᠮ\ufe00", "Ja\u180bn", "ᠮ\u180b\u180c",
		},
		"space":  {"Jan  Piet", "Jan  ", "Jan Piet  de"},
		"joiner": {"Jan \u200c", "Jan-\u200d", "Jan\u200c\u200c", "Jan\u200d\u200c", "Jan.\u200c", "Jan'\u200d"},
		"letter": {"", "\u0308", "\u0308 \u0308", "\u0301-"},
	})
}

// The rule's text, for a name in NFC that is UTF-8.
var namePattern = regexp.MustCompile(`^[\p{L}\p{M}][\x{200c}\x{200d}]?(?: ?(?:[\p{L}\p{M}][\x{200c}\x{200d}]?|['\x{2019}\x{2018}\x{02bc}\x{02bb}\x{2010}.\x{00b7}\x{30fb}\x{05f3}\x{05f4}-]))* ?$`)

func isName(text string) bool {
	text = norm.NFC.String(text)
	return utf8.ValidString(text) && namePattern.MatchString(text) && !invisiblePattern.MatchString(text) && strings.ContainsFunc(text, unicode.IsLetter)
}

// The letters and marks of Default_Ignorable_Code_Point, but for variation selectors where they have something to vary.
var invisiblePattern = regexp.MustCompile(`[\x{034f}\x{115f}\x{1160}\x{17b4}\x{17b5}\x{3164}\x{ffa0}]` +
	`|(?:^|\P{Han})[\x{fe00}-\x{fe0f}\x{e0100}-\x{e01ef}]|(?:^|[^\p{Mongolian}])[\x{180b}-\x{180d}\x{180f}]` +
	`|[\x{180b}-\x{180d}\x{180f}]{2}`)

// Each character of Unicode in several places, in each of the forms in which it can be written.
func TestEveryNameCharacter(t *testing.T) {
	n := 0
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		c := string(r)
		for _, text := range []string{c, "a" + c, c + "a", "a" + c + c, "a" + c + "\u200d", "a" + c + "\u0301a", "- " + c, c + "\ufe00", c + "\u180b"} {
			reason := rules.CheckName([]byte(text))
			if isASCII(text) || norm.NFC.IsNormalString(text) && norm.NFD.IsNormalString(text) {
				continue
			}
			n++
			for _, form := range []norm.Form{norm.NFC, norm.NFD} {
				if same := rules.CheckName(form.AppendString(nil, text)); same != reason {
					t.Fatalf("%+q: %v, %v in another form", text, reason, same)
				}
			}
		}
		text := "a" + c + "a"
		if ok := rules.CheckName([]byte(text)) == 0; ok != isName(text) {
			t.Fatalf("%+q: %v", text, ok)
		}
	}
	t.Logf("%d texts with other forms", n)
}

// No character passes that hides, turns round, imitates spaces or is nobody's; the exceptions are the rule's own.
func TestSpoofing(t *testing.T) {
	classes := map[string]*unicode.RangeTable{
		"controls": unicode.Cc, "format": unicode.Cf, "private use": unicode.Co, "unassigned": unicode.Cn, "digits and numbers": unicode.N, "symbols, emoji": unicode.S,
		"spaces": unicode.Z, "punctuation": unicode.P, "bidi controls": unicode.Bidi_Control, "line ends": unicode.Pattern_White_Space,
		"invisible": unicode.Other_Default_Ignorable_Code_Point, "variation selectors": unicode.Variation_Selector,
		"noncharacters": unicode.Noncharacter_Code_Point, "deprecated": {R32: []unicode.Range32{{Lo: 0xe0001, Hi: 0xe007f, Stride: 1}}},
	}
	allowed := map[rune]bool{}
	for _, r := range " '’‘-‐.·・׳״\u200c\u200d\u0387" {
		allowed[r] = true
	}
	counts := map[string]int{}
	for r := rune(0); r <= unicode.MaxRune; r++ {
		var in []string
		for name, table := range classes {
			if unicode.Is(table, r) {
				in = append(in, name)
			}
		}
		for _, name := range in {
			counts[name]++
		}
		reason := rules.CheckName([]byte("a" + string(r) + "a"))
		if len(in) > 0 && !allowed[r] && reason != rules.NameCharacter {
			t.Fatalf("%U, %v: %v", r, in, reason)
		}
		if len(in) == 0 && unicode.In(r, unicode.L, unicode.M) && reason != 0 {
			t.Fatalf("%U is a letter or mark: %v", r, reason)
		}
	}
	t.Logf("%v", counts)
}

func FuzzName(f *testing.F) {
	for _, text := range []string{"Jan de Vries", "Zoe\u0308", "O’Hara", "می\u200cنا", "Gal\u0387la", "Mia+3", "\u0308", "a\u0301\u0323", "각", "\u1100\u1161\u11a8", "क़", "\u2126", "=\u0338", "a  b", "葛\U000e0100城", "ᠮ\u180bᠣ", "\u1100\u1160", "a\ufe0f"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		reason := rules.CheckName([]byte(text))
		require.Equal(t, isName(text), reason == 0, "%+q", text)
		if utf8.ValidString(text) {
			require.Equal(t, reason, rules.CheckName(norm.NFC.AppendString(nil, text)), "NFC of %+q", text)
			require.Equal(t, reason, rules.CheckName(norm.NFD.AppendString(nil, text)), "NFD of %+q", text)
		}
	})
}

// Every name that @faker-js/faker has for its locales, but for four.
func TestFakerNames(t *testing.T) {
	var names []string
	node(t, "@faker-js/faker@10.6.0", `
		const { allLocales } = require("@faker-js/faker")
		const names = new Set()
		for (const locale of Object.values(allLocales))
			for (const kind of ["first_name", "middle_name", "last_name"])
				for (const list of Object.values(locale.person?.[kind] ?? {}))
					for (const name of list ?? []) names.add(name)
		console.log(JSON.stringify([...names]))
	`, nil, &names)
	require.Equal(t, 42857, len(names))

	refused := map[string]string{}
	composed := 0
	for _, name := range names {
		text := norm.NFC.Bytes([]byte(name))
		reason := rules.CheckName([]byte(name))
		if reason != 0 {
			refused[name] = reason.String()
		}
		assert.Equal(t, reason, rules.CheckName(text), "NFC")
		assert.Equal(t, reason, rules.CheckName(norm.NFD.Bytes(text)), "NFD")
		if string(text) == name {
			composed++
		}
	}
	require.Len(t, refused, 4)
	byReason := map[string]int{}
	for _, reason := range refused {
		byReason[reason]++
	}
	assert.Equal(t, "character", refused["Mia+3"])
	assert.Equal(t, map[string]int{"character": 2, "joiner": 2}, byReason, "Mia+3 and one with U+0096; two that end in a space and U+200C")
	t.Logf("%d names, %d of them in NFC, refused: %+q", len(names), composed, refused)
}

func BenchmarkName(b *testing.B) {
	for _, text := range []string{"Jan de Vries", "Zoë", "Zoe\u0308", "山田・太郎", "نرگس\u200c"} {
		b.Run(text, func(b *testing.B) {
			benchmark(b, new(rules.Name), text, "regexp", namePattern.MatchString)
			b.Run("norm", func(b *testing.B) { // the least of a rule that normalises
				b.ReportAllocs()
				for b.Loop() {
					norm.NFC.String(text)
				}
			})
		})
	}
}
