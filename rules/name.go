package rules

import (
	"unicode"
	"unicode/utf8"
)

// Name is the rule name: the characters of a personal name, as [CheckName] defines them.
// The code of a refusal is its [Reason].
type Name struct{}

func (*Name) Check(v Value) Verdict { return judged(CheckName(v.Text)) }

// Accepts reports whether Check accepts a text.
func (*Name) Accepts(text []byte) bool { return CheckName(text) == "" }

// Why a text is no name. Of several faults the first decides, [NameLetter] coming last.
const (
	NameStart     Reason = "start"     // it begins with neither a letter nor a mark, nor with an apostrophe before a letter
	NameCharacter Reason = "character" // it has a character that names do not have, or not there, or is not UTF-8
	NameSpace     Reason = "space"     // it has two spaces in a row
	NameJoiner    Reason = "joiner"    // a joiner follows neither a letter nor a mark
	NameLetter    Reason = "letter"    // it has no letter
)

// CheckName judges whether text has the characters of a personal name in some script:
//
//   - letters and marks that are not invisible, the first character being one of them or an apostrophe with a letter right
//     after it ('t Hart), and at least one letter;
//   - variation selectors, each right after a character whose shape it varies: U+FE00 to U+FE0F and U+E0100 to U+E01EF
//     after a Han character, the Mongolian U+180B to U+180D and U+180F after a Mongolian letter;
//   - spaces U+0020, no two in a row, and U+3000 for one between letters of Chinese, Japanese and Korean;
//   - apostrophes ' U+2018 U+2019 U+00B4 (U+02BB and U+02BC are letters), hyphens - U+2010 U+2011, full stops, middle dots
//     U+00B7 U+30FB U+FF65, the Hebrew geresh U+05F3 and gershayim U+05F4;
//   - what joins or ends the words of a script: the Hebrew maqaf U+05BE between letters, the Tibetan tsheg U+0F0B after a
//     letter of its script, the Devanagari abbreviation sign U+0970 likewise, the Ethiopic word space U+1361 and the
//     Mongolian vowel separator U+180E between letters of theirs; a letter includes the marks on it;
//   - the joiners U+200C and U+200D, each right after a letter or mark.
//
// All else is refused: controls, other format characters such as those for directions, private use, unassigned
// characters, digits, symbols, emoji and other punctuation. So are the letters and marks that Unicode has ignored in
// display (Default_Ignorable_Code_Point), such as the Hangul fillers and other variation selectors. The characters are
// those of the Unicode version of Go: 15.0 for Go 1.26. The length is left to the contract.
//
// A name's canonically equivalent forms have the same verdict, that of its NFC. It never allocates.
func CheckName(text []byte) Reason {
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
		case class == nameSpace && before == nameSpace:
			return NameSpace
		case i == 0 && class > nameMark && !(class == nameApostrophe && startsWithLetter(text[n:])):
			return NameStart
		case class == nameJoiner && before > nameMark:
			return NameJoiner
		case class == nameSeparator || class == nameSpace && r != ' ':
			if !separates(r, text[:i], text[i+n:]) {
				return NameCharacter
			}
		}
		lettered = lettered || class == nameLetter
		before, last = class, r
		i += n
	}
	if !lettered {
		return NameLetter
	}
	return ""
}

type nameClass uint8

const (
	notInName nameClass = iota
	nameLetter
	nameMark
	nameSpace
	nameJoiner
	nameApostrophe
	namePunctuation
	nameSeparator // what stands by letters of its script alone
)

// nameASCII classes an ASCII character that is no letter.
func nameASCII(b byte) nameClass {
	switch b {
	case ' ':
		return nameSpace
	case '\'':
		return nameApostrophe
	case '-', '.':
		return namePunctuation
	}
	return notInName
}

// nameClassOf classes a character that is not ASCII and comes after last. A character is judged as its canonical
// decomposition is, so that nothing need be normalised: of itself this holds for all but U+0387, which is U+00B7, and
// U+1FFD, which is U+00B4.
func nameClassOf(r, last rune) nameClass {
	switch r {
	case 0x200c, 0x200d:
		return nameJoiner
	case 0x00b4, 0x1ffd, 0x2018, 0x2019:
		return nameApostrophe
	case 0x00b7, 0x0387, 0x05f3, 0x05f4, 0x2010, 0x2011, 0x30fb, 0xff65:
		return namePunctuation
	case 0x05be, 0x0970, 0x0f0b, 0x1361, 0x180e:
		return nameSeparator
	case 0x3000:
		return nameSpace
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

// separates reports whether a separator may stand between what comes before and after it.
func separates(r rune, before, after []byte) bool {
	base := lastLetter(before)
	next, _ := utf8.DecodeRune(after)
	switch r {
	case 0x05be:
		return unicode.IsLetter(base) && unicode.IsLetter(next)
	case 0x0970:
		return isLetterOf(unicode.Devanagari, base)
	case 0x0f0b:
		return isLetterOf(unicode.Tibetan, base)
	case 0x1361:
		return isLetterOf(unicode.Ethiopic, base) && isLetterOf(unicode.Ethiopic, next)
	case 0x180e:
		return isLetterOf(unicode.Mongolian, base) && isLetterOf(unicode.Mongolian, next)
	}
	return isCJKLetter(base) && isCJKLetter(next)
}

// lastLetter returns the letter that text ends with, marks on it aside; or the other character that it ends with.
func lastLetter(text []byte) rune {
	for {
		r, n := utf8.DecodeLastRune(text)
		if n == 0 || !unicode.IsMark(r) {
			return r
		}
		text = text[:len(text)-n]
	}
}

func startsWithLetter(text []byte) bool {
	r, _ := utf8.DecodeRune(text)
	return unicode.IsLetter(r)
}

func isLetterOf(script *unicode.RangeTable, r rune) bool {
	return unicode.Is(script, r) && unicode.IsLetter(r)
}

// isCJKLetter reports whether r is a letter of a script that is written without spaces or beside such a one. The letters
// that kana and Han share, such as the sound mark of マリー, are of no script to Unicode.
func isCJKLetter(r rune) bool {
	switch r {
	case 0x3006, 0x303c, 0x30fc, 0xff70, 0xff9e, 0xff9f:
		return true
	}
	return (unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo) || 0x3031 <= r && r <= 0x3035) &&
		unicode.IsLetter(r)
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
