package message

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"
)

// longest is the number of bytes up to which a tag or an Accept-Language header is read.
const longest = 256

// space is what may surround the parts of a header.
const space = " \t"

// For is the language that suits BCP 47 tags best, the most welcome first. English stands in where none suits. Tags that
// are ill-formed or longer than 256 bytes are passed over.
func (c *Catalogue) For(tags ...string) Language {
	wanted := make([]language.Tag, 0, len(tags))
	for _, tag := range tags {
		if t, ok := read(tag); ok {
			wanted = append(wanted, t)
		}
	}
	return c.match(wanted)
}

// Accept is the language that suits an Accept-Language header best (RFC 9110, section 12.5.4). English stands in where
// none suits, or where the header is longer than 256 bytes. Parts that are ill-formed are passed over.
func (c *Catalogue) Accept(header string) Language {
	if len(header) > longest {
		header = ""
	}
	type preference struct {
		tag    language.Tag
		weight uint64
	}
	var preferences []preference
	for part := range strings.SplitSeq(header, ",") {
		tag, parameter, weighted := strings.Cut(part, ";")
		q := uint64(1000)
		if weighted {
			q = weight(strings.Trim(parameter, space))
		}
		if t, ok := read(strings.Trim(tag, space)); ok && q > 0 {
			preferences = append(preferences, preference{t, q})
		}
	}
	slices.SortStableFunc(preferences, func(a, b preference) int { return cmp.Compare(b.weight, a.weight) })
	wanted := make([]language.Tag, len(preferences))
	for i, p := range preferences {
		wanted[i] = p.tag
	}
	return c.match(wanted)
}

// weight is that of a parameter in thousandths (RFC 9110, section 12.4.2), 0 where the parameter is ill-formed.
func weight(parameter string) uint64 {
	name, value, _ := strings.Cut(parameter, "=")
	whole, fraction, _ := strings.Cut(value, ".")
	if !strings.EqualFold(name, "q") || len(whole) != 1 || len(fraction) > 3 {
		return 0
	}
	q, err := strconv.ParseUint(whole+fraction+"000"[len(fraction):], 10, 64)
	if err != nil || q > 1000 {
		return 0
	}
	return q
}

// read is the tag that s is, without what is not known of it. It is not ok where s is ill-formed or nothing is known.
func read(s string) (tag language.Tag, ok bool) {
	if len(s) > longest {
		return language.Und, false
	}
	tag, err := language.Parse(s)
	if _, unknown := err.(language.ValueError); err != nil && !unknown {
		return language.Und, false
	}
	return tag, tag != language.Und
}

func (c *Catalogue) match(wanted []language.Tag) Language {
	c.prepare()
	_, i, _ := c.matcher.Match(wanted...)
	return Language{c.tongues[i]}
}
