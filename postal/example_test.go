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
