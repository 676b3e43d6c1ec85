package compile

import (
	"strconv"

	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/plan"
)

const (
	anyKind = plan.KindNull | plan.KindBool | plan.KindInt | plan.KindFloat | plan.KindString | plan.KindList | plan.KindObject
	numbers = plan.KindInt | plan.KindFloat
)

var predeclared = map[string]plan.Kind{
	"string": plan.KindString,
	"bool":   plan.KindBool,
	"int":    plan.KindInt,
	"float":  plan.KindFloat,
	"number": numbers,
}

var ranges = map[string][2]string{
	"int8": {"-128", "127"}, "uint8": {"0", "255"},
	"int16": {"-32768", "32767"}, "uint16": {"0", "65535"},
	"int32": {"-2147483648", "2147483647"}, "uint32": {"0", "4294967295"},
	"int64": {"-9223372036854775808", "9223372036854775807"}, "uint64": {"0", "18446744073709551615"},
	"uint": {"0", ""},
}

// ranged is an integer type of limited range; a number out of range is of the wrong type.
func ranged(bounds [2]string, at token.Pos) typ {
	t := typ{kinds: plan.KindInt, checks: []check{kindCheck(plan.KindInt, at)}}
	for i, op := range []plan.Op{plan.AtLeast, plan.AtMost} {
		if bounds[i] != "" {
			k := kindCheck(plan.KindInt, at)
			k.Op, k.Bound, k.mute = op, bounds[i], true
			t.checks = append(t.checks, k)
		}
	}
	return t
}

// kindCheck is the check that a type amounts to.
func kindCheck(kinds plan.Kind, at token.Pos) check {
	k := check{at: at, typed: true}
	k.On = kinds
	k.told = plan.Failure{Rule: "type", Code: kindCode(kinds), Params: []plan.Param{{Name: "type", JSON: strconv.Quote(kindNames(kinds))}}}
	return k
}

func kindCode(kinds plan.Kind) string {
	if kinds != plan.KindNull {
		kinds &^= plan.KindNull
	}
	switch kinds {
	case plan.KindString:
		return "string"
	case plan.KindInt:
		return "int"
	case plan.KindFloat, numbers:
		return "number"
	case plan.KindBool:
		return "bool"
	case plan.KindNull:
		return "null"
	case plan.KindList:
		return "list"
	case plan.KindObject:
		return "object"
	}
	return "type"
}

// kindNames names kinds for people.
func kindNames(kinds plan.Kind) string {
	text := ""
	for _, k := range []struct {
		kind plan.Kind
		name string
	}{
		{plan.KindString, "string"}, {plan.KindFloat, "number"}, {plan.KindInt, "integer"}, {plan.KindBool, "boolean"},
		{plan.KindList, "list"}, {plan.KindObject, "object"}, {plan.KindNull, "null"},
	} {
		if kinds&k.kind == 0 || k.kind == plan.KindInt && kinds&plan.KindFloat != 0 {
			continue
		}
		if text != "" {
			text += " or "
		}
		text += k.name
	}
	return text
}
