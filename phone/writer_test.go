package phone_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"github.com/nyaruka/phonenumbers"

	"github.com/passant-go/passant/phone"
)

// An example is a number that the library gives for a region and a type of number.
type example struct {
	region   string
	kind     phonenumbers.PhoneNumberType
	code     string // calling code
	digits   string // national significant number
	national string // the library's national form
}

func (x example) e164() string { return "+" + x.code + x.digits }

func examples() []example {
	var list []example
	add := func(region string, kind phonenumbers.PhoneNumberType, n *phonenumbers.PhoneNumber) {
		if n == nil {
			return
		}
		list = append(list, example{
			region, kind, strconv.Itoa(int(n.GetCountryCode())),
			phonenumbers.GetNationalSignificantNumber(n), phonenumbers.Format(n, phonenumbers.NATIONAL),
		})
	}
	for _, region := range slices.Sorted(maps.Keys(phonenumbers.GetSupportedRegions())) {
		for kind := phonenumbers.FIXED_LINE; kind <= phonenumbers.VOICEMAIL; kind++ {
			add(region, kind, phonenumbers.GetExampleNumberForType(region, kind))
		}
	}
	for _, code := range slices.Sorted(maps.Keys(phonenumbers.GetSupportedGlobalNetworkCallingCodes())) {
		n := phonenumbers.GetExampleNumberForNonGeoEntity(code)
		add(phone.World, phonenumbers.GetNumberType(n), n)
	}
	return list
}

// A writer makes texts out of examples and of nothing.
type writer struct {
	*rand.Rand
	examples []example
	regions  []string // a default region, the unknown ones included
	codes    []int
}

func newWriter(seed uint64) *writer {
	regions := slices.Sorted(maps.Keys(phonenumbers.GetSupportedRegions()))
	return &writer{
		rand.New(rand.NewPCG(seed, 1)), examples(), append(regions, "", "ZZ", "nl", phone.World),
		slices.Sorted(maps.Keys(phonenumbers.GetSupportedCallingCodes())),
	}
}

func (w *writer) region() string { return w.regions[w.IntN(len(w.regions))] }
func (w *writer) digit() byte    { return '0' + byte(w.IntN(10)) }

func (w *writer) digits(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = w.digit()
	}
	return string(b)
}

// near changes some of the last digits, which leaves most numbers valid.
func (w *writer) near(s string) string {
	b := []byte(s)
	for range 1 + w.IntN(3) {
		if i := len(b) - 1 - w.IntN(min(4, len(b))); b[i] >= '0' {
			b[i] = w.digit()
		}
	}
	return string(b)
}

// far changes, inserts, doubles or takes away anything.
func (w *writer) far(s string) string {
	b := []byte(s)
	for range 1 + w.IntN(2) {
		if len(b) < 2 {
			break
		}
		i := 1 + w.IntN(len(b)-1)
		switch w.IntN(5) {
		case 0:
			b[i] = w.digit()
		case 1:
			b = slices.Insert(b, i, w.digit())
		case 2:
			b = slices.Delete(b, i, i+1)
		case 3:
			b = b[:i]
		case 4:
			b = append(b, b[i:]...)
		}
	}
	return string(b)
}

// separated strews separators about.
func (w *writer) separated(s string) string {
	if w.IntN(2) == 0 {
		return s
	}
	b := []byte(s)
	for range w.IntN(5) {
		b = slices.Insert(b, w.IntN(len(b)+1), " -.()/"[w.IntN(6)])
	}
	return string(b)
}

var prefixes = []string{
	"+", "+00", "+011", "00", "000", "0011", "0031", "011", "0115", "14880011", "810",
	"0", "003768", "06", "08", "1", "1001", "15", "17900", "180020", "1831", "8", "80", "90",
}

func (w *writer) prefix() string { return prefixes[w.IntN(len(prefixes))] }

// text returns a text that was made from the example, or from nothing, and a default region.
func (w *writer) text(x example) (text, region string) {
	bare := x.code + x.digits
	switch w.IntN(17) {
	case 0, 1, 2, 3:
		text, region = w.near(x.e164()), w.region()
	case 4, 5, 6:
		text, region = w.near(x.national), x.region
	case 7:
		text, region = "00"+w.near(bare), x.region
	case 8:
		text, region = w.near(bare), []string{x.region, phone.World}[w.IntN(2)]
	case 9:
		text, region = w.far(x.e164()), w.region()
	case 10:
		text, region = w.far(x.national), x.region
	case 11:
		text, region = w.prefix()+w.near(x.national), x.region
	case 12:
		text, region = w.near(x.national), w.region()
	case 13:
		text, region = w.prefix()+w.far(bare), w.region()
	case 14:
		code := w.codes[w.IntN(len(w.codes))]
		text, region = fmt.Sprint("+", code, w.digits(4+w.IntN(10))), w.region()
	case 15:
		text, region = x.code+strings.TrimPrefix(w.prefix(), "+")+w.near(x.digits), x.region
	case 16:
		text, region = w.digits(1+w.IntN(20)), w.region()
	}
	return w.separated(text), region
}
