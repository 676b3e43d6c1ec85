package answer

import (
	"encoding/json"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/engine/plan"
)

func TestAppendString(t *testing.T) {
	for _, c := range []struct{ in, plain, php string }{
		{"", `""`, `""`},
		{"larsverp", `"larsverp"`, `"larsverp"`},
		{`a "b" \ c`, `"a \"b\" \\ c"`, `"a \"b\" \\ c"`},
		{"</script>", `"</script>"`, `"<\/script>"`},
		{"\b\f\n\r\t", `"\b\f\n\r\t"`, `"\b\f\n\r\t"`},
		{"\x00\x01\x0b\x1f", `"\u0000\u0001\u000b\u001f"`, `"\u0000\u0001\u000b\u001f"`},
		{"\x7f", "\"\x7f\"", "\"\x7f\""},
		{"é", `"é"`, `"\u00e9"`},
		{"Żółć", `"Żółć"`, `"\u017b\u00f3\u0142\u0107"`},
		{"\u2028\u2029", "\"\u2028\u2029\"", `"\u2028\u2029"`},
		{"\uffff", "\"\uffff\"", `"\uffff"`},
		{"a😀b", `"a😀b"`, `"a\ud83d\ude00b"`},
		{"\U00010000\U0010FFFF", "\"\U00010000\U0010FFFF\"", `"\ud800\udc00\udbff\udfff"`},
	} {
		assert.Equal(t, c.plain, string(AppendString(nil, c.in, plan.Plain)), "plain %q", c.in)
		assert.Equal(t, c.php, string(AppendString(nil, c.in, plan.PHP)), "PHP %q", c.in)
		assert.Equal(t, "x"+c.php, string(AppendString([]byte("x"), []byte(c.in), plan.PHP)), "PHP, bytes %q", c.in)
	}
}

// A JSON text is escaped as the strings in it are, and says the same.
func TestAppendEscaped(t *testing.T) {
	const text = "{\n\t\"a/b\" : [1.5e3, null, \"\\/ \\\" \\u00e9\\\\\", \"é/😀</script>\", {\"ж\":\"\u2028\"}]\r\n}"
	assert.Equal(t, text, string(AppendEscaped(nil, []byte(text), plan.Plain)))
	want := "x{\n\t\"a\\/b\" : [1.5e3, null, \"\\/ \\\" \\u00e9\\\\\", \"\\u00e9\\/\\ud83d\\ude00<\\/script>\", {\"\\u0436\":\"\\u2028\"}]\r\n}"
	assert.Equal(t, want, string(AppendEscaped([]byte("x"), []byte(text), plan.PHP)))
}

func FuzzAppendString(f *testing.F) {
	for _, s := range []string{"", "a/b", "\x00\x1f\x7f\"\\", "é\u2028😀"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			t.Skip()
		}
		for _, escape := range []plan.Escape{plan.Plain, plan.PHP} {
			written := AppendString(nil, s, escape)
			assert.Equal(t, written, AppendString(nil, []byte(s), escape))
			assert.Equal(t, written, AppendEscaped(nil, AppendString(nil, s, plan.Plain), escape))
			var read string
			assert.NoError(t, json.Unmarshal(written, &read))
			assert.Equal(t, s, read)
		}
	})
}

func BenchmarkAppendString(b *testing.B) {
	for name, s := range map[string]string{
		"ASCII":  "The given data was invalid, and so it was refused.",
		"Polish": "Zażółć gęślą jaźń, zażółć gęślą jaźń.",
	} {
		for escape, way := range []string{"plain", "PHP"} {
			b.Run(name+"/"+way, func(b *testing.B) {
				dst := make([]byte, 0, 1024)
				b.SetBytes(int64(len(s)))
				b.ReportAllocs()
				for b.Loop() {
					dst = AppendString(dst[:0], s, plan.Escape(escape))
				}
			})
		}
	}
}
