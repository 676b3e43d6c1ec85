package phone_test

import (
	"strconv"
	"testing"

	"github.com/nyaruka/phonenumbers"
	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/phone"
)

// Every text of up to four digits, by the codes of the library.
func TestCallingCode(t *testing.T) {
	known := phonenumbers.GetSupportedCallingCodes()
	for digits := range 10_000 {
		want := 0
		for code := digits; code > 0; code /= 10 {
			if known[code] {
				want = code
			}
		}
		assert.Equal(t, want, phone.CallingCode(strconv.Itoa(digits)), digits)
	}
	for text, want := range map[string]int{
		"": 0, "0": 0, "031": 0, "+31": 0, "3": 0, "3l": 0, "31": 31, "31l": 31, " 31": 0, "38": 0, "383": 383, "99999999999999999999": 0, "31201234567": 31,
	} {
		assert.Equal(t, want, phone.CallingCode([]byte(text)), text)
	}
	assert.Zero(t, testing.AllocsPerRun(10, func() { phone.CallingCode("1242") }))
}
