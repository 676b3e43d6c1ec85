package postal_test

import (
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
