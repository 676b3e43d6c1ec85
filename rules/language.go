package rules

// Language is the rule language: a well-formed BCP 47 language tag. The code of a refusal is its [Reason].
type Language struct{}

func (*Language) Check(v Value) Verdict { return judged(CheckLanguage(v.Text)) }

// Accepts reports whether Check accepts a text.
func (*Language) Accepts(text []byte) bool { return CheckLanguage(text) == "" }

// Why a text is no language tag.
const (
	LanguageSubtag Reason = "subtag" // a subtag is not one to eight ASCII letters and digits
	LanguageOrder  Reason = "order"  // a subtag stands where there is none like it, or one is missing
)

// CheckLanguage judges whether text is a well-formed language tag in any case: whether it has the grammar of
// RFC 5646 §2.1, tags for private use (x-klingon) and grandfathered ones (i-klingon) included.
// Subtags are not looked up in IANA's registry, and may be repeated: "String" is well-formed.
// It never allocates.
func CheckLanguage(text []byte) Reason {
	if isGrandfathered(text) {
		return ""
	}
	at := tagStart
	for more := true; more; {
		n, shape := subtagOf(text)
		if shape == 0 {
			return LanguageSubtag
		}
		if at = at.next(text[:n], shape); at == tagStart {
			return LanguageOrder
		}
		if more = n < len(text); more {
			text = text[n+1:]
		}
	}
	if at == tagSingleton || at == tagPrivate {
		return LanguageOrder
	}
	return ""
}

// A tagPlace is the last thing that was read of a tag, in the order in which they come.
type tagPlace uint8

const (
	tagStart    tagPlace = iota
	tagLanguage          // of two or three letters, after which up to three extlangs may come
	tagExtlang1
	tagExtlang2
	tagExtlang3 // or a language of four to eight letters
	tagScript
	tagRegion
	tagVariant
	tagSingleton // the beginning of an extension
	tagExtension
	tagPrivate // the letter x
	tagPrivateUse
)

// next is the place of a subtag that comes after the place p; tagStart where it can have none.
func (p tagPlace) next(subtag []byte, shape tagShape) tagPlace {
	n := len(subtag)
	switch {
	case p >= tagPrivate:
		return tagPrivateUse
	case n == 1:
		switch {
		case p != tagSingleton && subtag[0]|0x20 == 'x':
			return tagPrivate
		case p != tagSingleton && p != tagStart:
			return tagSingleton
		}
	case p >= tagSingleton:
		return tagExtension
	case p == tagStart:
		switch {
		case shape != allLetters:
		case n <= 3:
			return tagLanguage
		default:
			return tagExtlang3
		}
	case n == 3 && shape == allLetters && p < tagExtlang3:
		return p + 1
	case n == 4 && shape == allLetters && p < tagScript:
		return tagScript
	case (n == 2 && shape == allLetters || n == 3 && shape == allDigits) && p < tagRegion:
		return tagRegion
	case n >= 5 || n == 4 && isDigit(subtag[0]):
		return tagVariant
	}
	return tagStart
}

// A tagShape says what a subtag consists of; the zero one is that of no subtag.
type tagShape uint8

const (
	allLetters tagShape = iota + 1
	allDigits
	lettersDigits
)

// subtagOf is the length of the subtag that text begins with, up to a hyphen, and its shape.
func subtagOf(text []byte) (n int, shape tagShape) {
	for n < len(text) && text[n] != '-' {
		switch b := text[n]; {
		case isLetter(b):
			shape |= allLetters
		case isDigit(b):
			shape |= allDigits
		default:
			return n, 0
		}
		n++
	}
	if n > 8 {
		return n, 0
	}
	return n, shape
}

// isGrandfathered tells the tags that RFC 5646 §2.1 calls irregular. The regular ones have the ordinary grammar.
func isGrandfathered(text []byte) bool {
	var lower [len("i-enochian")]byte
	single := len(text) > 1 && text[1] == '-' // a letter comes first
	if len(text) > len(lower) || !single && len(text) != len("sgn-be-fr") {
		return false
	}
	for i, b := range text {
		if b-'A' <= 'Z'-'A' {
			b |= 0x20
		}
		lower[i] = b
	}
	switch string(lower[:len(text)]) {
	case "en-gb-oed", "i-ami", "i-bnn", "i-default", "i-enochian", "i-hak", "i-klingon", "i-lux", "i-mingo", "i-navajo",
		"i-pwn", "i-tao", "i-tay", "i-tsu", "sgn-be-fr", "sgn-be-nl", "sgn-ch-de":
		return true
	}
	return false
}
