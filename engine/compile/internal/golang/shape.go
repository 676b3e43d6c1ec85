package golang

import (
	"reflect"
	"slices"

	"github.com/passant-go/passant/engine/internal/scan"
	"github.com/passant-go/passant/engine/plan"
)

// A shape is what Go makes of the values of a type.
type shape uint8

const (
	anything shape = iota // JSON text
	text
	choice // a text that is one of several
	truth
	integer // of 64 bits
	number
	list
	object
	dictionary // an object of any names
)

// shapeOf is the shape of the values of t that are not null, and whether there is a null.
func shapeOf(t *plan.Type) (s shape, null bool) {
	kinds := t.Kinds()
	null = kinds&plan.KindNull != 0
	if !known(*t) {
		return anything, null
	}
	switch kinds &^ plan.KindNull {
	case plan.KindString:
		if len(choices(t, plan.KindString)) > 1 {
			return choice, null
		}
		return text, null
	case plan.KindBool:
		return truth, null
	case plan.KindInt:
		if bounded(t) {
			return integer, null
		}
		return number, null
	case plan.KindFloat, plan.KindInt | plan.KindFloat:
		return number, null
	case plan.KindList:
		if t.Elem != nil {
			return list, null
		}
	case plan.KindObject:
		switch o := t.Object; {
		case o == nil || !known(*o) || o.Open && o.Rest == nil && len(o.Fields) == 0:
		case o.Rest != nil && len(o.Fields) == 0:
			return dictionary, null
		default:
			return object, null
		}
	}
	return anything, null
}

// known reports whether v says no more of its values than a shape can tell.
func known(v any) bool {
	names := []string{"Checks", "Except", "Object", "Elem", "Fields", "Names", "Open", "Rest", "Conditions", "Consequences", "Comparisons", "Late"}
	s := reflect.ValueOf(v)
	for i := range s.NumField() {
		if !s.Field(i).IsZero() && !slices.Contains(names, s.Type().Field(i).Name) {
			return false
		}
	}
	return true
}

// secret reports whether a field inside v, a part of a plan, is secret.
func secret(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Pointer:
		return !v.IsNil() && secret(v.Elem())
	case reflect.Slice:
		for i := range v.Len() {
			if secret(v.Index(i)) {
				return true
			}
		}
	case reflect.Struct:
		if f, ok := v.Interface().(plan.Field); ok && f.Secret {
			return true
		}
		for i := range v.NumField() {
			if secret(v.Field(i)) {
				return true
			}
		}
	}
	return false
}

// choices are the texts of the values of a kind that t has, where it lists them.
func choices(t *plan.Type, kind plan.Kind) (texts []string) {
	listed := false
	for i := range t.Checks {
		c := &t.Checks[i]
		if c.Op != plan.OneOf || c.On&kind == 0 {
			continue
		}
		these := appendTexts(nil, c.Values, kind)
		if listed {
			texts = slices.DeleteFunc(texts, func(s string) bool { return !slices.Contains(these, s) })
		} else {
			texts, listed = these, true
		}
	}
	if listed {
		texts = appendTexts(texts, t.Except, kind)
	}
	return texts
}

// appendTexts appends those of the values of a kind, each once.
func appendTexts(texts []string, values []plan.Literal, kind plan.Kind) []string {
	for _, v := range values {
		if v.Kind == kind && !slices.Contains(texts, v.Text) {
			texts = append(texts, v.Text)
		}
	}
	return texts
}

// bounded reports whether every integer of t has 64 bits.
func bounded(t *plan.Type) bool {
	low, high := false, false
	for i := range t.Checks {
		c := &t.Checks[i]
		if c.On&plan.KindInt == 0 {
			continue
		}
		switch c.Op {
		case plan.AtLeast, plan.GreaterThan:
			low = low || fits(c.Bound)
		case plan.AtMost, plan.LessThan:
			high = high || fits(c.Bound)
		case plan.OneOf:
			low, high = true, true
			for _, v := range c.Values {
				if v.Kind == plan.KindInt && !fits(v.Text) {
					return false
				}
			}
		}
	}
	for _, v := range t.Except {
		if v.Kind == plan.KindInt && !fits(v.Text) {
			return false
		}
	}
	return low && high
}

// fits reports whether a number is one of 64 bits.
func fits(number string) bool {
	return scan.Compare(number, "-9223372036854775808") >= 0 && scan.Compare(number, "9223372036854775807") <= 0
}
