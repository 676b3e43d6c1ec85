package postal_test

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/passant-go/passant/postal"
)

func ExampleParse() {
	code, err := postal.Parse("1234ab", postal.NL|postal.BE)
	fmt.Println(code, code.Country(), err)

	_, err = postal.Parse("1234 A?", postal.All)
	var parseError *postal.ParseError
	if errors.As(err, &parseError) {
		fmt.Println(parseError.Reason, parseError.Offset)
	}
	// Output:
	// 1234 AB NL <nil>
	// form 6
}

func ExampleCode_IsAssigned() {
	code, err := postal.Parse("05123", postal.DE)
	fmt.Println(code.IsAssigned(), err)
	// Output: false <nil>
}

func ExampleParseFor() {
	_, err := postal.ParseFor("26133", postal.NL)
	fmt.Println(err)
	// Output: postal: wrong form at byte 4
}

func ExampleCode() {
	var order struct{ Zip postal.Code }
	err := json.Unmarshal([]byte(`{"Zip": "1234ab"}`), &order)
	text, _ := json.Marshal(order)
	fmt.Println(string(text), err)
	// Output: {"Zip":"1234 AB"} <nil>
}

func ExampleParseAddress() {
	address, err := postal.ParseAddress("DE,sachsen, 02763,zittau", postal.All)
	fmt.Println(address, address.Country(), err)

	_, err = postal.ParseAddress("de, sachsen, 2763, zittau", postal.All)
	var addressError *postal.AddressError
	if errors.As(err, &addressError) {
		fmt.Println(addressError.Reason, addressError.Offset)
	}
	// Output:
	// de, sachsen, 02763, zittau DE <nil>
	// zip 17
}

func ExampleIsCountry() {
	fmt.Println(postal.IsCountry("NL"), postal.IsCountry("nl"), postal.IsCountry("EU"))
	// Output: true false false
}

func ExampleMustParse() {
	fmt.Println(postal.MustParse("1234ab", postal.NL) == postal.MustParse("1234 AB", postal.All))
	// Output: true
}

func ExampleCountries() {
	var countries postal.Countries
	err := countries.UnmarshalText([]byte("DE,NL"))
	fmt.Println(countries, countries == postal.NL|postal.DE, err)
	// Output: NL,DE true <nil>
}

func ExampleReason() {
	for _, text := range []string{"1234 AB", "1234", "0234 AB", "1234 SS", "1234 A"} {
		_, reason := postal.Check(text, postal.NL)
		fmt.Printf("%q\n", reason)
	}
	// Output:
	// ""
	// "country"
	// "number"
	// "letters"
	// "form"
}

func ExampleParseError() {
	_, err := postal.Parse("1234 SS", postal.All)
	fmt.Println(err)
	// Output: postal: wrong letters at byte 5
}

func ExampleAddressReason() {
	for _, text := range []string{"de, , 02763, ", "de, 02763", "uk, , , ", "de, , 2763, ", "de, \xff, , "} {
		_, reason := postal.CheckAddress(text, postal.DE)
		fmt.Printf("%q\n", reason)
	}
	// Output:
	// ""
	// "parts"
	// "country"
	// "zip"
	// "utf8"
}

func ExampleAddressError() {
	_, err := postal.ParseAddress("uk, , , ", postal.All)
	fmt.Println(err)
	// Output: postal: wrong country at byte 0
}
