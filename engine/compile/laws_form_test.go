package compile_test

import (
	"math/rand/v2"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/internal/seedtest"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/rules"
)

// A message that quotes the value shows of a list the same in a form as in JSON.
func TestQuotedListOfForm(t *testing.T) {
	files := small(t, "x!: [...bool] & list.MaxItems(1)", "")
	edit(t, files, "own/own.cue", "\tdocument:", "\taccepts: [\"json\", \"form\"]\n\tdocument:")
	edit(t, files, "own/own.cue", `rules: own: "own"`, `rules: {own: "own", items: "not {value}"}`)
	l := newLaws(t, endpoint(t, files, "own/post"), engine.Options{}, new(engine.Report))
	l.holdAlike(t, rand.New(rand.NewPCG(seedtest.New(t), 0)), readDocument(t, []byte(`{"x":[true,true]}`)))
}

// holdAlike holds that a form and a query string get what JSON gets, for those members of a document which a form can say.
func (l *laws) holdAlike(t testing.TB, r *rand.Rand, d *document) {
	if l.by[engine.Form] == nil {
		return
	}
	said := &node{kind: '{'}
	var form []byte
	for _, m := range d.root.inside {
		text, ok := l.sayable(m)
		if !ok {
			continue
		}
		said.inside = append(said.inside, m)
		if len(form) > 0 {
			form = append(form, '&')
		}
		form = append(appendEncoded(form, m.name, r), '=')
		form = appendEncoded(form, text, r)
	}
	payload := said.append(nil, nil)
	want := l.json.strict.Validate(payload)
	require.False(t, want.Malformed(), "%s", payload)
	got := l.holdForm(t, form)
	assert.Equal(t, l.said(want), l.said(got), "%s as a form: %s", payload, form)
	assert.Equal(t, l.answered(want), l.answered(got), "%s as a form: %s", payload, form)
	normal, err := l.json.strict.AppendNormal(nil, payload)
	require.NoError(t, err)
	formNormal, err := l.by[engine.Form].strict.AppendNormal(nil, form)
	require.NoError(t, err)
	assert.Equal(t, string(normal), string(formNormal), "the normal form of %s, as a form: %s", payload, form)
}

// sayable is the text that stands for the value of a member in a form. There is none where a text could be several values, or
// the contract makes something of it in forms only.
func (l *laws) sayable(m *node) (text string, ok bool) {
	o := &l.plan.Request
	field := o.Names.Find(o.Fields, []byte(m.name), l.plan.Read.AnyCase)
	if l.plan.Read.Ignores([]byte(m.name)) {
		return "", false
	}
	if field < 0 {
		if slices.ContainsFunc(o.Fields, func(f plan.Field) bool { return strings.EqualFold(f.Name, m.name) }) {
			return "", false // nobody decodes forms with encoding/json
		}
		if o.Rest == nil {
			return m.text, m.kind == '"'
		}
		return l.text(m, o.Rest)
	}
	f := &o.Fields[field]
	if f.FormAbsent != 0 && m.kind == '"' && l.blank(m.text) {
		return "", false
	}
	if f.Read == plan.Plus && strings.HasPrefix(m.text, " ") || f.Read != plan.AsIs && m.kind != '"' {
		return "", false
	}
	return l.text(m, &f.Type)
}

// blank reports whether a contract may see nothing in a text.
func (l *laws) blank(text string) bool {
	return strings.TrimFunc(text, func(c rune) bool {
		return c < 128 && l.plan.Read.Trim.Has(byte(c)) || !unicode.IsGraphic(c) || unicode.IsSpace(c) || unicode.In(c, unicode.Other_Default_Ignorable_Code_Point)
	}) == ""
}

// text is the text that stands for a value of a type.
func (l *laws) text(n *node, t *plan.Type) (text string, ok bool) {
	const numbers = plan.KindInt | plan.KindFloat
	kinds := t.Kinds() &^ plan.KindNull
	switch n.kind {
	case '"':
		return n.text, kinds&plan.KindString != 0 && kinds&(numbers|plan.KindBool|plan.KindList) == 0
	case 't', 'f':
		return n.text, kinds == plan.KindBool
	case '0':
		kind := plan.KindInt
		if strings.ContainsAny(n.text, ".eE") {
			kind = plan.KindFloat
		}
		return n.text, kinds&kind != 0 && kinds&^numbers == 0
	case '[':
		return l.list(n, t)
	}
	return "", false
}

// list is the text of a list: its elements, none of which has a comma, and not of a single one that is blank.
func (l *laws) list(n *node, t *plan.Type) (text string, ok bool) {
	var elements []string
	for i, inner := range n.inside {
		of := t.At(i)
		if of == nil || of.Object != nil {
			return "", false
		}
		element, ok := l.text(inner, of)
		if !ok || inner.kind == '[' || strings.ContainsAny(element, ",[]") {
			return "", false
		}
		elements = append(elements, element)
	}
	text = strings.Join(elements, ",")
	return text, t.Kinds()&^plan.KindNull == plan.KindList && !l.blank(text)
}

// appendEncoded appends a text as a form has it, with more escapes than are needed now and then.
func appendEncoded(dst []byte, text string, r *rand.Rand) []byte {
	for i := range len(text) {
		switch c := text[i]; {
		case r.IntN(16) == 0 || strings.IndexByte("%&+", c) >= 0 || c < ' ' || c >= 0x7f || i == 0 && strings.IndexByte("={[", c) >= 0 || c == '=':
			const low, high = "0123456789abcdef", "0123456789ABCDEF"
			digits := []string{low, high}[r.IntN(2)]
			dst = append(dst, '%', digits[c>>4], digits[c&15])
		case c == ' ':
			dst = append(dst, '+')
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

var (
	comma   = regexp.MustCompile(`,|%2[cC]`)
	opening = regexp.MustCompile(`^(\[|%5[bB])`)
	closing = regexp.MustCompile(`(\]|%5[dD])$`)
)

// placesInForm are where a violation may stand in a form: at the name or the value of a pair that the pointer names, at a
// part of that, or, where there is no such pair, at the end. The parts of a list may come in several pairs of one name, with
// brackets or not.
func placesInForm(read *plan.Reading, form []byte, v engine.Violation) (places []span) {
	path := slices.Collect(jsontext.Pointer(v.Pointer).Tokens())
	if len(path) == 0 {
		return []span{{0, len(form)}}
	}
	at, parts, plain := 0, []span(nil), false
	for pair := range strings.SplitSeq(string(form), "&") {
		name, value, named := strings.Cut(pair, "=")
		decoded, err := url.QueryUnescape(name)
		plain = plain || decoded == path[0]
		bare := strings.TrimSuffix(decoded, "[]")
		same := decoded == path[0] || bare == path[0] || len(path) > 1 && strings.EqualFold(bare, path[0])
		switch valueAt := at + len(pair) - len(value); {
		case pair == "" || err != nil || !same && (path[0] != masked || named && likeName(decoded)):
		case v.Rule == "unknown_field":
			places = append(places, span{at, len(name)}, span{valueAt, len(value)}) // in JSON text, all is at the text
		case len(path) == 1:
			places = append(places, span{valueAt, len(value)})
		default:
			if text, err := url.QueryUnescape(value); err == nil && !blank(read, text) {
				parts = append(parts, partsOf(value, valueAt)...)
			}
		}
		at += len(pair) + 1
	}
	if len(path) > 1 {
		if i, err := strconv.Atoi(path[1]); err == nil && i < len(parts) {
			places = append(places, parts[i])
		}
	}
	if places == nil || !plain { // brackets may be part of another name
		places = append(places, span{len(form), 0})
	}
	return places
}

// blank reports whether a text is one to a contract.
func blank(read *plan.Reading, text string) bool {
	if read.Trim.Empty() {
		return rules.IsBlank([]byte(text))
	}
	return !strings.ContainsFunc(text, func(c rune) bool { return c >= 128 || !read.Trim.Has(byte(c)) })
}

// partsOf are where the elements stand in the text of a list, which begins at an offset.
func partsOf(list string, at int) (parts []span) {
	if open, end := opening.FindString(list), closing.FindString(list); open != "" && end != "" && len(open)+len(end) <= len(list) {
		at += len(open)
		list = list[len(open) : len(list)-len(end)]
	}
	if list == "" {
		return nil
	}
	begin := 0
	for _, next := range append(comma.FindAllStringIndex(list, -1), []int{len(list), len(list)}) {
		parts = append(parts, span{at + begin, next[0] - begin})
		begin = next[1]
	}
	return parts
}
