package compile_test

import (
	"bytes"
	"cmp"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/require"
)

// A document is a JSON text as jsontext reads it: a reader that shares nothing with the engine's.
type document struct {
	text []byte
	root *node
}

// A node is a value in a document, and where it stands.
type node struct {
	span
	kind   jsontext.Kind
	text   string // the characters of a string, else the literal of a scalar
	inside []*node

	name  string // of a member
	named span   // where its name is, with the quotes
}

// A span is a part of a text, in bytes.
type span struct{ offset, length int }

func readDocument(t testing.TB, text []byte) *document {
	in := jsontext.NewDecoder(bytes.NewReader(text), jsontext.AllowDuplicateNames(true))
	root, err := readNode(in)
	require.NoError(t, err, "%s", text)
	return &document{text, root}
}

func readNode(in *jsontext.Decoder) (*node, error) {
	n := &node{kind: in.PeekKind()}
	if n.kind != '{' && n.kind != '[' {
		return n, n.scalar(in)
	}
	if _, err := in.ReadToken(); err != nil {
		return nil, err
	}
	n.offset = int(in.InputOffset()) - 1
	for closing := n.kind + 2; in.PeekKind() != closing; {
		var name node
		if n.kind == '{' {
			if err := name.scalar(in); err != nil {
				return nil, err
			}
		}
		inner, err := readNode(in)
		if err != nil {
			return nil, err
		}
		inner.name, inner.named = name.text, name.span
		n.inside = append(n.inside, inner)
	}
	_, err := in.ReadToken()
	n.length = int(in.InputOffset()) - n.offset
	return n, err
}

func (n *node) scalar(in *jsontext.Decoder) error {
	value, err := in.ReadValue()
	if err != nil {
		return err
	}
	n.span = span{int(in.InputOffset()) - len(value), len(value)}
	n.text = string(value)
	if value.Kind() == '"' {
		text, err := jsontext.AppendUnquote(nil, value)
		n.text = string(text)
		return err
	}
	return nil
}

// at is the values that a pointer of a report may name: one, but where names are masked; without is the objects in which a
// member of the name could be, and is not.
func (d *document) at(pointer string) (found, without []*node) {
	found = []*node{d.root}
	for token := range jsontext.Pointer(pointer).Tokens() {
		in := found
		found, without = nil, nil
		for _, n := range in {
			if children := n.children(token); children != nil {
				found = append(found, children...)
			} else if n.kind == '{' {
				without = append(without, n)
			}
		}
	}
	return found, without
}

func (n *node) children(token string) (found []*node) {
	for i, inner := range n.inside {
		if n.kind == '[' && strconv.Itoa(i) == token || n.kind == '{' && (inner.name == token || token == masked && !likeName(inner.name)) {
			found = append(found, inner)
		}
	}
	return found
}

// masked stands in reports for a name that the contract does not have and that does not look like one.
const masked = "***"

func likeName(name string) bool { return len(name) <= 64 && nameLike.MatchString(name) }

var nameLike = regexp.MustCompile(`^[\p{L}\p{M}\p{Nd}_.\[\]$:-]*$`)

// respelled is the text with other white space and escapes.
func (d *document) respelled(r *rand.Rand) []byte { return d.root.append(nil, r) }

// shuffle puts the members of every object into another order.
func (n *node) shuffle(r *rand.Rand) {
	if n.kind == '{' {
		r.Shuffle(len(n.inside), func(i, j int) { n.inside[i], n.inside[j] = n.inside[j], n.inside[i] })
	}
	for _, inner := range n.inside {
		inner.shuffle(r)
	}
}

// sorted is a JSON text with the members of every object in the order of their names.
func sorted(t testing.TB, text []byte) string {
	root := readDocument(t, text).root
	root.sort()
	return string(root.append(nil, nil))
}

func (n *node) sort() {
	if n.kind == '{' {
		slices.SortStableFunc(n.inside, func(a, b *node) int { return cmp.Compare(a.name, b.name) })
	}
	for _, inner := range n.inside {
		inner.sort()
	}
}

// append writes n; with a source of randomness, white space and escapes are strewn in.
func (n *node) append(dst []byte, r *rand.Rand) []byte {
	dst = appendSpace(dst, r)
	switch n.kind {
	case '"':
		dst = appendSpelled(dst, n.text, r)
	case '{', '[':
		dst = append(dst, byte(n.kind))
		for i, inner := range n.inside {
			if i > 0 {
				dst = append(dst, ',')
			}
			if n.kind == '{' {
				dst = append(appendSpace(appendSpelled(appendSpace(dst, r), inner.name, r), r), ':')
			}
			dst = inner.append(dst, r)
		}
		dst = append(appendSpace(dst, r), byte(n.kind+2))
	default:
		dst = append(dst, n.text...)
	}
	return appendSpace(dst, r)
}

func appendSpace(dst []byte, r *rand.Rand) []byte {
	for r != nil && r.IntN(4) == 0 {
		dst = append(dst, " \t\r\n"[r.IntN(4)])
	}
	return dst
}

// appendSpelled appends a string in one of the ways in which JSON can write it.
func appendSpelled(dst []byte, text string, r *rand.Rand) []byte {
	const short, named = "\"\\/\b\f\n\r\t", `"\/bfnrt`
	dst = append(dst, '"')
	some := r != nil && r.IntN(2) == 0
	for _, c := range text {
		i := strings.IndexRune(short, c)
		must := c < ' ' || c == '"' || c == '\\'
		switch {
		case !must && !(some && r.IntN(4) == 0):
			dst = append(dst, string(c)...)
		case i >= 0 && (r == nil || r.IntN(2) == 0):
			dst = append(dst, '\\', named[i])
		default:
			for _, unit := range utf16.AppendRune(nil, c) {
				digits := "0123456789abcdef"
				if r != nil && r.IntN(2) == 0 {
					digits = strings.ToUpper(digits)
				}
				dst = append(dst, '\\', 'u')
				for shift := 12; shift >= 0; shift -= 4 {
					dst = append(dst, digits[unit>>shift&15])
				}
			}
		}
	}
	return append(dst, '"')
}
