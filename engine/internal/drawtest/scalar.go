package drawtest

import (
	"fmt"
	"strconv"
	"strings"
)

// A drawn is a type: its text in CUE, and values that are like those that it accepts.
type drawn struct {
	text string
	like func(*Stream) *value
}

func those(text string, values ...string) drawn {
	return drawn{text, func(s *Stream) *value { return raw(one(s, values...)) }}
}

var (
	numbers = []string{`1`, `0`, `2`, `5`, `-1`, `1.5`, `5.0`, `10`, `1e2`, `0.1`, `255`, `256`, `127`, `-128`, `65536`, `9223372036854775807`, `9223372036854775808`}
	strs    = []string{`"a"`, `"b"`, `""`, `"ab"`, `"abc"`, `"A"`, `"x"`, `"1"`, `" a"`, `"é"`, `"😀"`, `"a\nb"`, `" "`}
	regexps = []string{`"a"`, `"^a"`, `"b$"`, `"^[a-c]+$"`, `"^$"`, `"."`, `"^.$"`, `"(?i)^A"`, `"x|1"`, `#"^\d+$"#`, `"^a?$"`, `"[^a]"`}
	ranges  = []string{"int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64", "int128", "uint128", "float32", "float64"}
)

func (g *grammar) number() drawn {
	n, m := one(g.s, numbers...), one(g.s, numbers...)
	near := []string{n, `1`, `0`, `2`, `5`, `5.0`, `1.5`, `-1`, `0.3`, `100`, `1e2`, `255`, `256`, `-129`, `9223372036854775808`}
	if g.bounds && g.s.in(2) {
		return g.ranged(n, m, near)
	}
	switch g.s.Below(8) {
	case 0:
		return those("int", "1", "0", "2", "1.0", "-5")
	case 1:
		return those("number", near...)
	case 2:
		return those("float", "1.5", "1.0", "1e0", "1", "5.0")
	case 3:
		return those(n, near...)
	case 4:
		g.use("math")
		return those("math.MultipleOf("+one(g.s, "2", "1", "0.1", "-3", "1.5", n)+")", append(near, "3", "4.5", "10")...)
	case 5:
		return those("number & !="+n+" & !="+m, near...)
	case 6:
		return those(n+" | "+m, near...)
	}
	return those("!="+n, near...)
}

// ranged is a number in a range.
func (g *grammar) ranged(n, m string, near []string) drawn {
	switch g.s.Below(4) {
	case 0:
		return those(one(g.s, ranges...), near...)
	case 1:
		return those(one(g.s, ">= ", "> ", "<= ", "< ")+n, near...)
	case 2:
		return those("int & "+one(g.s, ">= ", "> ", "<= ", "< ")+n, near...)
	}
	return those(one(g.s, ">= ", "> ")+one(g.s, "0", "-1", "0.1", n)+" & "+one(g.s, "<= ", "< ")+one(g.s, "5", "100", "1.5", m), near...)
}

func (g *grammar) str() drawn {
	text := one(g.s, strs...)
	near := append([]string{text, `"a"`, `"ab"`, `""`, `"abc"`, `"b"`, `"x"`, `"xa"`, `"é"`, `" a "`, `"1"`, `"A"`}, g.literals...)
	length := strconv.Itoa(one(g.s, 1, 0, 2, 3))
	switch g.s.Below(14) {
	case 0:
		return those("string", near...)
	case 1:
		g.literal(text)
		return those(text, near...)
	case 2:
		other := one(g.s, strs...)
		g.literal(text, other)
		return those(text+" | "+other, text, other, `"z"`)
	case 3:
		return those("=~"+one(g.s, regexps...), near...)
	case 4:
		return those("!~"+one(g.s, regexps...), near...)
	case 5:
		return those("!="+text, near...)
	case 6:
		g.use("strings")
		return those("strings.MinRunes("+length+")", near...)
	case 7:
		g.use("strings")
		return those("strings.MaxRunes("+length+")", near...)
	case 8:
		g.use("strings")
		return those(one(g.s, "strings.HasPrefix", "strings.HasSuffix", "strings.Contains")+"("+text+")", near...)
	case 9:
		return those("string & "+one(g.s, "=~", "!~")+one(g.s, regexps...), near...)
	case 10:
		g.use("time")
		return those(`time.Format("`+one(g.s, "2006-01-02", "20060102", "15:04")+`")`, `"2024-02-29"`, `"2023-02-29"`, `"20240229"`, `"15:04"`, `"x"`)
	case 11:
		return g.left()
	case 12:
		return those(`"" | `+"=~"+one(g.s, regexps...), near...)
	}
	g.use("strings")
	return those("strings.MinRunes("+length+") & strings.MaxRunes("+strconv.Itoa(one(g.s, 1, 2, 3))+")", near...)
}

// left is a function that is left to CUE.
func (g *grammar) left() drawn {
	if g.s.in(3) {
		return g.parsed()
	}
	function := one(g.s, "net.IP", "net.IPv4", "net.FQDN", "net.URL", "net.AbsURL", "time.Time", "time.Duration", "json.Validate(int)", "json.Valid", `json.Validate({a!: int})`, `strings.ContainsAny("ab")`, `strings.ToUpper("a")`, "uuid.Valid", "regexp.Valid",
		`net.InCIDR("1.2.0.0/16")`, "net.IPCIDR", "net.LoopbackIP", "yaml.Validate(int)", `regexp.Match("a")`, "strconv.ParseBool", "strconv.IsPrint", `=~"(a{1000}){3}|^a"`)
	if pkg, _, _ := strings.Cut(function, "."); pkg == "json" || pkg == "yaml" {
		g.use("encoding/" + pkg)
	} else if pkg[0] != '=' {
		g.use(pkg)
	}
	return those(function, `"::1"`, `"1.2.3.4"`, `"a.example"`, `"https://a.example/"`, `"2024-02-29T00:00:00Z"`, `"1h"`, `"5"`, `"{\"a\":1}"`, `"a"`, `""`, `[1,2,3,4]`)
}

// parsed is a text of JSON.
func (g *grammar) parsed() drawn {
	d := g.structure(1)
	if g.s.in(3) {
		d = g.scalar()
	}
	g.use("encoding/json")
	return drawn{"json.Validate(" + d.text + ")", func(s *Stream) *value { return raw(strconv.Quote(string(d.like(s).append(nil)))) }}
}

// scalar is a type without parts.
func (g *grammar) scalar() drawn {
	switch g.s.Below(10) {
	case 0, 1, 2:
		return g.number()
	case 3, 4, 5:
		return g.str()
	case 6:
		return those(one(g.s, "bool", "true", "false"), "true", "false")
	case 7:
		return those(one(g.s, "null", "!=null"), "null", "1")
	case 8:
		return drawn{"_", func(s *Stream) *value { return raw(one(s, wild...)) }}
	}
	if d, ok := g.reference("S"); ok {
		return d
	}
	a, b := g.number(), g.str()
	return either(a, b)
}

// either is a disjunction of two, or what holds all: CUE does not return for _ | _ where a condition is about it.
func either(a, b drawn) drawn {
	if a.text == "_" {
		return a
	}
	if b.text == "_" {
		return b
	}
	return drawn{"(" + a.text + " | " + b.text + ")", func(s *Stream) *value {
		if s.in(2) {
			return b.like(s)
		}
		return a.like(s)
	}}
}

// both is a conjunction of two.
func both(a, b drawn) drawn {
	return drawn{operand(a) + " & " + operand(b), func(s *Stream) *value {
		x, y := a.like(s), b.like(s)
		if x.kind == '{' && y.kind == '{' {
			if s.in(3) {
				return x
			}
			return merge(x, y)
		}
		return one(s, x, y)
	}}
}

func operand(d drawn) string {
	if strings.Contains(d.text, " | ") && d.text[0] != '{' && d.text[0] != '[' {
		return "(" + d.text + ")"
	}
	return d.text
}

func (g *grammar) literal(literals ...string) { g.literals = append(g.literals, literals...) }

func (g *grammar) use(pkg string) { g.imports[fmt.Sprintf("%q", pkg)] = true }
