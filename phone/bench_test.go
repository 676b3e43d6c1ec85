package phone_test

import (
	"testing"

	"github.com/nyaruka/phonenumbers"

	"github.com/passant-go/passant/phone"
)

var benchmarks = []struct{ name, text, region string }{
	{"E164", "+31201234567", ""},
	{"E164/longest", "+4915112345678", ""},
	{"E164/shared_code", "+18885559977", ""},
	{"separated", "+31 (20) 123-45.67", ""},
	{"national", "020 1234567", "NL"},
	{"national/transformed", "0343 15 555 1212", "AR"},
	{"abroad", "0031 20 1234567", "DE"},
	{"invalid", "+31001234567", ""},
	{"refused", "020-CALL-NOW", "NL"},
}

// BenchmarkCheck is the reading and both verdicts.
func BenchmarkCheck(b *testing.B) {
	for _, c := range benchmarks {
		b.Run(c.name, func(b *testing.B) {
			text, valid := []byte(c.text), 0
			b.ReportAllocs()
			for b.Loop() {
				n, reason := phone.Check(text, c.region)
				if reason == 0 && n.IsPossible() && n.IsValid() {
					valid++
				}
			}
		})
	}
}

// BenchmarkLibrary is what BenchmarkCheck replaces.
func BenchmarkLibrary(b *testing.B) {
	for _, c := range benchmarks {
		b.Run(c.name, func(b *testing.B) {
			valid := 0
			b.ReportAllocs()
			for b.Loop() {
				n, err := phonenumbers.Parse(c.text, c.region)
				if err == nil && phonenumbers.IsPossibleNumberWithReason(n) == phonenumbers.IS_POSSIBLE && phonenumbers.IsValidNumber(n) {
					valid++
				}
			}
		})
	}
}

func BenchmarkNumber_AppendTo(b *testing.B) {
	n := phone.MustParse("+31201234567", "")
	buffer := make([]byte, 0, 32)
	b.ReportAllocs()
	for b.Loop() {
		buffer = n.AppendTo(buffer[:0])
	}
}

// BenchmarkLibraryFormat is what BenchmarkNumber_AppendTo replaces.
func BenchmarkLibraryFormat(b *testing.B) {
	n, err := phonenumbers.Parse("+31201234567", "")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		phonenumbers.Format(n, phonenumbers.E164)
	}
}
