package rules

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/postal"
)

func TestCanonical(t *testing.T) {
	refs := func(text string) [][]byte { return [][]byte{[]byte(text)} }
	for _, c := range []struct {
		rule       Canonicaler
		refs       [][]byte
		text, want string
	}{
		{&Phone{}, nil, "+31 (20) 123-4567", "+31201234567"},
		{&Phone{Region: true}, refs("nl"), "020 123 4567", "+31201234567"},
		{&Phone{Dial: true}, refs("+31"), "0201234567", "201234567"},
		{&Phone{International: true}, nil, "31201234567", "+31201234567"},
		{&PostalCode{}, nil, "1234ab", "1234 AB"},
		{&PostalCode{Countries: postal.NL}, nil, "1234 aB", "1234 AB"},
		{&PostalCode{}, nil, "4000", "4000"},
		{&PostalCode{}, nil, "01067", "01067"},
		{&PostalCode{Deployed: true}, nil, "0000sa", "0000sa"},
		{&Name{}, nil, "Zoe\u0308 ", "Zoë"},
		{&Name{}, nil, "Harrie", "Harrie"},
		{&Email{}, nil, "Harrie@EXAMPLE.nl", "Harrie@example.nl"},
		{&Email{}, nil, `"a@B"@Example.NL`, `"a@B"@example.nl`},
		{&Email{}, nil, "Jö@Bücher.example", "Jö@xn--bcher-kva.example"},
	} {
		v := Value{Text: []byte(c.text), Refs: c.refs}
		got := c.rule.AppendCanonical([]byte("before "), v)
		assert.Equal(t, "before "+c.want, string(got), "%#v %q", c.rule, c.text)
		holdCanonical(t, c.rule, v)
	}
}

// holdCanonical holds the law of a Canonicaler against a text.
func holdCanonical(t *testing.T, rule Canonicaler, v Value) {
	if rule.Check(v).Outcome == Refuse {
		return
	}
	canonical := rule.AppendCanonical(nil, v)
	again := Value{Text: canonical, Refs: v.Refs}
	assert.Equal(t, rule.Check(v), rule.Check(again), "%#v: the verdict on %q, the canonical form of %q", rule, canonical, v.Text)
	assert.Equal(t, string(canonical), string(rule.AppendCanonical(nil, again)), "%#v: the canonical form of that of %q", rule, v.Text)
}

func FuzzCanonical(f *testing.F) {
	for _, seed := range [][2]string{
		{"+31 20 123 4567", "NL"}, {"020 123 4567", "nl"}, {"0201234567", "+31"}, {"1234ab", ""}, {"05123", ""},
		{"Zoe\u0308", ""}, {"a@Bücher.example", ""}, {"a@XN--bcher-kva.example", ""}, {"+375 8 10 29 1234567", "BY"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, text, ref string) {
		v := Value{Text: []byte(text), Refs: [][]byte{[]byte(ref)}}
		for _, rule := range []Canonicaler{
			&Phone{}, &Phone{Level: PhoneValid}, &Phone{Dial: true}, &Phone{Region: true}, &Phone{International: true},
			&PostalCode{}, &PostalCode{Deployed: true}, &Name{}, &Email{},
		} {
			holdCanonical(t, rule, v)
		}
	})
}
