package types

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"cuelang.org/go/cue/token"
	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/plan"
)

// A Check is a plan's check on its way there.
type Check struct {
	plan.Check                   // On is what CUE decides by it
	Told       plan.Failure      // what is told where it is not met; Check.Failure is made of it
	At         token.Pos         // of the constraint
	Typed      bool              // a type was written: it answers for the wrong kinds, and keeps its name
	Mute       bool              // never answers for wrong kinds
	Allowed    plan.Kind         // what passes without it
	Judge      *source.Attribute // of a Go rule, which is bound once the object is known
	Hint       string            // what {hint} is, where that is known
	Subschemas *Subschemas
	Reads      bool // in the type that it is a check of something is read in another way than it was sent
}

// A Subschemas is the types that a check tries a value against.
type Subschemas struct {
	Types        []Type
	Least, Most  int  // most is -1 for any number
	Alternatives bool // it is of the alternatives that the type has
}

// ReportAs names what a check reports.
func (k *Check) ReportAs(name string) { k.Told.Rule, k.Told.Code = name, "" }

// IsPlain reports whether a check still has the name of the constraint that it is.
func (k *Check) IsPlain() bool {
	if k.Judge != nil {
		return false
	}
	switch k.Told.Rule {
	case "enum", "min", "max", "min_length", "max_length", "pattern", "items":
		return true
	}
	return false
}

// NewCheck is a constraint that reports what is named like the texts for it, by a rule or by a rule and code
// ("min.exclusive"), with what its message may quote.
func NewCheck(op plan.Op, on plan.Kind, key string, at token.Pos, params ...plan.Param) Check {
	k := Check{At: at}
	k.Op, k.On = op, on
	rule, code, _ := strings.Cut(key, ".")
	k.Told = plan.Failure{Rule: rule, Code: code, Params: params}
	return k
}

// ConditionKey is what a constraint reports that is none of the known ones: of texts that the format is wrong.
func ConditionKey(kinds plan.Kind) (key string) {
	if kinds == plan.KindString {
		return "pattern"
	}
	return "pattern.condition"
}

// Single is the values that meet a check.
func Single(k Check) Type { return Type{Kinds: k.On, Checks: []Check{k}} }

// OneOf is the values that are equal to one of a list.
func OneOf(values []plan.Literal, at token.Pos) Type {
	var kinds plan.Kind
	for _, v := range values {
		kinds |= v.Kind
	}
	if kinds == plan.KindNull {
		return Single(KindCheck(kinds, at))
	}
	key := "enum"
	if len(values) == 1 {
		key = "enum.constant"
		if values[0] == (plan.Literal{Kind: plan.KindBool, Text: "true"}) {
			key = "enum.accepted"
		}
	}
	k := NewCheck(plan.OneOf, kinds, key, at, plan.Param{Name: "values", JSON: source.LiteralsJSON(values)})
	k.Values = values
	return Single(k)
}

// Ranged is an integer type of limited range; a number out of range is of the wrong type.
func Ranged(bounds [2]string, at token.Pos) Type {
	t := Type{Kinds: plan.KindInt, Checks: []Check{KindCheck(plan.KindInt, at)}}
	for i, op := range []plan.Op{plan.AtLeast, plan.AtMost} {
		if bounds[i] != "" {
			k := KindCheck(plan.KindInt, at)
			k.Op, k.Bound, k.Mute = op, bounds[i], true
			t.Checks = append(t.Checks, k)
		}
	}
	return t
}

// SizeCheck is one of the limits of a list that has n elements, or begins with as many; exact where both limits are n.
func SizeCheck(op plan.Op, exact bool, n int, at token.Pos) Check {
	least, most := plan.Param{Name: "min", JSON: strconv.Itoa(n)}, plan.Param{Name: "max", JSON: strconv.Itoa(n)}
	var k Check
	switch {
	case exact:
		k = NewCheck(op, plan.KindList, "items.exact", at, least, most)
	case op == plan.MinItems:
		k = NewCheck(op, plan.KindList, "items.min", at, least)
	default:
		k = NewCheck(op, plan.KindList, "items.max", at, most)
	}
	k.Limit = n
	return k
}

// choiceCheck is the check that a value is one of alternatives, which the type has.
func choiceCheck(kinds plan.Kind, at token.Pos) Check {
	k := NewCheck(plan.Count, kinds, "pattern.choice", at)
	k.Subschemas = &Subschemas{Least: 1, Most: -1, Alternatives: true}
	return k
}

// KindCheck is the check that a type amounts to.
func KindCheck(kinds plan.Kind, at token.Pos) Check {
	k := Check{At: at, Typed: true}
	k.On = kinds
	k.Told = plan.Failure{Rule: "type", Code: kindCode(kinds), Params: []plan.Param{{Name: "type", JSON: strconv.Quote(KindNames(kinds))}}}
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
	case plan.KindFloat, source.Numbers:
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

// KindNames names kinds for people.
func KindNames(kinds plan.Kind) string {
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

// Include makes of a bound that is excluded the integer next to it: >0 is >=1 to integers.
func (k *Check) Include() {
	bound, ok := new(big.Int).SetString(k.Bound, 10)
	switch {
	case !ok:
		return
	case k.Op == plan.GreaterThan:
		k.Op, k.Bound = plan.AtLeast, bound.Add(bound, big.NewInt(1)).String()
	case k.Op == plan.LessThan:
		k.Op, k.Bound = plan.AtMost, bound.Sub(bound, big.NewInt(1)).String()
	default:
		return
	}
	k.Told.Params = []plan.Param{{Name: k.Told.Params[0].Name, JSON: k.Bound}}
	if k.Told.Code == "exclusive" {
		k.Told.Code = ""
	}
}

// orNull tells null among the values that may be sent.
func (k *Check) orNull() {
	values := append(slices.Clip(k.Values), plan.Literal{Kind: plan.KindNull, Text: "null"})
	k.Told.Params = []plan.Param{{Name: "values", JSON: source.LiteralsJSON(values)}}
	if k.Told.Rule == "enum" {
		k.Told.Code = ""
	}
}

// AssignKinds decides which check answers for which kinds, those refused elsewhere left out.
func AssignKinds(t Type, refused plan.Kind, at token.Pos) []Check {
	checks := slices.Clone(t.Checks)
	if len(checks) > 0 {
		at = checks[0].At
	}
	for i := range checks {
		if k := &checks[i]; k.Op == plan.Kinds {
			k.Refuses = source.AnyKind &^ k.On &^ k.Allowed &^ refused
			refused |= k.Refuses
			k.On = 0
		}
	}
	if t.Kinds&source.Numbers == plan.KindInt {
		for i := range checks {
			checks[i].Include()
		}
	}
	answered := refused
	byRule := map[string]plan.Kind{}
	for i := range checks {
		k := &checks[i]
		if k.Op == plan.Kinds {
			continue
		}
		if !k.Mute && k.Op != plan.MinLength && k.Op != plan.MaxLength {
			k.Refuses = source.AnyKind &^ k.On &^ k.Allowed &^ refused &^ byRule[k.Told.Rule]
			byRule[k.Told.Rule] |= k.Refuses
			answered |= k.Refuses
		}
		k.On &= t.Kinds
		if k.Op == plan.OneOf && k.Allowed&t.Kinds&plan.KindNull != 0 {
			k.orNull()
		}
	}
	checks = slices.DeleteFunc(checks, func(k Check) bool { return k.Op == plan.Kinds && k.Refuses == 0 })
	if rest := source.AnyKind &^ t.Kinds &^ answered; rest != 0 {
		first := KindCheck(t.Kinds, at)
		first.On, first.Refuses = 0, rest
		checks = slices.Insert(checks, 0, first)
	}
	return checks
}
