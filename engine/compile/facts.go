package compile

import (
	"encoding/json"
	"strings"

	"github.com/passant-go/passant/engine/plan"
)

// facts are the plain fields of an endpoint (contract.#Endpoint).
type facts struct {
	Document, Server, Method, Path string
	Aliases, Accepts               []string
	Methods                        map[string]string
	HTTPS, Unknown                 string
	Stop, Lookups                  []string
	Settled                        []string
	Options                        map[string]bool
	Read                           reading
	Messages                       catalogue
	Catalogues                     map[string]catalogue
	ContentType, Escape            string
	Answers                        map[string]struct {
		Status              int
		ContentType, Escape string
	}
}

// reading is contract.#Reading.
type reading struct {
	Names           string
	Trim            string
	Verbatim        []string
	Empty           *string
	Absent, Missing nothing
	Quoted          bool
	Form            struct {
		Absent          nothing
		Ignore, Lists   []string
		Booleans, Space string
	}
	Length string
	Count  bool
}

// nothing is a list of contract.#Nothing.
type nothing plan.Nothing

func (n *nothing) UnmarshalJSON(text []byte) error {
	var list []json.RawMessage
	if err := json.Unmarshal(text, &list); err != nil {
		return err
	}
	for _, value := range list {
		kind, _ := nothingOf(string(value))
		*n |= nothing(kind)
	}
	return nil
}

// nothingOf is the value that stands for none.
func nothingOf(value string) (plan.Nothing, bool) {
	switch strings.Join(strings.Fields(value), "") {
	case "null":
		return plan.Null, true
	case `""`:
		return plan.Blank, true
	case "0":
		return plan.Zero, true
	case "[]":
		return plan.EmptyList, true
	case "{}":
		return plan.EmptyObject, true
	}
	return 0, false
}

var inputs = map[string]plan.Input{"json": plan.JSON, "form": plan.Form, "query": plan.Query}

var policies = map[string]plan.Policy{"warning": plan.Warn, "violation": plan.Refuse}

var escapes = map[string]plan.Escape{"json": plan.Plain, "php": plan.PHP}

var conversions = map[string]plan.Conversion{"digits": plan.Digits, "int": plan.Int, "plus": plan.Plus, "json": plan.Nested}

var attributeForms = map[string]plan.Attribute{"name": plan.ByName, "words": plan.ByWords, "title": plan.ByTitle}

var lists = map[string]plan.Lists{"comma": plan.Commas, "repeated": plan.Repeats, "brackets": plan.Brackets}

// plan is the reading of values as a plan has it; beyond is the set that has a character beyond ASCII, nil for none.
func (r *reading) plan() (_ plan.Reading, beyond []string) {
	p := plan.Reading{
		Quoted:    r.Quoted,
		AnyBool:   r.Form.Booleans == "anycase",
		AnyCase:   r.Names == "anycase",
		EmptyNull: r.Empty == nil,
		UTF16:     r.Length == "utf16",
		Count:     r.Count,
		Ignore:    r.Form.Ignore,
	}
	for _, way := range r.Form.Lists {
		p.Lists |= lists[way]
	}
	if p.Lists == plan.Commas {
		p.Lists = 0
	}
	for _, s := range []struct {
		path []string
		text string
		set  *plan.ASCIISet
	}{{[]string{"read", "trim"}, r.Trim, &p.Trim}, {[]string{"read", "form", "space"}, r.Form.Space, &p.Space}} {
		for _, c := range []byte(s.text) {
			if c >= 128 {
				return p, s.path
			}
			s.set[c>>6] |= 1 << (c & 63)
		}
	}
	return p, nil
}
