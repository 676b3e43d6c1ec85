// Package rules holds the rules that a contract names and that CUE cannot express.
//
// Each rule is a pure function of a text that gives a reason to refuse it, and a type that binds it to the arguments of
// a contract: the rule postal_code with countries=["NL"] is &PostalCode{Countries: postal.NL}. A type's exported fields
// are the rule's arguments, an argument's name in camel case, and its zero value is the rule without arguments. A
// field's type is a basic one, or implements [encoding.TextUnmarshaler], which is given a list of texts joined by
// commas, and [fmt.GoStringer]. An argument that names a field of the payload is true: its text is in Value.Refs.
//
// Texts are personal data: no reason, verdict or error holds any of them.
package rules

import (
	"time"
	"unicode/utf8"
)

// A Checker is a rule bound to its arguments. It is immutable, safe for concurrent use, keeps nothing of the value
// beyond the call and allocates nothing for ASCII text.
type Checker interface {
	Check(v Value) Verdict
}

// An Accepter is a Checker that looks at nothing but the text, and says at less cost whether all is well with it.
type Accepter interface {
	Checker

	// Accepts reports whether Check has nothing to say of a text.
	Accepts(text []byte) bool
}

// A Reasoner is a Checker that looks at other fields, and refuses some texts whatever these say. Reason is the code with which
// it refuses such a text where a reader of the text would not see why, else "". It allocates nothing.
type Reasoner interface {
	Checker

	Reason(text []byte) string
}

// A Parter is a Checker of texts that consist of parts, which the arguments of other rules may name: address.country.
type Parter interface {
	Checker

	// Part returns a part of a text that Check accepts, a subslice of it. It is nil for an unknown name.
	// It allocates nothing.
	Part(text []byte, name string) []byte
}

// A Value is what a rule judges. Its bytes are the caller's and valid only during the call.
type Value struct {
	Text []byte           // the value as read: the characters of a string, the literal of a number
	Refs [][]byte         // the texts of the fields that the rule's arguments name, in the order of the arguments
	Now  func() time.Time // the clock, for rules that need one; time.Now where it is nil
}

// A Verdict is what a rule found. The zero Verdict is that all is well.
type Verdict struct {
	Outcome Outcome
	Code    string // the finer reason, a stable word in lower case; "" where the rule has none
}

// An Outcome says what follows from a verdict.
type Outcome uint8

const (
	Accept Outcome = iota
	Warn           // the value is accepted, and worth a remark
	Refuse
)

// A Remarker is a Checker that warns: Remarks are the codes with which it does so.
type Remarker interface{ Remarks() []string }

// A Reason is why a rule refuses a text, as a stable word in snake case: the code of the verdict. The zero Reason is that
// there is none to refuse it.
type Reason string

// judged makes the verdict of a reason.
func judged(reason Reason) Verdict {
	if reason == "" {
		return Verdict{}
	}
	return Verdict{Refuse, string(reason)}
}

// A Rule is a rule's name in contracts and the maker of its type without arguments.
type Rule struct {
	Name string
	New  func() Checker
}

// Builtin returns the rules of this package, sorted by name. It is meant for the compiler of contracts alone:
// what calls it links every rule.
func Builtin() []Rule {
	return []Rule{
		{"accepts", func() Checker { return new(Accepts) }},
		{"address", func() Checker { return new(Address) }},
		{"calling_code", func() Checker { return new(CallingCode) }},
		{"country", func() Checker { return new(Country) }},
		{"date", func() Checker { return new(Date) }},
		{"digits", func() Checker { return new(Digits) }},
		{"duration", func() Checker { return new(Duration) }},
		{"email", func() Checker { return new(Email) }},
		{"language", func() Checker { return new(Language) }},
		{"name", func() Checker { return new(Name) }},
		{"phone", func() Checker { return new(Phone) }},
		{"postal_code", func() Checker { return new(PostalCode) }},
		{"timestamp", func() Checker { return new(Timestamp) }},
		{"url", func() Checker { return new(URL) }},
		{"username", func() Checker { return new(Username) }},
	}
}

func isDigit(b byte) bool  { return b-'0' <= 9 }
func isLetter(b byte) bool { return b|0x20-'a' <= 'z'-'a' }

func isASCII(text []byte) bool {
	all := byte(0)
	for _, b := range text {
		all |= b
	}
	return all < utf8.RuneSelf
}
