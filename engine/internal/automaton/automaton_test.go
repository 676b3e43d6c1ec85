package automaton_test

import (
	"bufio"
	"errors"
	"go/build"
	"os"
	"path/filepath"
	"regexp"
	"regexp/syntax"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/internal/automaton"
	"github.com/passant-go/passant/engine/plan"
)

// The contracts' own patterns come first.
var verdicts = []struct {
	pattern string
	texts   []string
}{
	{`[^ \t\n\r\v\x00]`, []string{"", " ", " \t\n\r\v\x00", "\f", " a", "\u00a0", "é", " \U0001f600 "}},
	{`^.+@.+\..+$`, []string{"", "a@b.c", "@b.c", "a@.c", "a@b.", "a@b.c.", "a@@..", "é@ü.\U0001f600", "a\n@b.c", "a@b.c\n"}},
	{`^[0-9]{4,5}$|^[0-9]{4} ?[A-Za-z]{2}$`, []string{"", "123", "1234", "12345", "123456", "1234AB", "1234 ab", "1234  ab", "1234A", "1234ABC", "12345AB", " 1234", "1234\n", "1234ÀB"}},
	{`^\+[1-9][0-9]{6,14}$`, []string{"+", "+123456", "+1234567", "+0234567", "+123456789012345", "+1234567890123456", "1234567", "+١234567"}},
	{`^\P{Cc}*$`, []string{"", "a", "\x1f", "\x7f", "\u0080", "\u009f", "\u00a0", "\u07ff\u0800\ud7ff\ue000\uffff\U00010000\U0010ffff", "é\n"}},
	{`^[\w.-]*$`, []string{"", "a_1.-", "a b", "é", "a\n", "K"}},
	{`^[0-9]+$`, []string{"", "0", "0123456789", "12a", "12\n", "١"}},
	{`^https?://[^/]`, []string{"", "http://", "http:///", "http://a", "https://é", "HTTP://a", " http://a", "https://\n"}},
	{`^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$`, []string{"", "nl", "nl-NL", "nl-", "abcdefgh", "abcdefghi", "nl--NL", "de-1996-x", "n1"}},
	{`^[A-Z]{2}$`, []string{"", "N", "NL", "NLD", "nl", "NL\n", "ÅL"}},
	{`^[0-9]+(min|hour|day|week|month|year)$`, []string{"", "1", "min", "1min", "12month", "1mont", "1months", "1 day"}},
	{`^[^,]*(,[^,]*){3}$`, []string{"", ",,", ",,,", ",,,,", "a,é,\n,\U0001f600"}},
	{`^lk_[0-9a-z]{24}$`, []string{"lk_0123456789abcdefghijklmn", "lk_0123456789abcdefghijklm", "lk_0123456789abcdefghijklmno", "LK_0123456789abcdefghijklmn"}},
	{`^[A-Z]{3}-[0-9]{4}$`, []string{"ABC-1234", "AB-1234", "ABC1234", "ABC-12345"}},
	{`^application/json`, []string{"application/json", "application/json; charset=utf-8", " application/json", "application/jso"}},
	{`\?token=[^&]+&uid=.+$`, []string{"https://a/?token=x&uid=1", "?token=&uid=1", "?token=x&uid=", "?token=é\n&uid=1", "?token=x&uid=1\n"}},
	{`^/`, []string{"", "/", "a/", "/a"}},
	{`^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$`, []string{"", "a", "a.b", "a.", ".b", "a.b.c", "a1_.b2", "1a", "A"}},
	{`^[0-9a-f]{32}$`, []string{"0123456789abcdef0123456789abcdef", "0123456789abcdef0123456789abcde", "0123456789abcdef0123456789abcdef0"}},
	{`^[0-9a-fA-F]{32}$`, []string{"0123456789abcdef0123456789ABCDEF", "g123456789abcdef0123456789abcdef"}},
	{`^Token .+$`, []string{"Token ", "Token a", "Token a\n", "token a"}},
	{`^\+[1-9][0-9]{0,3}$`, []string{"+", "+1", "+31", "+1234", "+12345", "+01"}},

	{``, []string{"", "a", "\n"}},
	{`(|a)`, []string{"", "b"}},
	{`^(|a)$`, []string{"", "a", "b", "aa"}},
	{`^(a||b)+$`, []string{"", "ab", "c"}},
	{`[^\x00-\x{10FFFF}]`, []string{"", "a"}},
	{`a\bb`, []string{"", "ab", "a b"}},
	{`$`, []string{"", "a", "é"}},
	{`^$`, []string{"", "a", "\n"}},
	{`$^`, []string{"", "a"}},
	{`$a`, []string{"", "a"}},
	{`(?m)^$`, []string{"", "\n", "a", "a\n", "\na", "a\n\nb", "a\nb"}},
	{`(?m)^a$`, []string{"a", "b\na", "a\nb", "ba", "ab", "b\na\nb", "b\nab", "a\r\n"}},
	{`(?m)\Aa\z`, []string{"a", "a\n", "\na"}},
	{`\Aa\z`, []string{"a", "a\n", "\na", "aa"}},
	{`.`, []string{"", "\n", "a", "é", "\r", "\u2028"}},
	{`(?s).`, []string{"", "\n", "é"}},
	{`(?s)^.$`, []string{"", "\n", "é", "\U0001f600", "éé", "\x00"}},
	{`^.{2,3}$`, []string{"é", "éé", "ééé", "éééé", "\U0001f600a", "a\n"}},
	{`^.{2,3}?$`, []string{"a", "ab", "abc", "abcd"}},
	{`^(a*?b+?)??c`, []string{"c", "aabc", "ac", "bc"}},
	{`(?i)^straße$`, []string{"straße", "STRAẞE", "STRASSE", "ſtraße"}},
	{`(?i)^k$`, []string{"k", "K", "\u212a", "q"}},
	{`(?i)[k-l]`, []string{"K", "\u212a", "m", "L"}},
	{`(?i)σ`, []string{"σ", "ς", "Σ", "s"}},
	{`^[é-ü]$`, []string{"è", "é", "ü", "ý", "e"}},
	{`^[\x{7FF}-\x{800}]$`, []string{"\u07fe", "\u07ff", "\u0800", "\u0801"}},
	{`^[\x{FFFF}-\x{10000}]$`, []string{"\ufffe", "\uffff", "\U00010000", "\U00010001"}},
	{`^[\x{D7FF}-\x{E000}]$`, []string{"\ud7fe", "\ud7ff", "\ue000", "\ue001"}},
	{`^[\x{D800}-\x{DFFF}]$`, []string{"\ud7ff", "\ue000", "\ufffd"}},
	{`^[\x{80}-\x{10FFFF}]$`, []string{"\u007f", "\u0080", "\u0800", "\U00010000", "\U0010ffff"}},
	{`^[^\x{10FFFF}]$`, []string{"\U0010fffe", "\U0010ffff", "a"}},
	{`^\pL+$`, []string{"", "aé漢", "a1", "\U0001d400", "\U0001f600"}},
	{`[[:alpha:]][^[:^digit:]]`, []string{"a1", "1a", "é1"}},
	{`\bfoo\b`, []string{"foo", "afoo", "foo bar", "éfooé", "foo_", "a foo", "foo\n"}},
	{`\Boo\B`, []string{"oo", "foob", "foo", "oob", "éooé"}},
	{`\b`, []string{"", "a", " ", "é", "éa"}},
	{`\B`, []string{"", "a", " ", "é", "aé", "aéa", "ab"}},
	{`a\B.`, []string{"ab", "aé", "a "}},
	{`\b\B`, []string{"", "a", "é "}},
	{`(?m)^\b.*\B$`, []string{"a", "a ", " a\na-", "é"}},
	{`\Qa.b\E$`, []string{"a.b", "axb", "xa.b"}},
	{`(a|ab)(c|bcd)(d*)$`, []string{"abcd", "abd", "acd", "ab"}},
	{`(?:a+)+$`, []string{"aaaaaaaaaaaaaaaaaaaaaaaaaaab", "aaa"}},
}

func compile(t testing.TB, pattern string) *plan.Automaton {
	t.Helper()
	a, err := automaton.Compile(pattern)
	require.NoError(t, err, "%q", pattern)
	return a
}

func TestMatch(t *testing.T) {
	for _, v := range verdicts {
		a, re := compile(t, v.pattern), regexp.MustCompile(v.pattern)
		assert.Equal(t, v.pattern, a.Pattern)
		for _, text := range v.texts {
			assert.Equal(t, re.MatchString(text), a.Match([]byte(text)), "%q on %q", v.pattern, text)
		}
	}
}

// Every rune is read as package regexp reads it.
func TestMatchRunes(t *testing.T) {
	for _, pattern := range []string{`^.$`, `^\pL$`, `^\PL$`, `^(?i:[a-zß])$`, `^[^\x{D800}]$`, `^[\x{700}-\x{11000}]$`} {
		a, re := compile(t, pattern), regexp.MustCompile(pattern)
		for r := range rune(utf8.MaxRune + 1) {
			if text := []byte(string(r)); a.Match(text) != re.Match(text) {
				t.Fatalf("%q on %U: %t", pattern, r, a.Match(text))
			}
		}
	}
}

// re2-search.txt of package regexp: blocks of quoted strings and of quoted patterns, each followed by its results.
func TestMatchRE2(t *testing.T) {
	f, err := os.Open(filepath.Join(build.Default.GOROOT, "src/regexp/testdata/re2-search.txt"))
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("this Go distribution has no test data")
	}
	require.NoError(t, err)
	defer f.Close()
	var texts []string
	var inTexts bool
	patterns := 0
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line := lines.Text()
		switch {
		case line == "strings":
			texts, inTexts = nil, true
		case line == "regexps":
			inTexts = false
		case strings.HasPrefix(line, `"`):
			q, err := strconv.Unquote(line)
			require.NoError(t, err)
			if inTexts {
				texts = append(texts, q)
				continue
			}
			re, err := regexp.Compile(q)
			if err != nil {
				continue // \C, which Go does not have
			}
			patterns++
			a := compile(t, q)
			for _, text := range texts {
				if utf8.ValidString(text) {
					assert.Equal(t, re.MatchString(text), a.Match([]byte(text)), "%q on %q", q, text)
				}
			}
		}
	}
	assert.Greater(t, patterns, 100)
}

func TestCompileIsDeterministic(t *testing.T) {
	for _, v := range verdicts {
		assert.Equal(t, compile(t, v.pattern), compile(t, v.pattern), "%q", v.pattern)
	}
}

func TestCompileSettles(t *testing.T) {
	for pattern, start := range map[string]uint16{
		``:                    plan.AlwaysRow,
		`$`:                   plan.AlwaysRow,
		`(?s)^.*$`:            plan.AlwaysRow,
		`\b|\B`:               plan.AlwaysRow,
		`\b\B`:                plan.NeverRow,
		`a\bb`:                plan.NeverRow,
		`\x{D800}`:            plan.NeverRow,
		`[^\x00-\x{10FFFF}]`:  plan.NeverRow,
		`^(a|[^a]|\n)*(b|c)*`: plan.AlwaysRow,
	} {
		a := compile(t, pattern)
		assert.Equal(t, start, a.Start, "%q", pattern)
		assert.Empty(t, a.Next, "%q", pattern)
	}
}

func TestCompileIsSmall(t *testing.T) {
	for pattern, size := range map[string]struct{ rows, classes int }{
		`[^ \t\n\r\v\x00]`:                     {1, 3},
		`^.+@.+\..+$`:                          {15, 8},
		`^[0-9]{4,5}$|^[0-9]{4} ?[A-Za-z]{2}$`: {8, 4},
	} {
		a := compile(t, pattern)
		classes := 0
		for _, c := range []byte(a.Classes) {
			classes = max(classes, int(c)+1)
		}
		assert.Len(t, a.Classes, 256)
		assert.Equal(t, size.classes, classes, "%q", pattern)
		assert.Equal(t, size.rows, len(a.Next)/2/classes, "%q", pattern)
	}
}

func TestCompileSyntaxError(t *testing.T) {
	for _, pattern := range []string{`(`, `[b-a]`, `a**`, `\8`, `a{1001}`, "\xff", `(?=a)`} {
		a, err := automaton.Compile(pattern)
		assert.Nil(t, a)
		var invalid *syntax.Error
		if assert.ErrorAs(t, err, &invalid, "%q", pattern) {
			_, want := regexp.Compile(pattern)
			assert.Equal(t, want, error(invalid))
		}
	}
}

func TestCompileTooLarge(t *testing.T) {
	for _, c := range []struct {
		fits, exceeds string
		unit          string
		limit         int
	}{
		{`^(a{1000}){1}(b{1000}){1}`, `(?:aa){1000}(?:bb){1000}(?:cc){1000}`, "instructions", automaton.MaxInstructions},
		{`^.{1000}$`, `^(?:.{1000})(?:.{1000})$`, "states", automaton.MaxStates},
		{`a.{8}$`, `a.{16}$`, "states", automaton.MaxStates},
		{ascii(3), ascii(25), "transitions", automaton.MaxTransitions},
	} {
		compile(t, c.fits)
		a, err := automaton.Compile(c.exceeds)
		assert.Nil(t, a)
		assert.Equal(t, &automaton.TooLargeError{Pattern: c.exceeds, Unit: c.unit, Limit: c.limit}, err)
	}
}

// ascii returns a pattern of n times every byte of ASCII, escaped.
func ascii(n int) string {
	var all strings.Builder
	for b := range byte(utf8.RuneSelf) {
		all.WriteByte(b)
	}
	return "^" + strings.Repeat(regexp.QuoteMeta(all.String()), n)
}

func TestMatchAllocatesNothing(t *testing.T) {
	a, text := compile(t, `^.+@.+\..+$`), []byte("jan.de.vries@voorbeeld.example")
	assert.Zero(t, testing.AllocsPerRun(100, func() { a.Match(text) }))
}

func FuzzMatch(f *testing.F) {
	for _, v := range verdicts {
		for _, text := range v.texts {
			f.Add(v.pattern, text)
		}
	}
	f.Fuzz(func(t *testing.T, pattern, text string) {
		if !utf8.ValidString(text) {
			t.Skip()
		}
		re, invalid := regexp.Compile(pattern)
		a, err := automaton.Compile(pattern)
		var large *automaton.TooLargeError
		if errors.As(err, &large) {
			t.Skip()
		}
		require.Equal(t, invalid == nil, err == nil, "%v", err)
		if err == nil {
			require.Equal(t, re.MatchString(text), a.Match([]byte(text)))
		}
	})
}

func BenchmarkMatch(b *testing.B) {
	long := strings.Repeat("x", 1000)
	for _, c := range []struct{ name, pattern, text string }{
		{"email", `^.+@.+\..+$`, "jan.de.vries@voorbeeld.example"},
		{"email long", `^.+@.+\..+$`, long + "@" + long + ".nl"},
		{"postal code", `^[0-9]{4,5}$|^[0-9]{4} ?[A-Za-z]{2}$`, "1234 AB"},
		{"not blank", `[^ \t\n\r\v\x00]`, "Jan de Vries"},
		{"blank long", `[^ \t\n\r\v\x00]`, strings.Repeat(" ", 1000)},
	} {
		text := []byte(c.text)
		b.Run(c.name, func(b *testing.B) {
			a := compile(b, c.pattern)
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				a.Match(text)
			}
		})
	}
}
