package lower

import (
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

var inputs = map[string]plan.Input{"json": plan.JSON, "form": plan.Form, "query": plan.Query}

var policies = map[string]plan.Policy{"warning": plan.Warn, "violation": plan.Refuse}

var escapes = map[string]plan.Escape{"json": plan.Plain, "php": plan.PHP}

var conversions = map[string]plan.Conversion{"digits": plan.Digits, "int": plan.Int, "plus": plan.Plus, "json": plan.Nested}

var attributeForms = map[string]plan.Attribute{"name": plan.ByName, "words": plan.ByWords, "title": plan.ByTitle}

var lists = map[string]plan.Lists{"comma": plan.Commas, "repeated": plan.Repeats, "brackets": plan.Brackets}
