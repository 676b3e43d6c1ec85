package rules_test

import (
	"os"
	"regexp"
	"strconv"
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
			// an apostrophe first
			"'t Hart", "’s-Gravesande", "‘t Hooft", "´t Hart", "\u1ffdt Hart", "'n Diaye", "'É", "'E\u0301", "’א",
			// what separates by letters of its script
			"בן־גוריון", "בַּ־יֹ", "a־é", "བསྟན་འཛིན", "རྡོ་རྗེ་", "ཀ་ཀ་", "डॉ॰ शर्मा", "क॰", "አበበ፡ቢቂላ", "ᠰᠠᠷᠠ\u180eᠠ", "ᠮ\u180b\u180eᠠ",
			"山田　太郎", "さくら　こ", "か\u3099　か\u3099", "マリー　クレール", "ｱｷﾞ　ｱ", "김　민준", "々　〆", "Jan‑Peter", "ｻｸﾗ･ｺ", "山田·太郎", "O´Hara",
		},
		"start": {" Jan", "-Jan", "'", "''t Hof", "' t Hof", "'-t", "’\u0308", "’1", "‘ Jan", "´", "-'t", "་ཀ", "־א", "፡አ", "॰क", "　山", "\u180eᠮ", ".", " ", "·", "・", "\u200cJan", "\u200dJan", "׳ג", "‐Jan", "\u0387a"},
		"character": {"Mia+3", "Jan1", "1Jan", "Jan\t", "Jan\n", "Jan\x00", "Jan\x7f", "Jan\u0096", "Jan\u0085", "Jan_Piet", "Jan,Piet", "Jan(Piet)", "Jan/Piet", "Jan@home", "\"Jan\"", "“Jan”", "Jan–Piet", "Jan—Piet", "Jan`Piet", "Jan``Piet", "Jan\u00a0Piet", "Jan\u3000Piet", "山\u3000", "山\u3000a", "a\u3000山", "山-\u3000山", "山　　山", "山　 山", "山\u3000-", "Jan\u2003", "<Jan>", "Jan\xff", "\xc3", "Jan\ufffd", "Jan٣", "Jan３", "Jan²", "JanⅣ", "☃", "👩", "Jan❤", "Jan€", "Jan$", "Jan%", "Jan&Piet", "Jan=", "=\u0338", "Ja\u200bn", "Ja\u2060n", "\ufeffJan", "Ja\u00adn", "Jan\u200e", "Jan\u202e", "Jan\u2066", "Ja\u180en", "\ue000", "\U000f0000", "\u0378", "\uffff", "\U000e0041", "Jan\u2028", "Jan;", "Jan\u037e", "Jan‚", "Jan‛", "Jan،", "ー・!",
			"בן־", "א־ ב", "א־־ב", "א-־ב", "ཀ་་", "ཀ ་", "a་", "\u0f71་ཀ", "ཀ\u0f0c", "ཀ།", "a॰", "क ॰", "क॰॰", "አ፡", "አ፡a", "a፡አ", "አ፡፡አ", "አ ፡አ", "ᠮ\u180e", "ᠮ\u180ea", "a\u180eᠮ", "ᠮ\u180e\u180eᠮ", "Jan\u2800", "a\u0f0ba",
			// invisible letters and marks
			"\u3164", "Jan\u3164", "\uffa0", "\u115f\u1161", "\u1100\u1160", "Ja\u034fn", "ក\u17b4", "ក\u17b5", "Jan\ufe0f", "Jan\ufe00", "Jan\U000e0100", "\ufe00葛", "葛\ufe00\ufe00", "葛 \ufe00", "葛\u0301\ufe00", "葛\u180b", "ᠮ\ufe00", "Ja\u180bn", "ᠮ\u180b\u180c",
		},
		"space":  {"山 　山", "山 \u3000-", "Jan  Piet", "Jan  ", "Jan Piet  de"},
		"joiner": {"Jan \u200c", "Jan-\u200d", "Jan\u200c\u200c", "Jan\u200d\u200c", "Jan.\u200c", "Jan'\u200d"},
		"letter": {"", "\u0308", "\u0308 \u0308", "\u0301-"},
	})
}

// The rule's text, for a name in NFC that is UTF-8, an apostrophe before its first letter taken off and what stands only by
// letters of its script written as a hyphen or a space.
var namePattern = regexp.MustCompile(`^[\p{L}\p{M}][\x{200c}\x{200d}]?(?: ?(?:[\p{L}\p{M}][\x{200c}\x{200d}]?|['´\x{2019}\x{2018}\x{02bc}\x{02bb}\x{2010}\x{2011}.\x{00b7}\x{30fb}\x{ff65}\x{05f3}\x{05f4}-]))* ?$`)

func isName(text string) bool {
	text = norm.NFC.String(text)
	if !utf8.ValidString(text) || !strings.ContainsFunc(text, unicode.IsLetter) {
		return false
	}
	plain := []rune(text)
	for i, r := range plain {
		if by, ok := separators[r]; ok && by.before.MatchString(string(plain[:i])) && by.after.MatchString(string(plain[i+1:])) {
			plain[i] = by.as
		}
	}
	if len(plain) > 1 && strings.ContainsRune("'´’‘", plain[0]) && unicode.IsLetter(plain[1]) {
		plain = plain[1:]
	}
	return namePattern.MatchString(string(plain)) && !invisiblePattern.MatchString(strings.ReplaceAll(text, "\u180e", ""))
}

// What stands only by letters of its script.
var separators = func() map[rune]separator {
	type class = string
	by := func(as rune, before, after class) separator {
		if after != "" {
			after = "^[" + after + "]"
		}
		return separator{as, regexp.MustCompile("[" + before + `]\p{M}*$`), regexp.MustCompile(after)}
	}
	const (
		devanagari = `\x{904}-\x{939}\x{93d}\x{950}\x{958}-\x{961}\x{971}-\x{97f}\x{a8f2}-\x{a8f7}\x{a8fb}\x{a8fd}\x{a8fe}`
		tibetan    = `\x{f00}\x{f40}-\x{f47}\x{f49}-\x{f6c}\x{f88}-\x{f8c}`
		ethiopic   = `\x{1200}-\x{1248}\x{124a}-\x{124d}\x{1250}-\x{1256}\x{1258}\x{125a}-\x{125d}\x{1260}-\x{1288}\x{128a}-\x{128d}\x{1290}-\x{12b0}\x{12b2}-\x{12b5}\x{12b8}-\x{12be}\x{12c0}\x{12c2}-\x{12c5}\x{12c8}-\x{12d6}\x{12d8}-\x{1310}\x{1312}-\x{1315}\x{1318}-\x{135a}\x{1380}-\x{138f}\x{2d80}-\x{2d96}\x{2da0}-\x{2da6}\x{2da8}-\x{2dae}\x{2db0}-\x{2db6}\x{2db8}-\x{2dbe}\x{2dc0}-\x{2dc6}\x{2dc8}-\x{2dce}\x{2dd0}-\x{2dd6}\x{2dd8}-\x{2dde}\x{ab01}-\x{ab06}\x{ab09}-\x{ab0e}\x{ab11}-\x{ab16}\x{ab20}-\x{ab26}\x{ab28}-\x{ab2e}\x{1e7e0}-\x{1e7e6}\x{1e7e8}-\x{1e7eb}\x{1e7ed}\x{1e7ee}\x{1e7f0}-\x{1e7fe}`
		mongolian  = `\x{1820}-\x{1878}\x{1880}-\x{1884}\x{1887}-\x{18a8}\x{18aa}`
		cjk        = `\x{1100}-\x{11ff}\x{3005}\x{3006}\x{3031}-\x{3035}\x{303b}\x{303c}\x{3041}-\x{3096}\x{309d}-\x{309f}\x{30a1}-\x{30fa}\x{30fc}-\x{30ff}\x{3105}-\x{312f}\x{3131}-\x{318e}\x{31a0}-\x{31bf}\x{31f0}-\x{31ff}\x{3400}-\x{4dbf}\x{4e00}-\x{9fff}\x{a960}-\x{a97c}\x{ac00}-\x{d7a3}\x{d7b0}-\x{d7c6}\x{d7cb}-\x{d7fb}\x{f900}-\x{fa6d}\x{fa70}-\x{fad9}\x{ff66}-\x{ffbe}\x{ffc2}-\x{ffc7}\x{ffca}-\x{ffcf}\x{ffd2}-\x{ffd7}\x{ffda}-\x{ffdc}`
	)
	return map[rune]separator{
		0x05be: by('-', `\p{L}`, `\p{L}`),
		0x0970: by('-', devanagari, ""),
		0x0f0b: by('-', tibetan, ""),
		0x1361: by('-', ethiopic, ethiopic),
		0x180e: by('-', mongolian, mongolian),
		0x3000: by(' ', cjk, cjk),
	}
}()

type separator struct {
	as            rune
	before, after *regexp.Regexp
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
		for _, text := range []string{c, "a" + c, c + "a", "a" + c + c, "a" + c + "\u200d", "a" + c + "\u0301a", "- " + c, c + "\ufe00", c + "\u180b", "'" + c, c + "־a", c + "་", "か　" + c, c + "　か"} {
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
		if ok := rules.CheckName([]byte(text)) == ""; ok != isName(text) {
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
	for _, r := range " '’‘´\u1ffd-‐‑.·・･׳״־\u200c\u200d\u0387" {
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
		if len(in) == 0 && unicode.In(r, unicode.L, unicode.M) && reason != "" {
			t.Fatalf("%U is a letter or mark: %v", r, reason)
		}
	}
	t.Logf("%v", counts)
}

func FuzzName(f *testing.F) {
	for _, text := range []string{"Jan de Vries", "Zoe\u0308", "O’Hara", "می\u200cنا", "Gal\u0387la", "Mia+3", "\u0308", "a\u0301\u0323", "각", "\u1100\u1161\u11a8", "क़", "\u2126", "=\u0338", "a  b", "葛\U000e0100城", "ᠮ\u180bᠣ", "\u1100\u1160", "a\ufe0f", "'t", "א־ב", "ཀོ་ཀ", "क॰", "አ፡አ", "ᠮ\u180eᠮ", "山　か\u3099", "´\u0301"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		reason := rules.CheckName([]byte(text))
		require.Equal(t, isName(text), reason == "", "%+q", text)
		if utf8.ValidString(text) {
			require.Equal(t, reason, rules.CheckName(norm.NFC.AppendString(nil, text)), "NFC of %+q", text)
			require.Equal(t, reason, rules.CheckName(norm.NFD.AppendString(nil, text)), "NFD of %+q", text)
		}
	})
}

// The names of testdata/names.txt: those that pass, and those that are refused for the reason beside them.
func TestNamesOfTheWorld(t *testing.T) {
	file, err := os.ReadFile("testdata/names.txt")
	require.NoError(t, err)
	languages, names := map[string]bool{}, map[string]bool{}
	judge := func(language, name string, want rules.Reason) {
		name, err := strconv.Unquote(`"` + name + `"`)
		require.NoError(t, err, name)
		require.False(t, names[name], "%s is there twice", name)
		languages[language], names[name] = true, true
		for _, form := range []norm.Form{norm.NFC, norm.NFD} {
			reason := rules.CheckName(form.Bytes([]byte(name)))
			assert.Equal(t, want, reason, "%s: %s (%+q)", language, name, name)
		}
		assert.Equal(t, want, rules.CheckName([]byte(name)), "%s: %s (%+q)", language, name, name)
	}
	for line := range strings.Lines(string(file)) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		language, rest, ok := strings.Cut(line, "\t")
		require.True(t, ok, line)
		if passing, ok := strings.CutPrefix(rest, "+ "); ok {
			for name := range strings.SplitSeq(passing, " | ") {
				judge(language, name, "")
			}
			continue
		}
		refused, why, ok := strings.Cut(rest, "\t")
		require.True(t, ok && why != "", line)
		reason, name, ok := strings.Cut(strings.TrimPrefix(refused, "- "), " ")
		require.True(t, ok, line)
		judge(language, name, rules.Reason(reason))
	}
	require.Greater(t, len(names), 200)
	t.Logf("%d names of %d languages", len(names), len(languages))
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
		if reason != "" {
			refused[name] = string(reason)
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
