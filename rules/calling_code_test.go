package rules_test

import (
	"testing"

	"github.com/passant-go/passant/rules"
)

func TestCallingCode(t *testing.T) {
	testRule(t, new(rules.CallingCode), map[string][]string{
		"":        {"+1", "+7", "+31", "+383", "+1242", "+1201", "+316", "+800", "+998"},
		"form":    {"", "+", "31", "+031", "+3l", "+ 31", "+31 ", "++31", "0031", "+12425", "+٣١"},
		"unknown": {"+3", "+9", "+99", "+999", "+9990", "+210", "+38"},
	})
}
