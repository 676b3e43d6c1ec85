package message

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/go-playground/locales"
	ut "github.com/go-playground/universal-translator"

	"github.com/passant-go/passant/engine/internal/spell"
)

// newSpeech makes texts ready to be spoken. The error joins a *TextError for whatever is wrong with them.
func newSpeech(locale locales.Translator, texts Texts) (*speech, error) {
	b := builder{
		speech:  speech{ut.New(locale).GetFallback(), make(map[key]wording, len(texts))},
		plurals: locale.PluralsCardinal(),
	}
	if !writesNumbers(locale) {
		b.fault(TextError{Problem: "its locale fails to write a number"})
	}
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		b.add(name, texts[name])
	}
	for _, name := range required() {
		if _, ok := texts[name]; !ok {
			b.fault(TextError{Key: name, Problem: "is missing"})
		}
	}
	return &b.speech, errors.Join(b.faults...)
}

// A builder makes a speech.
type builder struct {
	speech
	plurals []locales.PluralRule // the forms of the language
	faults  []error
}

func (b *builder) fault(e TextError) {
	e.Language = b.Locale()
	b.faults = append(b.faults, &e)
}

// add takes in the text for a rule, or for a rule and code.
func (b *builder) add(name string, text Text) {
	known, ok := placeholders(name)
	if !ok {
		problem := "there is no such rule"
		if near, ok := nearKey(name); ok {
			problem += fmt.Sprintf(", did you mean %q?", near)
		}
		b.fault(TextError{Key: name, Problem: problem})
		return
	}
	var k key
	k.rule, k.code, _ = strings.Cut(name, ".")
	w := wording{names: map[locales.PluralRule][]string{}}
	needed := []locales.PluralRule{locales.PluralRuleOther}
	if text != (Text{Other: text.Other}) {
		needed = slices.Concat(needed, b.plurals)
		if w.count = counted(text.Other); w.count == "" {
			b.fault(TextError{Key: name, Problem: "has plural forms, but quotes no number"})
		}
	}
	for i, source := range text.forms() {
		plural := locales.PluralRule(i)
		switch {
		case source != "" && slices.Contains(needed, plural):
			w.names[plural] = b.translation(name, form{k, plural}, source, known)
		case source != "":
			b.fault(TextError{Key: name, Form: plural.String(), Problem: "the language has no such form"})
		case slices.Contains(needed, plural):
			b.fault(TextError{Key: name, Form: plural.String(), Problem: "is missing"})
		}
	}
	b.wordings[k] = w
}

// translation adds the text for one form and returns the names of its placeholders.
func (b *builder) translation(name string, f form, source string, known []string) []string {
	fault := func(placeholder, problem string) {
		b.fault(TextError{Key: name, Form: f.plural.String(), Placeholder: placeholder, Problem: problem})
	}
	text, names, ok := parse(source)
	if !ok {
		fault("", "a brace has no counterpart")
		return nil
	}
	for _, n := range names {
		if slices.Contains(known, n) {
			continue
		}
		problem := "is not known here; there is {" + strings.Join(known, "}, {") + "}"
		if near, ok := spell.Nearest(n, slices.Values(known)); ok {
			problem = "is not known here, did you mean {" + near + "}?"
		}
		fault(n, problem)
	}
	if err := b.Add(f, text, false); err != nil {
		fault("", err.Error())
	}
	return names
}

// counted is the placeholder of text whose number decides the form.
func counted(text string) string {
	for _, name := range []string{"min", "max", "length"} {
		if strings.Contains(text, "{"+name+"}") {
			return name
		}
	}
	return ""
}
