package rules

import (
	"unicode"
	"unicode/utf8"
)

// Name is the rule name: the characters of a personal name, as [CheckName] defines them.
// The code of a refusal is the [NameReason].
type Name struct{}

func (*Name) Check(v Value) Verdict { return judged(CheckName(v.Text)) }

// Accepts reports whether Check accepts a text.
func (*Name) Accepts(text []byte) bool { return CheckName(text) == 0 }

// A NameReason says why a text is no name. The zero reason says that it is one.
// Of several faults the first decides, [NameLetter] coming last.
type NameReason uint8

const (
	NameStart     NameReason = iota + 1 // it begins with neither a letter nor a mark
	NameCharacter                       // it has a character that names do not have, or is not UTF-8
	NameSpace                           // it has two spaces in a row
	NameJoiner                          // a joiner follows neither a letter nor a mark
	NameLetter                          // it has no letter
)

// String returns a stable word: "start", "character", "space", "joiner", "letter"; "" for the zero reason.
func (r NameReason) String() string {
	switch r {
	case NameStart:
		return "start"
	case NameCharacter:
		return "character"
	case NameSpace:
		return "space"
	case NameJoiner:
		return "joiner"
	case NameLetter:
		return "letter"
	}
	return ""
}

// CheckName judges whether text has the characters of a personal name in some script:
//
//   - letters and marks that are not invisible, the first character being one of them, and at least one letter;
//   - variation selectors, each right after a character whose shape it varies: U+FE00 to U+FE0F and U+E0100 to U+E01EF
//     after a Han character, the Mongolian U+180B to U+180D and U+180F after a Mongolian letter;
//   - spaces U+0020, no two in a row;
//   - apostrophes ' U+2018 U+2019 (U+02BB and U+02BC are letters), hyphens - U+2010, full stops, middle dots U+00B7 U+30FB,
//     the Hebrew geresh U+05F3 and gershayim U+05F4;
//   - the joiners U+200C and U+200D, each right after a letter or mark.
//
// All else is refused: controls, other format characters such as those for directions, private use, unassigned
// characters, digits, symbols, emoji and other punctuation. So are the letters and marks that Unicode has ignored in
// display (Default_Ignorable_Code_Point), such as the Hangul fillers and other variation selectors. The characters are
// those of the Unicode version of Go: 15.0 for Go 1.26. The length is left to the contract.
//
// A name's canonically equivalent forms have the same verdict, that of its NFC. It never allocates.
func CheckName(text []byte) NameReason {
	var before nameClass
	var last rune
	lettered := false
	for i := 0; i < len(text); {
		if isLetter(text[i]) {
			before, last, lettered = nameLetter, rune(text[i]), true
			i++
			continue
		}
		class := nameASCII(text[i])
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(text[i:])
			class = nameClassOf(r, last)
		}
		switch {
		case class == notInName:
			return NameCharacter
		case i == 0 && class > nameMark:
			return NameStart
		case class == nameSpace && before == nameSpace:
			return NameSpace
		case class == nameJoiner && before > nameMark:
			return NameJoiner
		}
		lettered = lettered || class == nameLetter
		before, last = class, r
		i += n
	}
	if !lettered {
		return NameLetter
	}
	return 0
}

type nameClass uint8

const (
	notInName nameClass = iota
	nameLetter
	nameMark
	nameSpace
	nameJoiner
	namePunctuation
)

// nameASCII classes an ASCII character that is no letter.
func nameASCII(b byte) nameClass {
	switch b {
	case ' ':
		return nameSpace
	case '\'', '-', '.':
		return namePunctuation
	}
	return notInName
}

// nameClassOf classes a character that is not ASCII and comes after last. A character is judged as its canonical
// decomposition is, so that nothing need be normalised: of itself this holds for all but U+0387, which is U+00B7.
func nameClassOf(r, last rune) nameClass {
	switch r {
	case 0x200c, 0x200d:
		return nameJoiner
	case 0x00b7, 0x0387, 0x05f3, 0x05f4, 0x2010, 0x2018, 0x2019, 0x30fb:
		return namePunctuation
	}
	switch {
	case isInvisible(r) && !isVariation(last, r):
		return notInName
	case unicode.IsLetter(r):
		return nameLetter
	case unicode.IsMark(r):
		return nameMark
	}
	return notInName
}

// isVariation reports whether selector is a variation selector of characters such as base.
func isVariation(base, selector rune) bool {
	switch {
	case !unicode.Is(unicode.Variation_Selector, selector):
		return false
	case unicode.Is(unicode.Mongolian, selector):
		return unicode.Is(unicode.Mongolian, base) && unicode.IsLetter(base)
	}
	return unicode.Is(unicode.Han, base)
}
