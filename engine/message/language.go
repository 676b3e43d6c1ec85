package message

import (
	"sync"

	"github.com/go-playground/locales"
	"golang.org/x/text/language"

	"github.com/passant-go/passant/engine"
)

// A Language words violations; it is an [engine.Messages]. It is comparable, immutable and safe for concurrent use. The
// zero Language leaves each violation its own message.
type Language struct{ tongue *tongue }

var _ engine.Messages = Language{}

// Message words v. Where the language has no text for its rule, such as one that a contract names with @as, or v lacks
// what the text quotes, it is v's own message.
//
// Numbers are written as the language does, up to 15 digits; longer ones, and those with an exponent, as the contract has
// them. Names of fields stay as they are.
func (l Language) Message(v engine.Violation) string {
	if l.tongue != nil {
		if text, ok := l.tongue.speech().message(&v); ok {
			return text
		}
	}
	return v.Message
}

// Tag is the language as a BCP 47 tag, fit for Content-Language; "" for the zero Language.
func (l Language) Tag() string {
	if l.tongue == nil {
		return ""
	}
	return l.tongue.tag.String()
}

// A tongue is a language of a catalogue.
type tongue struct {
	tag    language.Tag
	texts  func() Texts
	speech func() *speech
}

// lazy is a language of this package, whose texts are known to be well-formed. It is made ready when it is first spoken.
func lazy(tag language.Tag, locale func() locales.Translator, texts func() Texts) *tongue {
	return &tongue{tag, texts, sync.OnceValue(func() *speech {
		s, _ := newSpeech(locale(), texts())
		return s
	})}
}
