package rules

import (
	"unicode"
	"unicode/utf8"
)

// IsBlank reports whether nothing can be seen of a text: whether it has nothing but Unicode White_Space, characters that
// Unicode has ignored in display (Default_Ignorable_Code_Point: the zero-width space, joiners, directions, Hangul
// fillers, variation selectors, U+FEFF, …) and the Braille pattern without dots, U+2800. The empty text is blank; one
// that is not UTF-8, or has a control that is no white space, is not. The characters are those of the Unicode version of Go: 15.0 for Go 1.26.
// It never allocates.
func IsBlank(text []byte) bool {
	for i := 0; i < len(text); {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(text[i:])
		}
		if !unicode.IsSpace(r) && !isInvisible(r) {
			return false
		}
		i += n
	}
	return true
}

// isInvisible reports whether a character that is neither white space nor a control cannot be seen.
func isInvisible(r rune) bool {
	switch {
	case r < 0x300: // the first mark; before it there are few, and most texts have no others
		return r == 0xad
	case r == 0x2800:
		return true
	}
	return unicode.In(r, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector) ||
		unicode.Is(unicode.Cf, r) && !isShownFormat(r)
}

// isShownFormat reports whether a format character is shown, and so is not among Default_Ignorable_Code_Point
// (its derivation is in DerivedCoreProperties.txt): the signs that stand before or under digits, the marks of
// interlinear annotation and those that arrange hieroglyphs.
func isShownFormat(r rune) bool {
	return unicode.Is(unicode.Prepended_Concatenation_Mark, r) || 0xfff9 <= r && r <= 0xfffb || 0x13430 <= r && r <= 0x13440
}
