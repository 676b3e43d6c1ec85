package message

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/go-playground/locales"
	"github.com/go-playground/locales/de"
	"github.com/go-playground/locales/en"
	"github.com/go-playground/locales/fr"
	"github.com/go-playground/locales/nl"
	"golang.org/x/text/language"
)

// A Catalogue is a set of languages. The zero Catalogue has English, Dutch, German and French. It is immutable, safe for
// concurrent use, and must not be copied.
//
// It costs nothing until it is used; a language of its own is built when it first words a violation, once. There is no
// lock after that.
type Catalogue struct {
	once    sync.Once
	tongues []*tongue // English first
	matcher language.Matcher
}

func (c *Catalogue) prepare() {
	c.once.Do(func() {
		if c.tongues == nil {
			c.tongues = []*tongue{
				lazy(language.English, en.New, english),
				lazy(language.Dutch, nl.New, dutch),
				lazy(language.German, de.New, german),
				lazy(language.French, fr.New, french),
			}
		}
		tags := make([]language.Tag, len(c.tongues))
		for i, t := range c.tongues {
			tags[i] = t.tag
		}
		c.matcher = language.NewMatcher(tags)
	})
}

// With is the catalogue and a further language, or other texts in one that it has: that of the locale, a package of
// github.com/go-playground/locales. Texts that are left out are those of the language itself, else of the one that it is
// a variety of (de for de-AT); one for a rule replaces theirs for its codes too. The texts are copied.
//
// A language must have a text for every rule. The error joins a *TextError for each text that is missing or ill-formed.
func (c *Catalogue) With(locale locales.Translator, texts Texts) (*Catalogue, error) {
	if locale == nil {
		return nil, &TextError{Language: "nil", Problem: "there is no locale"}
	}
	tag, err := language.Parse(locale.Locale())
	if err != nil {
		return nil, &TextError{Language: locale.Locale(), Problem: "is not a BCP 47 tag"}
	}
	c.prepare()
	all := maps.Clone(c.inherited(tag))
	if all == nil {
		all = Texts{}
	}
	maps.DeleteFunc(all, func(name string, _ Text) bool {
		rule, _, _ := strings.Cut(name, ".")
		_, given := texts[rule]
		return given
	})
	maps.Copy(all, texts)
	s, err := newSpeech(locale, all)
	if err != nil {
		return nil, err
	}
	t := &tongue{tag, func() Texts { return all }, func() *speech { return s }}
	tongues := slices.Clone(c.tongues)
	if i := c.index(tag); i >= 0 {
		tongues[i] = t
	} else {
		tongues = append(tongues, t)
	}
	return &Catalogue{tongues: tongues}, nil
}

// inherited are the texts of a language, or of the nearest that it is a variety of; nil where there is none.
func (c *Catalogue) inherited(tag language.Tag) Texts {
	for ; !tag.IsRoot(); tag = tag.Parent() {
		if i := c.index(tag); i >= 0 {
			return c.tongues[i].texts()
		}
	}
	return nil
}

func (c *Catalogue) index(tag language.Tag) int {
	return slices.IndexFunc(c.tongues, func(t *tongue) bool { return t.tag == tag })
}
