package phone

// maxText is the longest text that libphonenumber reads, in bytes.
const maxText = 250

// Parse reads s as a number dialled from the default region. A + or the region's international prefix, such as 00,
// comes before a calling code. Otherwise the number is a national one, and its national prefix, such as 0, is taken off;
// the region's calling code without + is recognised where only that makes a number of it.
//
// The region is a name as [Number.Region] gives it, in capital letters, or [World]. Any other, such as "", is no region:
// then the number needs a +.
//
// The number need be neither possible nor valid. Parse allocates nothing but the error, which is a [*ParseError].
func Parse[T string | []byte](s T, region string) (Number, error) {
	n, reason, offset := parse(s, region)
	if reason != 0 {
		return Number{}, &ParseError{Reason: reason, Offset: offset}
	}
	return n, nil
}

// MustParse is [Parse] that panics where it gives an error. It is meant for tests and for variables of packages.
func MustParse(s, region string) Number {
	n, err := Parse(s, region)
	if err != nil {
		panic(err)
	}
	return n
}

// Check is [Parse] without the error: it never allocates.
// The reason is 0 for a number; the Number is the zero one otherwise.
func Check[T string | []byte](s T, region string) (Number, Reason) {
	n, reason, _ := parse(s, region)
	return n, reason
}

// CheckJoined is [Check] of the text that a dial code, such as "+31", and the rest of a number make together,
// without a default region.
func CheckJoined[T string | []byte](code, rest T) (Number, Reason) {
	d := digits{from: headroom, to: headroom}
	if reason := join(&d, code, rest); reason != 0 {
		return Number{}, reason
	}
	return d.number(nil)
}

// Possible tells what keeps s from being a possible number dialled from the region, 0 where nothing does: the reason of
// [Check] or of the [Number], at less cost.
func Possible[T string | []byte](s T, region string) Reason {
	d := digits{from: headroom, to: headroom}
	if reason, _ := read(&d, s, region); reason != 0 {
		return reason
	}
	return d.possible(find(region))
}

// PossibleJoined is [Possible] of the text that [CheckJoined] reads.
func PossibleJoined[T string | []byte](code, rest T) Reason {
	d := digits{from: headroom, to: headroom}
	if reason := join(&d, code, rest); reason != 0 {
		return reason
	}
	return d.possible(nil)
}

// join reads a text in two parts.
func join[T string | []byte](d *digits, code, rest T) Reason {
	if len(code)+len(rest) > maxText {
		return TooLong
	}
	if scan(d, code) < len(code) || scan(d, rest) < len(rest) {
		return Character
	}
	return 0
}

// read reads a text that is dialled from the region of a name, as far as the offset of what is wrong.
func read[T string | []byte](d *digits, s T, name string) (Reason, int) {
	if len(s) > maxText {
		return TooLong, len(s)
	}
	if offset := scan(d, s); offset < len(s) {
		return Character, offset
	}
	d.plus = d.plus || name == World
	return 0, len(s)
}

func parse[T string | []byte](s T, name string) (Number, Reason, int) {
	d := digits{from: headroom, to: headroom}
	if reason, offset := read(&d, s, name); reason != 0 {
		return Number{}, reason, offset
	}
	n, reason := d.number(find(name))
	if reason == TooShort || reason == TooLong {
		return n, reason, len(s)
	}
	return n, reason, 0
}
