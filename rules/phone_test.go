package rules_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/phone"
	"github.com/passant-go/passant/rules"
)

func TestPhone(t *testing.T) {
	testRule(t, new(rules.Phone), map[string][]string{
		"":                     {"+31201234567", "+31 (0)20 123 45 67", "+49/30/12345", "+80012345678", "+1 201 555 0000", "+1 999 999 9999"},
		"character":            {"+31 20 CALLNOW", "+31201234567 ext. 5", "tel:+31201234567", "++31201234567", "31+201234567", "-31201234567", "-+31201234567", "+31–201234567", "+31a\u00a0", "+31\xff", "+31201234567\n", "+31201234567\x00"},
		"invisible":            {"\u202a+31201234567\u202c", "\u2066+31201234567\u2069", "+31\u00a0201234567", "+31‑201234567", "+31‐201234567", "+31201234567\ufe0d", "\ufeff+31201234567", "+31\u200b201234567", "+31\u3000201234567", "-\u00ad", "++31\u2003"},
		"digits":               {"+٣١٢٠١٢٣٤٥٦٧", "+３１201234567", "+31२"},
		"no_region":            {"0201234567", "31201234567", "0031201234567"},
		"invalid_country_code": {"+0201234567", "+999 1234567"},
		"too_short":            {"", "+", "+31", "+31 2", "+31 20", "+1 23", "1"},
		"too_long":             {"+31 20 1234567 1234567", strings.Repeat("1", 251)},
		"invalid_length":       {"+47 555555", "+65 5555 55555"},
		"local_only":           {"+1 5550000"},
	})
	testRule(t, &rules.Phone{Level: rules.PhoneValid}, map[string][]string{
		"":           {"+31201234567", "+12015550123", "+1 310 1234"},
		"invalid":    {"+1 999 999 9999", "+31 00 000 00 00"},
		"too_short":  {"+31 20"},
		"local_only": {"+1 5550000"},
	})
	testRule(t, &rules.Phone{International: true}, map[string][]string{
		"":                     {"31201234567", "+31201234567", "80012345678", "12015550000"},
		"character":            {"-31201234567", "-"},
		"digits":               {"٣١"},
		"invalid_country_code": {"0031201234567", "0201234567", "9999999999"},
		"too_short":            {"31", "1"},
	})
}

// The numbers of the providers, with the texts of the fields that the rule names.
func TestPhoneOfFields(t *testing.T) {
	var (
		pankek  = &rules.Phone{Region: true}
		digipay = &rules.Phone{Dial: true}
		strict  = &rules.Phone{Dial: true, Level: rules.PhoneValid}
	)
	for _, test := range []struct {
		rule            *rules.Phone
		ref, text, code string
	}{
		{pankek, "de", "03583 123456", ""},
		{pankek, "DE", "+49 3583 123456", ""},
		{pankek, "nL", "020-1234567", ""},
		{pankek, "nl", "0031 20 123 45 67", ""},
		{pankek, "nl", "+1 201 555 0000", ""},
		{pankek, "us", "0031201234567", "too_long"},
		{pankek, "nl", "020", "too_short"},
		{pankek, "us", "555 0000", "local_only"},
		{pankek, "nl", "020-CALLNOW", "character"},
		{pankek, "aq", "0201234567", "no_region"},
		{pankek, "aq", "+31201234567", ""},
		{pankek, "", "0201234567", "no_region"},
		{pankek, "n", "0201234567", "no_region"},
		{pankek, "nld", "0201234567", "no_region"},
		{pankek, "001", "31201234567", "no_region"},
		{pankek, "N,", "0201234567", "no_region"},
		{pankek, ".\x0c", "0201234567", "no_region"},
		{pankek, "\xee\xec", "0201234567", "no_region"},
		{digipay, "+31", "201234567", ""},
		{digipay, "+31", "0201234567", ""},
		{digipay, "+1", "9999999999", ""},
		{digipay, "+31", "20", "too_short"},
		{digipay, "31", "201234567", "no_region"},
		{digipay, "+999", "201234567", "invalid_country_code"},
		{digipay, "+31", "+201234567", "character"},
		{digipay, "+31", "-201234567", "character"},
		{pankek, "nl", "-201234567", "character"},
		{digipay, "", "+31201234567", ""},
		{strict, "+31", "201234567", ""},
		{strict, "+1", "9999999999", "invalid"},
		{strict, "+31", "20", "too_short"},
	} {
		value := rules.Value{Text: []byte(test.text), Refs: [][]byte{[]byte(test.ref)}}
		want := rules.Verdict{}
		if test.code != "" {
			want = rules.Verdict{Outcome: rules.Refuse, Code: test.code}
		}
		assert.Equal(t, want, test.rule.Check(value), "%q %q", test.ref, test.text)
		assert.Zero(t, testing.AllocsPerRun(10, func() { test.rule.Check(value) }), "%q %q", test.ref, test.text)
	}
	for _, refs := range [][][]byte{nil, {nil}} { // the field is absent
		for _, rule := range []*rules.Phone{pankek, digipay, strict} {
			assert.Equal(t, "no_region", rule.Check(rules.Value{Text: []byte("0201234567"), Refs: refs}).Code)
			assert.Equal(t, "no_region", rule.Check(rules.Value{Text: []byte("31201234567"), Refs: refs}).Code)
			assert.Zero(t, rule.Check(rules.Value{Text: []byte("+31201234567"), Refs: refs}))
		}
	}
}

// The rule says of a text what package phone says of it.
func TestPhoneAgreesWithItsPackage(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 2))
	pick := func(from string, most int) string {
		b := make([]byte, random.IntN(most+1))
		for i := range b {
			b[i] = from[random.IntN(len(from))]
		}
		return string(b)
	}
	regions := []string{"nl", "De", "bE", "US", "ca", "gb", "it", "ar", "aq", "zz", ""}
	codes := map[string]int{}
	for range 50_000 {
		text, region, dial := pick("+", 1)+pick("0123456789 -", 14), regions[random.IntN(len(regions))], "+"+pick("1234567890", 4)
		number, err := phone.Parse(text, strings.ToUpper(region))
		joined, joinedErr := phone.Parse(dial+text, "")
		world, worldErr := phone.Parse(text, phone.World)
		for _, test := range []struct {
			rule   rules.Phone
			ref    string
			number phone.Number
			err    error
		}{
			{rules.Phone{Region: true}, region, number, err},
			{rules.Phone{Dial: true}, dial, joined, joinedErr},
			{rules.Phone{International: true}, "", world, worldErr},
		} {
			value := rules.Value{Text: []byte(text), Refs: [][]byte{[]byte(test.ref)}}
			possible := test.rule.Check(value)
			test.rule.Level = rules.PhoneValid
			valid := test.rule.Check(value)
			codes[valid.Code]++
			if strings.HasPrefix(text, "-") { // as a negative integer has
				require.Equal(t, rules.Verdict{Outcome: rules.Refuse, Code: "character"}, possible)
				require.Equal(t, possible, valid)
				continue
			}
			require.Equal(t, test.number.IsPossible(), possible.Outcome == rules.Accept, "%q %q", test.ref, text)
			require.Equal(t, test.number.IsValid(), valid.Outcome == rules.Accept, "%q %q", test.ref, text)
			if malformed, ok := test.err.(*phone.ParseError); ok {
				require.Equal(t, malformed.Reason.String(), valid.Code, "%q %q", test.ref, text)
			} else {
				require.Equal(t, test.number.Reason().String(), possible.Code, "%q %q", test.ref, text)
			}
		}
	}
	for _, code := range []string{"", "character", "no_region", "invalid_country_code", "too_short", "too_long", "invalid_length", "local_only", "invalid"} {
		assert.NotZero(t, codes[code], code)
	}
}

func TestPhoneLevel(t *testing.T) {
	for text, want := range map[string]rules.PhoneLevel{"possible": rules.PhonePossible, "valid": rules.PhoneValid} {
		var level rules.PhoneLevel
		require.NoError(t, level.UnmarshalText([]byte(text)))
		assert.Equal(t, want, level)
		assert.Equal(t, "rules.Phone"+strings.ToUpper(text[:1])+text[1:], level.GoString())
	}
	level := rules.PhoneValid
	for _, text := range []string{"", "Valid", "possible,valid", "SECRET"} {
		err := level.UnmarshalText([]byte(text))
		assert.EqualError(t, err, "rules: unknown phone level, want possible or valid")
		assert.Equal(t, rules.PhoneValid, level)
	}
}

// A reason is that of every Check of the text, whatever the fields beside it say.
func TestPhoneReason(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "+31201234567": "", "020-CALLNOW": "", "+": "", "\u202a+31201234567": "invisible", "020\u00a01234567": "invisible", "٠٢٠": "digits", "a\u00a0": "",
	} {
		for _, rule := range []*rules.Phone{{}, {Region: true}, {Dial: true}} {
			assert.Equal(t, want, rule.Reason([]byte(text)), "%+q", text)
			if want != "" {
				for _, ref := range []string{"", "nl", "+31"} {
					assert.Equal(t, want, rule.Check(rules.Value{Text: []byte(text), Refs: [][]byte{[]byte(ref)}}).Code, "%+q", text)
				}
			}
		}
	}
}
