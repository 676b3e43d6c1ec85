package read

import (
	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/plan"
)

var predeclared = map[string]plan.Kind{
	"string": plan.KindString,
	"bool":   plan.KindBool,
	"int":    plan.KindInt,
	"float":  plan.KindFloat,
	"number": source.Numbers,
}

var ranges = map[string][2]string{
	"int8": {"-128", "127"}, "uint8": {"0", "255"},
	"int16": {"-32768", "32767"}, "uint16": {"0", "65535"},
	"int32": {"-2147483648", "2147483647"}, "uint32": {"0", "4294967295"},
	"int64": {"-9223372036854775808", "9223372036854775807"}, "uint64": {"0", "18446744073709551615"},
	"uint": {"0", ""},
}

// KindNamed is the kinds of the type that CUE predeclares by a name, 0 for none.
func KindNamed(name string) plan.Kind { return predeclared[name] }
