package rules_test

import (
	"fmt"
	"time"

	"github.com/passant-go/passant/postal"
	"github.com/passant-go/passant/rules"
)

func ExampleCheckEmail() {
	for _, text := range []string{"jan@bücher.example", "jan@localhost", "jan..vries@example.org", "jan@☃.example"} {
		fmt.Printf("%q\n", rules.CheckEmail([]byte(text)))
	}
	// Output:
	// ""
	// "one_label"
	// "local_part"
	// "idn"
}

func ExamplePhone() {
	rule := &rules.Phone{Level: rules.PhoneValid, Region: true} // the contract: @rule(phone, level="valid", region=country)
	for _, text := range []string{"020 123 45 67", "+49 30 12345678", "020 1", "000 000 00 00"} {
		value := rules.Value{Text: []byte(text), Refs: [][]byte{[]byte("nl")}}
		fmt.Printf("%q\n", rule.Check(value).Code)
	}
	// Output:
	// ""
	// ""
	// "too_short"
	// "invalid"
}

func ExamplePostalCode() {
	rule := &rules.PostalCode{Countries: postal.NL | postal.DE}
	for _, text := range []string{"1234 AB", "4000", "05123"} {
		verdict := rule.Check(rules.Value{Text: []byte(text)})
		fmt.Printf("%t %q\n", verdict.Outcome == rules.Accept, verdict.Code)
	}
	// Output:
	// true ""
	// false "country"
	// false "unassigned"
}

func ExampleAddress() {
	rule := &rules.Address{Zip: postal.All}
	text := []byte("de, sachsen, 02763, zittau")
	fmt.Println(rule.Check(rules.Value{Text: text}).Outcome == rules.Accept)
	fmt.Printf("%s\n", rule.Part(text, "country"))
	fmt.Println(rule.Check(rules.Value{Text: []byte("de, sachsen, 2763, zittau")}).Code)
	// Output:
	// true
	// de
	// zip
}

func ExampleCheckCountry() {
	fmt.Println(rules.CheckCountry([]byte("NL")) == "", rules.CheckCountry([]byte("nl")), rules.CheckCountry([]byte("EU")))
	// Output: true form unknown
}

func ExampleDate() {
	rule := &rules.Date{Layout: rules.DateDigits}
	for _, text := range []string{"20000229", "20010229", "2000-02-29"} {
		fmt.Printf("%q\n", rule.Check(rules.Value{Text: []byte(text)}).Code)
	}
	// Output:
	// ""
	// "day"
	// "form"
}

func ExampleCheckDate() {
	fmt.Println(rules.CheckDate([]byte("2000-13-05"), rules.DateHyphens))
	// Output: month
}

func ExampleCheckDigits() {
	fmt.Println(rules.CheckDigits([]byte("0123")) == "", rules.CheckDigits([]byte("１２３")))
	// Output: true character
}

func ExampleCheckDuration() {
	fmt.Println(rules.CheckDuration([]byte("2week")) == "", rules.CheckDuration([]byte("2weeks")), rules.CheckDuration([]byte("String")))
	// Output: true unit number
}

func ExampleCheckLanguage() {
	fmt.Println(rules.CheckLanguage([]byte("zh-Hant-TW")) == "", rules.CheckLanguage([]byte("zh_TW")), rules.CheckLanguage([]byte("zh-TW-Hant")))
	// Output: true subtag order
}

func ExampleCheckName() {
	for _, text := range []string{"Zoë O’Hara", "Jan\u202e", "می\u200cنا", "Jan  Piet"} {
		fmt.Printf("%q\n", rules.CheckName([]byte(text)))
	}
	// Output:
	// ""
	// "character"
	// ""
	// "space"
}

func ExampleTimestamp() {
	rule := &rules.Timestamp{
		Unit:  rules.Milliseconds,
		Since: rules.TimeBound{Kind: rules.BoundAt, At: -2208988800000},
		Until: rules.TimeBound{Kind: rules.BoundNow},
	}
	clock := func() time.Time { return time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC) }
	for _, text := range []string{"970704000000", "1709164800001", "-2208988800001", "1e12"} {
		fmt.Printf("%q\n", rule.Check(rules.Value{Text: []byte(text), Now: clock}).Code)
	}
	// Output:
	// ""
	// "late"
	// "early"
	// "form"
}

func ExampleURL() {
	rule := &rules.URL{Schemes: "https"}
	for _, text := range []string{"https://example.org/jan.png", "http://example.org", "https://jan@example.org", "https:///jan.png", "https://example.org/%"} {
		fmt.Printf("%q\n", rule.Check(rules.Value{Text: []byte(text)}).Code)
	}
	// Output:
	// ""
	// "scheme"
	// "user_info"
	// "host"
	// "escape"
}

func ExampleCheckUsername() {
	fmt.Println(rules.CheckUsername([]byte("jan.de-vries_1")) == "", rules.CheckUsername([]byte("jan vries")))
	// Output: true character
}

// even is a rule of one's own: an even number of digits.
type even struct{}

func (even) Check(v rules.Value) rules.Verdict {
	switch {
	case rules.CheckDigits(v.Text) != "":
		return rules.Verdict{Outcome: rules.Refuse, Code: "digits"}
	case len(v.Text)%2 != 0:
		return rules.Verdict{Outcome: rules.Refuse, Code: "odd"}
	}
	return rules.Verdict{}
}

func ExampleChecker() {
	for _, rule := range []rules.Checker{even{}, new(rules.Digits), new(rules.Name)} {
		fmt.Println(rule.Check(rules.Value{Text: []byte("123")}).Outcome == rules.Accept)
	}
	// Output:
	// false
	// true
	// false
}

func ExampleParter() {
	var rule rules.Parter = new(rules.Address)
	text := []byte("de, sachsen, 02763, zittau")
	if rule.Check(rules.Value{Text: text}).Outcome == rules.Accept {
		fmt.Printf("%s %s\n", rule.Part(text, "place"), rule.Part(text, "country"))
	}
	// Output: zittau de
}

func ExampleVerdict() {
	rule := new(rules.Digits)
	fmt.Println(rule.Check(rules.Value{Text: []byte("123")}) == rules.Verdict{})
	fmt.Println(rule.Check(rules.Value{Text: []byte("12a")}) == rules.Verdict{Outcome: rules.Refuse, Code: "character"})
	// Output:
	// true
	// true
}

func ExampleDateLayout() {
	var layout rules.DateLayout
	fmt.Println(layout.UnmarshalText([]byte("yyyyMMdd")), layout == rules.DateDigits)
	// Output: <nil> true
}

func ExampleTimeBound() {
	var bound rules.TimeBound
	fmt.Println(bound.UnmarshalText([]byte("now")), bound == rules.TimeBound{Kind: rules.BoundNow})
	fmt.Println(bound.UnmarshalText([]byte("tomorrow")))
	// Output:
	// <nil> true
	// rules: unknown bound of time, want "now" or an integer
}

func ExampleURLSchemes() {
	var schemes rules.URLSchemes
	fmt.Println(schemes.UnmarshalText([]byte("https,git+ssh")))
	fmt.Println(rules.CheckURL([]byte("git+ssh://example.org"), schemes) == "", rules.CheckURL([]byte("http://example.org"), schemes))
	// Output:
	// <nil>
	// true scheme
}

func ExamplePhoneLevel() {
	value := rules.Value{Text: []byte("+1 999 999 9999")}
	for _, level := range []rules.PhoneLevel{rules.PhonePossible, rules.PhoneValid} {
		fmt.Printf("%q\n", (&rules.Phone{Level: level}).Check(value).Code)
	}
	// Output:
	// ""
	// "invalid"
}
