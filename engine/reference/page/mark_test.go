package page

import (
	"html"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestHighlight(t *testing.T) {
	at := func(offset, length int) mark { return mark{Offset: offset, Length: length, Class: "error"} }
	tests := []struct {
		name    string
		payload string
		marks   []mark
		want    string // a mark is in brackets, and its number, from 1, behind it
	}{
		{"nothing", "{}", nil, "{}"},
		{"no payload", "", nil, ""},
		{"no payload, a caret", "", []mark{at(0, 0)}, "[]1"},
		{"one", `{"a":1}`, []mark{at(5, 1)}, `{"a":[1]1}`},
		{"all", `[1]`, []mark{at(0, 3)}, "[[1]]1"},
		{"apart, in another order", "abcd", []mark{at(3, 1), at(0, 1)}, "[a]2bc[d]1"},
		{"side by side", "abcd", []mark{at(0, 2), at(2, 2)}, "[ab]1[cd]2"},
		{"the same", "abcd", []mark{at(1, 2), at(1, 2)}, "a[[bc]]12d"},
		{"nested", "abcd", []mark{at(1, 1), at(0, 4)}, "[a][[b]]1[cd]2"},
		{"nested at the start", "abcd", []mark{at(0, 4), at(0, 1)}, "[[a]]2[bcd]1"},
		{"nested at the end", "abcd", []mark{at(0, 4), at(3, 1)}, "[abc][[d]]12"},
		{"overlapping", "abcd", []mark{at(0, 3), at(1, 3)}, "[a][[bc]]1[d]2"},
		{"carets", "ab", []mark{at(1, 0), at(1, 0)}, "a[]1[]2b"},
		{"a caret at the end", "ab", []mark{at(2, 0)}, "ab[]1"},
		{"a caret behind a mark and before another", "abc", []mark{at(0, 1), at(1, 0), at(1, 1)}, "[a]1[]2[b]3c"},
		{"a caret within a mark", "abc", []mark{at(0, 3), at(1, 0)}, "[a][]2[bc]1"},
		{"characters of several bytes", "é€😀", []mark{at(0, 2), at(2, 3), at(5, 4)}, "[é]1[€]2[😀]3"},
		{"ends within characters", "é€😀", []mark{at(1, 2), at(7, 1)}, "[é€]1[😀]2"},
		{"a caret within a character", "é€", []mark{at(3, 0)}, "é[]1€"},
		{"bytes that are not UTF-8", "a\xff\x80b\xe2\x82", []mark{at(1, 1), at(2, 1), at(5, 1)}, "a[\uFFFD]1[\uFFFD]2b\uFFFD[\uFFFD]3"},
		{"NUL", "a\x00", []mark{at(1, 1)}, "a[\uFFFD]1"},
		{"line ends", "\r\n\r\n", []mark{at(0, 1), at(3, 1)}, "[\r]1\n\r[\n]2"},
		{"what HTML means", `<mark>&lt;"'`, []mark{at(0, 6), at(6, 4)}, `[<mark>]1[&lt;]2"'`},
		{"past the end", "ab", []mark{at(1, 9), at(7, 0), at(-1, 2)}, "[a]3[b]1[]2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for i := range tt.marks {
				tt.marks[i].Number = i + 1
			}
			got := string(highlight([]byte(tt.payload), tt.marks))
			got = strings.NewReplacer(`<mark class="error" title="">`, "[", "</mark>", "]").Replace(got)
			got = regexp.MustCompile(`<sup id="mark-(\d)"><a href="#finding-\d">\d</a></sup>`).ReplaceAllString(got, "$1")
			assert.Equal(t, tt.want, html.UnescapeString(got))
		})
	}
}

func TestHighlightAttributes(t *testing.T) {
	marks := []mark{{Number: 7, Class: "warning", Title: "7: \"<\xff", Length: 1}}
	assert.EqualValues(t,
		"<mark class=\"warning\" title=\"7: &#34;&lt;\uFFFD\">a</mark><sup id=\"mark-7\"><a href=\"#finding-7\">7</a></sup>",
		highlight([]byte("a"), marks))
}

var (
	numbers = regexp.MustCompile(`<sup[^>]*>.*?</sup>`)
	tags    = regexp.MustCompile(`<[^>]*>`)
)

// Without its tags and numbers, what highlight makes is the payload, but for what HTML cannot hold.
func FuzzMark(f *testing.F) {
	f.Add([]byte(`{"a":{"b":1}}`), 5, 7, 10, 1, "required")
	f.Add([]byte("a\xff\x80é\r\n\x00<&amp;"), 1, 1, 4, 0, `">`)
	f.Add([]byte("é€😀"), 1, 2, 7, 1, "")
	f.Fuzz(func(t *testing.T, payload []byte, o1, n1, o2, n2 int, title string) {
		marks := []mark{{1, "error", title, o1, n1 & 0xff}, {2, "warning", title, o2, n2 & 0xff}}
		out := string(highlight(payload, marks))
		text := html.UnescapeString(tags.ReplaceAllString(numbers.ReplaceAllString(out, ""), ""))
		want := strings.ReplaceAll(string([]rune(string(payload))), "\x00", "\uFFFD")
		assert.Equal(t, want, text)
		assert.Equal(t, strings.Count(out, "<mark "), strings.Count(out, "</mark>"))
		assert.Equal(t, 2, strings.Count(out, "<sup "))
	})
}
