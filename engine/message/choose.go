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

// For is the language that suits BCP 47 tags best, the most welcome first. English stands in where none suits. Tags that
// are ill-formed or longer than 256 bytes are passed over.
func (c *Catalogue) For(tags ...string) Language {
	wanted := make([]language.Tag, 0, len(tags))
	for _, tag := range tags {
		if t := read(tag); t != language.Und {
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
		weight float64
	}
	var preferences []preference
	for part := range strings.SplitSeq(header, ",") {
		tag, parameter, weighted := strings.Cut(part, ";")
		weight := 1.0
		if weighted {
			name, value, _ := strings.Cut(strings.TrimSpace(parameter), "=")
			weight, _ = strconv.ParseFloat(value, 64)
			if !strings.EqualFold(name, "q") {
				weight = 0
			}
		}
		if t := read(strings.TrimSpace(tag)); t != language.Und && weight > 0 {
			preferences = append(preferences, preference{t, weight})
		}
	}
	slices.SortStableFunc(preferences, func(a, b preference) int { return cmp.Compare(b.weight, a.weight) })
	wanted := make([]language.Tag, len(preferences))
	for i, p := range preferences {
		wanted[i] = p.tag
	}
	return c.match(wanted)
}

// read is the tag that s begins with, language.Und where there is none.
func read(s string) language.Tag {
	if len(s) > longest {
		return language.Und
	}
	tag, _ := language.Parse(s)
	return tag
}

func (c *Catalogue) match(wanted []language.Tag) Language {
	c.prepare()
	_, i, _ := c.matcher.Match(wanted...)
	return Language{c.tongues[i]}
}
