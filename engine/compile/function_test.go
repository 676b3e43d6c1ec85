package compile_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/compile"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/engine/sample"
)

// the imports that a function may need.
const libraries = `
import (
	"encoding/json"
	"list"
	"net"
	"regexp"
	"strings"
	"time"
	"uuid"

	"github.com/passant-go/passant/schemas/contract"
)

_used: [json.Valid, list.MaxItems, net.IP, regexp.Valid, strings.MaxRunes, time.Time, uuid.Valid]
`

// applied is a module with one endpoint, whose request has a member x that a function bounds.
func applied(t testing.TB, constraint string) fstest.MapFS {
	files := languageAlone(t)
	files["own/own.cue"] = ownContract(libraries, "x!: "+constraint, "")
	return files
}

// everyFunction is a module with one endpoint, whose request has a member f0, f1, … for each function of all families.
func everyFunction(t testing.TB) (files fstest.MapFS, fields []string) {
	for _, family := range families {
		for _, constraint := range family.constraints {
			fields = append(fields, fmt.Sprintf("f%d?: %s", len(fields), constraint))
		}
	}
	files = languageAlone(t)
	files["own/own.cue"] = ownContract(libraries, strings.Join(fields, "\n"), "")
	return files, fields
}

// The native functions on texts, and texts that they tell apart, by family.
var families = []struct{ constraints, texts []string }{
	{
		[]string{
			`time.Time`, `time.Time()`, `time.Format("15:04")`, `time.Format("")`, `time.Format("Jan _2 06 .000 MST")`, `time.Format("é %")`, `time.Format("002 2006")`,
			`time.Format(time.RFC3339)`, `time.Format(time.Kitchen)`, `time.Format(time.RFC1123)`, `time.Format(time.RFC850)`, `time.Format("2006-01-02")`, `time.Format(time.RFC3339Date)`,
		},
		[]string{
			"2024-02-29T00:00:00Z", "2023-02-29T00:00:00Z", "2024-02-29T00:00:00.123456789012Z", "2024-02-29T00:00:00,5Z", "2024-02-29T3:00:00Z", "2024-02-29T24:00:00Z",
			"2024-02-29T23:59:60Z", "2024-02-29T00:00:00+24:00", "2024-02-29T00:00:00+23:60", "2024-02-29T00:00:00-00:00", "2024-02-29t00:00:00z", "2024-02-29 00:00:00Z",
			"15:04", "3:04", "24:00", "15:04:05", "3:04PM", "03:04pm", "13:04PM", "Mon, 02 Jan 2006 15:04:05 MST", "Mon, 02 Jan 2006 15:04:05 GMT+3", "Tue, 02 Jan 2006 15:04:05 XYZZY",
			"Monday, 02-Jan-06 15:04:05 UTC", "Feb 29 23 .123 UTC", "Feb 29 24 .123 UTC", "é 12", "060 2024", "366 2023", "2024-02-29", "0000-01-01", "10000-01-01", "2024-02-29\x00",
		},
	},
	{
		[]string{`time.Duration`, `time.Duration()`},
		[]string{"1h", "-1.5h3ms", "+0", "0", "1", ".5s", "5.s", "1µs", "1μs", "1 s", "9223372036854775807ns", "9223372036854775808ns", "-9223372036854775808ns", "1e3s", "1d", "3h2h"},
	},
	{
		[]string{
			`net.IP`, `net.IPv4`, `net.IPv4()`, `net.IPv6`, `net.IPCIDR`, `net.LoopbackIP`, `net.MulticastIP`, `net.InterfaceLocalMulticastIP`, `net.LinkLocalMulticastIP`,
			`net.LinkLocalUnicastIP`, `net.GlobalUnicastIP`, `net.UnspecifiedIP`, `net.InCIDR("10.0.0.0/8")`, `net.InCIDR("::ffff:10.0.0.0/104")`, `net.InCIDR("fe80::/10")`, `net.InCIDR("x")`,
			`string & net.IP`,
		},
		[]string{
			"::1", "::", "1.2.3.4", "01.2.3.4", "1.2.3", "1.2.3.256", "127.0.0.1", "0.0.0.0", "::ffff:127.0.0.1", "::ffff:10.1.2.3", "10.1.2.3", "224.0.0.251", "ff01::1", "ff02::fb", "fe80::1", "fe80::1%eth0",
			"fe80::1%", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::", "1::2::3", "[::1]", "10.0.0.0/8", "10.0.0.0/08", "10.0.0.0/33", "::/129", "::1/128", "fe80::%a/64", "169.254.1.1", "255.255.255.255", " ::1",
		},
	},
	{
		[]string{`net.FQDN`, `net.FQDN()`},
		[]string{
			"a.example", "a.example.", "a.example..", ".", "a..example", "-a.example", "a-.example", "ab--c.example", "xn--nxasmq6b", "xn--a", "xn--", "XN--NXASMQ6B.example", "a_b", "*.a", "1.2.3.4", "é.example", "a b",
			"xn--4dbcagdahymbxekheh6e0a7fei0b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "\x00", "xn--mgba3gch31f060k",
		},
	},
	{
		[]string{`net.URL`, `net.URL()`, `net.AbsURL`},
		[]string{
			"https://a.example/%41", "%zz", "/a", "a:b", "A:", ":", "://", "1a:b", "a b", "http://a b", "http://[::1]:80/", "http://[::1", "http://[fe80::1%25en0]/", "http://a:b", "http://a:1b", "http://u:p@h", "http://u@@h",
			"mailto:a@b", "#%zz", "?%zz", "a\x7f", "a\n", "http://é/é", "//h", "https://%41", "http://a%20b/", "cache_object:foo", "cache_object:foo/bar:1",
		},
	},
	{
		[]string{`json.Valid`, `json.Valid()`},
		[]string{`{}`, `[1`, `{"a":1,"a":2}`, `"\ud800"`, `"\x"`, `01`, `-`, `-0`, `1e`, `1E+2`, "\ufeff1", " 1\n", "\"\t\"", `nul`, `1 2`, "\v1", `"é"`, `[[[[[]]]]]`},
	},
	{
		[]string{`regexp.Valid`, `regexp.Valid()`},
		[]string{`(a`, `a{1000}`, `a{1001}`, `(a{1000}){2}`, `\d`, `\z`, `\Z`, `(?<a>b)`, `(?P<a>b)(?P<a>c)`, `(?=a)`, `[[:alpha:]]`, `[z-a]`, `\p{Greek}`, `\p{Gr}`, `a**`, `(?i)a`, `\xg`, `\`, `\Qa`, `x{2,1}`},
	},
	{
		[]string{`uuid.Valid`, `uuid.Valid()`},
		[]string{
			"6ba7b812-9dad-11d1-80b4-00c04fd430c8", "6BA7B812-9DAD-11D1-80B4-00C04FD430C8", "urn:uuid:6ba7b812-9dad-11d1-80b4-00c04fd430c8", "URN:Uuid:6ba7b812-9dad-11d1-80b4-00c04fd430c8",
			"urn:uuid 6ba7b812-9dad-11d1-80b4-00c04fd430c8", "{6ba7b812-9dad-11d1-80b4-00c04fd430c8}", "{6ba7b812-9dad-11d1-80b4-00c04fd430c8)", "{6ba7b8129dad11d180b400c04fd430c8}", "6ba7b8129dad11d180b400c04fd430c8",
			"6ba7b812-9dad-11d1-80b4-00c04fd430cg", "6ba7b812-9dad-11d1-80b400c04fd430c8-", "6ba7b812-9dad-11d1-80b4-00c04fd430c8\n", "6ba7b812-9dad-11d1-80b4-00c04fd430ﬀ", "urn:uuid:6ba7b8129dad11d180b400c04fd430c8",
		},
	},
	{
		[]string{`strings.ContainsAny("ab")`, `strings.ContainsAny("")`, `strings.ContainsAny("a-c")`, `strings.ContainsAny("]^\\-[:é😀\n")`, `strings.ContainsAny("^")`, `strings.ContainsAny("K\ufffd")`},
		[]string{"a", "b", "c", "-", "]", "^", `\`, "[", ":", "é", "e", "😀", "\n", "K", "k", "\u212a", "\ufffd"},
	},
}

// What is no text to all, or a list of octets.
var odd = []string{
	`5`, `-0`, `null`, `true`, `{}`, `{"a":1}`, `[]`, `[1,2,3,4]`, `[10, 1, 2, 3]`, `[127,0,0,1]`, `[1,2,3,-0]`, `[1,2,3,4.0]`, `[1,2,3,1e1]`, `[1,2,3,256]`, `[1,2,3,-1]`, `[1,2,3]`, `[1,2,3,"4"]`, `[[1,2,3,4]]`, `[1,2,[3,4]]`,
	`[1,2,3,99999999999999999999]`, `[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1]`, `[0,0,0,0,0,0,0,0,0,0,255,255,10,0,0,1]`, `[1,2,3,null]`,
}

// quoted is a text as JSON. CUE reads no byte order mark that is not escaped.
func quoted(t testing.TB, text string) string {
	value, err := json.Marshal(text)
	require.NoError(t, err)
	return strings.ReplaceAll(string(value), "\ufeff", `\ufeff`)
}

// Plan and CUE give the same verdict on every function that is native.
func TestVerdictsOfFunctions(t *testing.T) {
	for _, f := range families {
		values := slices.Clone(odd)
		for _, text := range append(f.texts, "", "a", "a\u0000", "\ufeff", "é") {
			values = append(values, quoted(t, text))
		}
		for _, constraint := range f.constraints {
			t.Run(constraint, func(t *testing.T) {
				files := applied(t, constraint)
				assertVerdicts(t, files, values)
				for _, k := range member(t, &endpoint(t, files, "own/post").Request, "x").Type.Checks {
					assert.NotEqual(t, plan.Delegated, k.Op)
				}
			})
		}
	}
}

func TestVerdictsOfListContains(t *testing.T) {
	values := []string{
		`[]`, `[1]`, `[1.0]`, `[10e-1]`, `["1"]`, `[2,1]`, `[1,1]`, `[null]`, `[true]`, `[false, "a"]`, `["\u0061"]`, `["ab"]`, `[[1]]`, `[{"a":1}]`, `[-0]`, `[0]`, `[0.0]`, `[1.50]`, `[15e-1]`, `5`, `"a"`, `null`, `{}`,
	}
	for _, constraint := range []string{
		`list.Contains(1)`, `list.Contains(1.0)`, `list.Contains(1.5)`, `list.Contains("a")`, `list.Contains(null)`, `list.Contains(true)`, `list.Contains(0)`, `list.Contains(0.0)`, `list.Contains("a") & list.MaxItems(1)`,
	} {
		t.Run(constraint, func(t *testing.T) {
			assertVerdicts(t, applied(t, constraint), values)
		})
	}
}

// A pattern is an automaton, or left to package regexp where that would be too large.
func TestEvaluatorOfPatterns(t *testing.T) {
	values := []string{`""`, `"a"`, `"aaaaaaaaaaaaa"`, `"baaaaaaaaaaaaa"`, `"abbbbbbbbbbbb"`, `"abbbbbbbbbbbbb"`, `"bbbbbbbbbbbbb"`, `"é"`, `5`, `null`, `[]`}
	for constraint, op := range map[string]plan.Op{
		`=~"^(a|b)*a(a|b){5}$"`:                           plan.Match,
		`!~"^(a|b)*a(a|b){5}$"`:                           plan.NoMatch,
		`=~"^(a|b)*a(a|b){12}$"`:                          plan.Call,
		`!~"^(a|b)*a(a|b){12}$"`:                          plan.Call,
		`string & =~"(?i)A.{12}$" & strings.MaxRunes(13)`: plan.Call,
	} {
		t.Run(constraint, func(t *testing.T) {
			files := applied(t, constraint)
			assertVerdicts(t, files, values)
			checks := member(t, &endpoint(t, files, "own/post").Request, "x").Type.Checks
			assert.True(t, slices.ContainsFunc(checks, func(k plan.Check) bool { return k.Op == op }), "%v", checks)
		})
	}
}

func TestGenerateRefusesLargePatterns(t *testing.T) {
	_, err := compile.Generate(written(t, applied(t, `=~"^(a|b)*a(a|b){12}$"`)))
	var fault *compile.Error
	require.ErrorAs(t, err, &fault)
	assert.Contains(t, fault.Message, "pattern needs more than")
	assert.Contains(t, fault.Hint, "compile.FS")
}

// Go that is written has every function, and compiles.
func TestGenerateFunctions(t *testing.T) {
	files, _ := everyFunction(t)
	generated, err := compile.Generate(written(t, files))
	require.NoError(t, err)
	require.Len(t, generated, 2)
	source, err := os.ReadFile(generated[0])
	require.NoError(t, err)
	for _, function := range []string{
		`&gen.Time{Layout: "15:04"}`, `&gen.Duration{}`, `&gen.Address{Class: gen.IPv4}`, `&gen.Network{Prefix: "10.0.0.0/8"}`, `&gen.Prefix{}`,
		`&gen.Host{}`, `&gen.URL{Absolute: true}`, `&gen.JSON{}`, `&gen.Pattern{}`,
	} {
		assert.Contains(t, string(source), function)
	}
	out, err := exec.Command("go", "build", "-o", os.DevNull, generated[0]).CombinedOutput()
	assert.NoError(t, err, "%s", out)
}

// Every function has a witness, to whose verdicts CUE agrees.
func TestWitnessesOfFunctions(t *testing.T) {
	for _, family := range families {
		for _, constraint := range family.constraints {
			switch constraint {
			case `time.Format("")`, `net.InCIDR("x")`, `strings.ContainsAny("")`: // these accept one text or none
				continue
			}
			t.Run(constraint, func(t *testing.T) {
				files := applied(t, constraint)
				p := endpoint(t, files, "own/post")
				witnesses, err := sample.Witnesses(p)
				require.NoError(t, err)
				o, err := compile.NewOracle(files, "own/post", compile.Dirs("own"))
				require.NoError(t, err)
				assert.NoError(t, o.Confirm(p, witnesses))
			})
		}
	}
}

// FuzzFunction holds every native function against CUE's on any text.
func FuzzFunction(f *testing.F) {
	files, fields := everyFunction(f)
	last := -1
	for _, family := range families {
		last += len(family.constraints)
		for _, text := range family.texts {
			f.Add(uint8(last), text)
		}
	}
	e := engine.New(endpoint(f, files, "own/post"))
	accepts := oracle(f, files, "own/post")
	f.Fuzz(func(t *testing.T, i uint8, text string) {
		body := fmt.Appendf(nil, `{"f%d":%s}`, int(i)%len(fields), quoted(t, text))
		if report := e.Validate(body); !report.Malformed() {
			assert.Equal(t, accepts(t, body), report.Valid(), "%s", fields[int(i)%len(fields)])
		}
	})
}
