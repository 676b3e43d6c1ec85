package explain

import (
	"slices"
	"strconv"

	"github.com/passant-go/passant/engine/plan"
)

// reading says how input becomes the values that are checked.
func (x *Contract) reading() (all []sentence) {
	r, nothing := &x.Read, x.nothing()
	if r.AnyCase {
		all = append(all, say("names are compared without regard to case"))
	}
	if !r.Trim.Empty() {
		all = append(all, say("strings are trimmed of ", and(characters(&r.Trim))))
	}
	if r.EmptyNull {
		all = append(all, say(code(`""`), " becomes ", code("null")))
	}
	if nothing.absent != 0 {
		all = append(all, say(nothingWords(nothing.absent), " counts as not sent"))
	}
	if nothing.formAbsent != 0 {
		all = append(all, say("in a form or query string, ", nothingWords(nothing.formAbsent), " counts as not sent"))
	}
	if r.Quoted {
		all = append(all, say("a number or a boolean in quotes is read as what it holds, where no string may be"))
	}
	if r.Lists != 0 {
		all = append(all, say("in a form or query string, a list is ", or(named(r.Lists, code("a=1,2"), code("a=1&a=2"), code("a[]=1&a[]=2")))))
	}
	if where := x.texts(); where != "" && r.AnyBool {
		all = append(all, say(where, ", ", code("true"), " and ", code("false"), " are compared without regard to case"))
	}
	if where := x.texts(); where != "" && !r.Space.Empty() {
		all = append(all, say(where, ", ", and(characters(&r.Space)), " before a number is skipped"))
	}
	if len(r.Ignore) > 0 {
		all = append(all, say("in a form or query string, ", and(codes(r.Ignore)), " are not the payload's"))
	}
	if nothing.missing != 0 {
		all = append(all, say("a required field must not be ", nothingWords(nothing.missing)))
	}
	if r.UTF16 {
		all = append(all, say("a limit of length holds for characters and for UTF-16 code units"))
	}
	if r.Count {
		all = append(all, say("a limit of length counts the elements of lists and objects, too"))
	}
	return all
}

// texts says where texts are read as numbers and booleans, "" where they are nowhere.
func (x *Contract) texts() string {
	form := slices.ContainsFunc(x.Accepts, func(i plan.Input) bool { return i != plan.JSON })
	switch {
	case form && x.Read.Quoted:
		return "in a form, a query string or quotes"
	case form:
		return "in a form or query string"
	case x.Read.Quoted:
		return "in quotes"
	}
	return ""
}

func characters(set *plan.ASCIISet) (names []sentence) {
	known := map[rune]string{0: "NUL", '\t': "tab", '\n': "LF", '\v': "VT", '\f': "FF", '\r': "CR", ' ': "space"}
	for _, c := range set.Characters() {
		name, ok := known[c]
		if !ok {
			name = strconv.QuoteRune(c)
		}
		names = append(names, say(name))
	}
	return names
}

// conversion says how a field is read besides.
func conversion(c plan.Conversion) string {
	return [...]string{
		plan.AsIs:   "",
		plan.Digits: "A number is read as the text that PHP makes of it.",
		plan.Int:    "A string, a number or true is read as the integer that PHP's FILTER_VALIDATE_INT makes of it.",
		plan.Plus:   "In a form or query string one leading space is read as +.",
		plan.Nested: "A string is read as the JSON value that it holds.",
	}[c]
}

// nothing is what stands for no value at all.
type nothing struct{ absent, formAbsent, missing plan.Nothing }

// nothing is what all fields of the request, or all that are required, have in common, and so is said once.
func (x *Contract) nothing() nothing {
	const all = plan.Null | plan.Blank | plan.Zero | plan.EmptyList | plan.EmptyObject
	common := nothing{all, all, all}
	for i := range x.Request.Fields {
		f := &x.Request.Fields[i]
		common.absent &= f.Absent
		common.formAbsent &= f.FormAbsent
		if f.Required != nil {
			common.missing &= f.Missing
		}
	}
	for _, n := range []*plan.Nothing{&common.absent, &common.formAbsent, &common.missing} {
		if *n == all { // there are no such fields, or each says it by itself
			*n = 0
		}
	}
	return common
}

// nothingWords says which values stand for none.
func nothingWords(n plan.Nothing) sentence {
	return or(named(n, code("null"), say("a blank string"), code("0"), code("[]"), code("{}")))
}
