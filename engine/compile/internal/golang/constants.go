package golang

import (
	"reflect"

	"github.com/passant-go/passant/engine/gen"
	"github.com/passant-go/passant/engine/internal/ops"
	"github.com/passant-go/passant/engine/plan"
)

// names are those of a type's constants, in their order from 0, or those of a set's bits.
type names struct {
	bits bool
	list []string
}

func enumeration(list ...string) names { return names{list: list} }

func opNames() (names []string) {
	for _, op := range ops.All() {
		names = append(names, ops.Of(op).Name)
	}
	return names
}

func bits(list ...string) names { return names{bits: true, list: list} }

var constants = map[reflect.Type]names{
	reflect.TypeFor[plan.Input]():      enumeration("JSON", "Form", "Query"),
	reflect.TypeFor[plan.Policy]():     enumeration("Ignore", "Warn", "Refuse"),
	reflect.TypeFor[plan.Nothing]():    bits("Null", "Blank", "Zero", "EmptyList", "EmptyObject"),
	reflect.TypeFor[plan.Lists]():      bits("Commas", "Repeats", "Brackets"),
	reflect.TypeFor[plan.Conversion](): enumeration("AsIs", "Digits", "Int", "Plus", "Nested"),
	reflect.TypeFor[plan.Kind]():       bits("KindNull", "KindBool", "KindInt", "KindFloat", "KindString", "KindList", "KindObject"),
	reflect.TypeFor[plan.Op]():         enumeration(opNames()...),
	reflect.TypeFor[plan.Placeholder](): enumeration("None", "FieldName", "AttributeName", "PropertyName", "Value", "Length",
		"Hint", "Line", "Column"),
	reflect.TypeFor[plan.Attribute](): enumeration("ByName", "ByWords", "ByTitle"),
	reflect.TypeFor[plan.Escape]():    enumeration("Plain", "PHP"),
	reflect.TypeFor[plan.StepOp]():    enumeration("Write", "Comma", "Put", "Group", "Each", "Optional", "Either"),
	reflect.TypeFor[plan.Mark](): enumeration("MarkField", "MarkProperty", "MarkAttribute", "MarkPointer", "MarkMessage",
		"MarkCode", "MarkKey", "MarkEntry", "MarkRule", "MarkLine", "MarkColumn", "MarkMinLength", "MarkMaxLength", "MarkLength"),
	reflect.TypeFor[gen.Class](): enumeration("IP", "IPv4", "IPv6", "LoopbackIP", "MulticastIP", "InterfaceLocalMulticastIP",
		"LinkLocalMulticastIP", "LinkLocalUnicastIP", "GlobalUnicastIP", "UnspecifiedIP"),
}
