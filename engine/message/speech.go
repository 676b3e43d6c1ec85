package message

import (
	"strings"

	"github.com/go-playground/locales"
	ut "github.com/go-playground/universal-translator"

	"github.com/passant-go/passant/engine"
)

// A speech is a language that is ready to be spoken. It is immutable.
type speech struct {
	ut.Translator // of texts by form, with numbered placeholders
	wordings      map[key]wording
}

// A key is what a text is found by; the code is "" in that of a rule.
type key struct{ rule, code string }

// A wording is what is known of a text besides its translations.
type wording struct {
	count string                          // the placeholder that decides the form, "" where there is only one
	names map[locales.PluralRule][]string // what its numbered placeholders stand for, by form
}

// A form is what the translation of a text is found by.
type form struct {
	key
	plural locales.PluralRule
}

// message words v: by its code, else by its rule; before that, by the form of input that it is about and the code, or by
// that form alone. It is not ok where there is no text, or where v lacks what the text quotes.
func (s *speech) message(v *engine.Violation) (text string, ok bool) {
	input := ""
	if quoted, ok := param(v, "input"); ok {
		input = strings.Trim(quoted, `"`)
	}
	for _, subject := range [...]string{input, v.Rule} {
		if subject == "" {
			continue
		}
		for _, code := range [...]string{v.Code, ""} {
			k := key{subject, code}
			if _, ok := s.wordings[k]; ok {
				w := s.wordings[k]
				return s.say(k, &w, v)
			}
		}
	}
	return "", false
}

func (s *speech) say(k key, w *wording, v *engine.Violation) (text string, ok bool) {
	plural := s.plural(w, v)
	names := w.names[plural]
	values := make([]string, len(names))
	for i, name := range names {
		if values[i], ok = s.value(name, v); !ok {
			return "", false
		}
	}
	text, err := s.T(form{k, plural}, values...)
	return text, err == nil
}

// plural is the form of w that suits v.
func (s *speech) plural(w *wording, v *engine.Violation) locales.PluralRule {
	number, _ := param(v, w.count)
	if value, digits, ok := decimal(number); ok {
		plural := s.CardinalPluralRule(value, digits)
		if _, ok := w.names[plural]; ok {
			return plural
		}
	}
	return locales.PluralRuleOther
}
