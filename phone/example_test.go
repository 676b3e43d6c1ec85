package phone_test

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/passant-go/passant/phone"
)

func ExampleParse() {
	n, err := phone.Parse("020 123 45 67", "NL")
	fmt.Println(n, n.Region(), n.CallingCode(), n.National(), n.IsPossible(), n.IsValid(), err)

	_, err = phone.Parse("020-CALL-NOW", "NL")
	var parseError *phone.ParseError
	if errors.As(err, &parseError) {
		fmt.Println(parseError.Reason, parseError.Offset)
	}
	// Output:
	// +31201234567 NL 31 201234567 true true <nil>
	// character 4
}

func ExampleParse_world() {
	n, err := phone.Parse("31201234567", phone.World)
	fmt.Println(n, err)
	// Output: +31201234567 <nil>
}

func ExampleCheck() {
	for _, text := range []string{"+49 30 123456", "+49 1", "030 123456", "+49 00 123456"} {
		n, reason := phone.Check(text, "")
		if reason == 0 {
			reason = n.Reason()
		}
		fmt.Printf("possible=%t valid=%t reason=%q\n", n.IsPossible(), n.IsValid(), reason)
	}
	// Output:
	// possible=true valid=true reason=""
	// possible=false valid=false reason="too_short"
	// possible=false valid=false reason="no_region"
	// possible=true valid=false reason=""
}

func ExampleCheckJoined() {
	n, reason := phone.CheckJoined("+91", "98123 45678")
	fmt.Println(n, n.IsValid(), reason == 0)
	// Output: +919812345678 true true
}

func ExampleReason() {
	n := phone.MustParse("234 5678", "US")
	fmt.Println(n.IsPossible(), n.Reason())
	// Output: false local_only
}

func ExampleNumber() {
	var user struct{ Phone phone.Number }
	err := json.Unmarshal([]byte(`{"Phone": "+31201234567"}`), &user)
	text, _ := json.Marshal(user)
	fmt.Println(string(text), user.Phone == phone.MustParse("0201234567", "NL"), err)
	// Output: {"Phone":"+31201234567"} true <nil>
}

func ExampleParseError() {
	_, err := phone.Parse("020-CALL-NOW", "NL")
	fmt.Println(err)
	// Output: phone: character at byte 4
}
