package rules

import (
	"bytes"

	"golang.org/x/text/unicode/norm"

	"github.com/passant-go/passant/postal"
)

// A Canonicaler is a Checker of texts that may be written in several ways, one of them canonical.
type Canonicaler interface {
	Checker

	// AppendCanonical appends the canonical form of a text that Check accepts: Check accepts it too, and it is its own
	// canonical form. A text that has none stays as it is.
	AppendCanonical(dst []byte, v Value) []byte
}

// AppendCanonical appends the number as E.164 or, where a calling code comes before the text, its digits without that.
func (r *Phone) AppendCanonical(dst []byte, v Value) []byte {
	n, _ := r.number(v.Text, v.Refs)
	start := len(dst)
	if r.Dial {
		dst = append(dst, n.National()...)
	} else {
		dst = n.AppendTo(dst)
	}
	if again, _ := r.number(dst[start:], v.Refs); again != n { // a few begin with what looks like a national prefix
		return append(dst[:start], v.Text...)
	}
	return dst
}

// AppendCanonical appends the form of [postal.Code]: "1234 AB", "4000", "26133".
func (r *PostalCode) AppendCanonical(dst []byte, v Value) []byte {
	code, reason := postal.Check(v.Text, r.countries())
	if reason != 0 {
		return append(dst, v.Text...)
	}
	dst, _ = code.AppendText(dst)
	return dst
}

// AppendCanonical appends the name in NFC, without a space at its end.
func (*Name) AppendCanonical(dst []byte, v Value) []byte {
	return norm.NFC.Append(dst, bytes.TrimRight(v.Text, " ")...)
}

// AppendCanonical appends the address with its domain in small letters, an international one in ASCII (RFC 5891).
func (*Email) AppendCanonical(dst []byte, v Value) []byte {
	start := len(dst)
	at := bytes.LastIndexByte(v.Text, '@') + 1
	dst = append(dst, v.Text[:at]...)
	ascii, err := domains().ToASCII(string(v.Text[at:]))
	if err != nil {
		return append(dst[:start], v.Text...)
	}
	dst = append(dst, bytes.ToLower([]byte(ascii))...)
	if CheckEmail(dst[start:]) != "" { // ASCII is longer
		return append(dst[:start], v.Text...)
	}
	return dst
}
