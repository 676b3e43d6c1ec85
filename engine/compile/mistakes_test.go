package compile_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/compile"
)

// What an author reads first after a typical mistake.
var mistakes = []struct{ name, file, old, new, want string }{
	{"endpoint by a condition", "larsverp/register.cue", `register: laravel`, "if true {register: _register}\n_register: laravel",
		`larsverp/register.cue:12:1: #Request comes by a for or if clause, write it out`},
	{"endpoint by a loop", "larsverp/register.cue", `register: laravel`, "for x in [\"register\"] {(x): _register}\n_register: laravel",
		`larsverp/register.cue:12:1: #Request comes by a for or if clause, write it out`},
	{"endpoint by a name that is computed", "larsverp/register.cue", `register: laravel`, "\"\\(\"register\")\": laravel",
		`larsverp/register.cue:12:1: #Request comes by a name that is computed, write it out`},
	{"endpoint that is embedded", "larsverp/register.cue", `register: laravel`, "_all\n_all: register: laravel",
		`larsverp/register.cue:12:1: #Request comes by what the package embeds, write it out`},
	{"expectation by a condition", "larsverp/register.cue", `	#Request: `, "	if true {#Expected: {x!: \"own\"}}\n	#Request: ",
		`larsverp/register.cue:20:2: #Expected comes by a for or if clause, write it out`},
	{"unknown rule", "larsverp/register.cue", `@rule(postal_code,`, `@rule(postcode,`,
		`larsverp/register.cue:47:34: unknown rule postcode`},
	{"misspelt rule", "field/field.cue", `@rule(email)`, `@rule(emial)`,
		`field/field.cue:17:40: unknown rule emial, did you mean email?`},
	{"rule without a function", "larsverp/register.cue", `@lookup(domain)`, `@rule(location)`,
		`larsverp/register.cue:45:30: rule "location" has no Go function here`},
	{"rule without a name", "larsverp/register.cue", `@rule(postal_code, `, `@rule(`,
		`larsverp/register.cue:47:34: @rule takes the name of a rule, write @rule(name, argument=value)`},
	{"rule given twice", "larsverp/register.cue", `@lookup(domain)`, `@rule(email) @rule(email)`,
		`larsverp/register.cue:45:43: the rule email is given twice`},
	{"unknown argument", "larsverp/register.cue", `countries=[`, `country=[`,
		`larsverp/register.cue:47:34: rule postal_code has no argument country, known: countries deployed`},
	{"wrong argument", "larsverp/register.cue", `"DE"]`, `"FR"]`,
		`larsverp/register.cue:47:34: @rule(postal_code, countries=["NL", "BE", "FR"]), countries takes [...("NL" | "BE" | "DE")]`},
	{"argument without a name", "larsverp/register.cue", `countries=[`, `[`,
		`larsverp/register.cue:47:34: @rule(postal_code, …): ["NL", "BE", "DE"] is no argument, write name=value`},
	{"argument that is no CUE", "larsverp/register.cue", `deployed=options.deployed`, `deployed=1 2`,
		`larsverp/register.cue:47:34: @rule(postal_code, deployed=1 2) cannot be read, write a CUE expression`},
	{"argument that is computed", "larsverp/register.cue", `deployed=options.deployed`, `deployed=1+"a"`,
		`larsverp/register.cue:47:34: @rule(postal_code, deployed=1+"a") is not supported, write a value, a field, field.part or options.name`},
	{"argument names no option", "larsverp/register.cue", `options.deployed)`, `options.deploy)`,
		`larsverp/register.cue:47:34: there is no option deploy, did you mean deployed?`},
	{"argument names no field", "larsverp/register.cue", `@lookup(domain)`, `@rule(phone, region=first_nam)`,
		`larsverp/register.cue:45:30: @rule(phone, region=first_nam) names no field beside it, did you mean first_name?`},
	{"argument names no part", "larsverp/register.cue", `@lookup(domain)`, `@rule(phone, region=email.domain)`,
		`larsverp/register.cue:45:30: email has no part domain`},
	{"argument of another type", "larsverp/register.cue", `deployed=options.deployed`, `deployed=first_name`,
		`larsverp/register.cue:47:34: @rule(postal_code, deployed=first_name), deployed takes bool`},
	{"argument that is not the field it names", "larsverp/register.cue", `@lookup(domain)`, `@rule(phone, region="NL")`,
		`larsverp/register.cue:45:30: @rule(phone, region="NL"), argument region names a field: write region=field`},
	{"argument given twice", "larsverp/register.cue", `deployed=options.deployed`, `deployed=true, deployed=false`,
		`larsverp/register.cue:47:34: @rule(postal_code, …): the argument deployed is given twice, give it once`},
	{"unknown attribute", "larsverp/register.cue", `@secret()`, `@sceret()`,
		`larsverp/register.cue:49:39: unknown attribute @sceret, did you mean secret?`},
	{"unknown reading", "larsverp/validation.cue", `@read(int)`, `@read(integer)`,
		`larsverp/validation.cue:43:16: unknown reading "integer", known: digits int plus json`},
	{"unknown value for nothing", "larsverp/validation.cue", `@read(int)`, `@absent("none")`,
		`larsverp/validation.cue:43:16: unknown value for nothing "none", known: null "" 0 [] {}`},
	{"nothing without values", "larsverp/validation.cue", `@read(int)`, `@absent()`,
		`larsverp/validation.cue:43:16: @absent takes values, known: null "" 0 [] {}`},
	{"instead of nothing", "larsverp/validation.cue", `@read(int)`, `@instead(emial)`,
		`larsverp/validation.cue:43:16: @instead names no field: emial, did you mean email?`},
	{"lookup without a name", "larsverp/register.cue", `@lookup(unique)`, `@lookup()`,
		`larsverp/register.cue:45:46: @lookup takes a name, write @lookup(name)`},
	{"lookup of two names", "larsverp/register.cue", `@lookup(unique)`, `@lookup(unique, domain)`,
		`larsverp/register.cue:45:46: @lookup takes a name, write @lookup(name)`},
	{"lookup given twice", "larsverp/register.cue", `@lookup(unique)`, `@lookup(domain)`,
		`larsverp/register.cue:45:46: the lookup domain is given twice, give it once`},
	{"lookup named as an occasion", "larsverp/register.cue", `@lookup(unique)`, `@lookup(invalid)`,
		`larsverp/register.cue:45:46: no lookup can be named invalid, give it another name than ok invalid malformed`},
	{"lookup of a header", "atlas/book.cue", `{8}$" @secret()`, `{8}$" @lookup(guest)`,
		`atlas/book.cue:25:40: a lookup about X-Atlas-Key would never be asked, only members of the request itself can have one`},
	{"lookup of a member's member", "atlas/book.cue", `city!:   #Label`, `city!:   #Label @lookup(guest)`,
		`atlas/book.cue:87:18: a lookup about address.city would never be asked, only members of the request itself can have one`},
	{"lookup of an element", "atlas/book.cue", `string & strings.MinRunes(1)`, `string & strings.MinRunes(1) @lookup(guest)`,
		`atlas/book.cue:92:38: a lookup about each of wishes would never be asked, only members of the request itself can have one`},
	{"lookup of the request", "atlas/book.cue", `#Request:  #Booking`, `#Request:  #Booking @lookup(guest)`,
		`atlas/book.cue:27:22: a lookup about #Request would never be asked, only members of the request itself can have one`},
	{"lookups listed twice", "larsverp/validation.cue", `["validated", "token"]`, `["token", "token"]`,
		`larsverp/validation.cue:27:2: the lookup token is listed twice, list it once`},
	{"lookups named as an occasion", "larsverp/validation.cue", `["validated", "token"]`, `["validated", "token", "ok"]`,
		`larsverp/validation.cue:27:2: no lookup can be named ok, give it another name than ok invalid malformed`},
	{"reading of an element", "atlas/book.cue", `string & strings.MinRunes(1)`, `string & strings.MinRunes(1) @read(digits)`,
		`atlas/book.cue:92:38: @read has no meaning for each of wishes, it is for fields of #Request`},
	{"reading of a header", "atlas/book.cue", `{8}$" @secret()`, `{8}$" @absent("")`,
		`atlas/book.cue:25:40: @absent has no meaning for X-Atlas-Key, it is for fields of #Request`},
	{"condition as a rule of the whole", "atlas/book.cue", `@rule(either)`, `@as(https)`,
		`atlas/book.cue:75:13: https is no rule about a field, give it another name`},
	{"reading given twice", "larsverp/validation.cue", `@read(int)`, `@read(int) @read(digits)`,
		`larsverp/validation.cue:43:27: @read is given twice, give it once`},
	{"nothing given twice", "larsverp/validation.cue", `@read(int)`, `@absent(0) @absent(null)`,
		`larsverp/validation.cue:43:27: @absent is given twice, give it once`},
	{"instead given twice", "larsverp/validation.cue", `@read(int)`, `@instead(email) @instead(token)`,
		`larsverp/validation.cue:43:32: @instead is given twice, give it once`},
	{"sorted field", "larsverp/validation.cue", `@read(int)`, `@sorted()`,
		`larsverp/validation.cue:43:16: @sorted has no meaning for a field, write it in the #Body of an answer`},
	{"field with an option", "larsverp/validation.cue", `@read(int)`, `@if(options.deployed)`,
		`larsverp/validation.cue:43:16: @if has no meaning for a field, write it in the #Body of an answer`},
	{"as a rule of the whole", "laravel/laravel.cue", `@as(required)`, `@as(json)`,
		`laravel/laravel.cue:42:35: json is no rule about a field, give it another name`},
	{"stop at an unknown rule", "laravel/laravel.cue", `stop: ["required"]`, `stop: ["requird"]`,
		`laravel/laravel.cue:19:2: stop names an unknown rule requird, did you mean required?`},
	{"stop at an unknown code", "laravel/laravel.cue", `stop: ["required"]`, `stop: ["type.strng"]`,
		`laravel/laravel.cue:19:2: stop names an unknown rule type.strng, did you mean type.string?`},
	{"too many options", "larsverp/register.cue", `options: deployed: false`, manyOptions(64),
		`larsverp/register.cue:29:2: there are 65 options, more than 64 are not supported`},
	{"endpoint that is no file", "larsverp/register.cue", `register: laravel`, `"../../evil": laravel`,
		`larsverp/register.cue:12:1: ../../evil cannot be the name of an endpoint, use a-z, 0-9 and _, a letter first`},
	{"fields of one path", "larsverp/validation.cue", `int64 @read(int)`, `{y!: int}, "token.y"!: string`,
		`larsverp/validation.cue:43:21: two fields are named token.y in messages and lookups, rename one of them`},
	{"as without a name", "laravel/laravel.cue", `@as(required)`, `@as()`,
		`laravel/laravel.cue:42:35: @as takes the name of a rule, write @as(name)`},
	{"as with arguments", "laravel/laravel.cue", `@as(required)`, `@as(required, "x")`,
		`laravel/laravel.cue:42:35: @as takes the name of a rule, write @as(name)`},
	{"trim beyond ASCII", "laravel/laravel.cue", `\u000b"`, `\u00a0"`,
		`laravel/laravel.cue:13:3: read.trim has a character beyond ASCII, list ASCII characters only`},

	{"unknown placeholder", "laravel/laravel.cue", `{max} characters."`, `{mxa} characters."`,
		`laravel/laravel.cue:21:34: unknown placeholder {mxa} in the message for max_length, did you mean max?`},
	{"placeholder of another rule", "laravel/laravel.cue", `"The {attribute} field is required."`, `"{max}"`,
		`laravel/laravel.cue:48:3: unknown placeholder {max} in the message for required, known: field attribute property value`},
	{"value of the whole", "laravel/laravel.cue", `"The request body is`, `"{value} is`,
		`laravel/laravel.cue:56:3: unknown placeholder {value} in the message for json, known: field attribute property line column`},
	{"value of a secret", "laravel/laravel.cue", `may not be greater`, `“{value}” may not be greater`,
		`laravel/laravel.cue:49:3: the message for max_length quotes the value of password, which is secret`},
	{"missing message", "larsverp/register.cue", "\tmessages: rules: postal_code: \"This postal code is not recognized. Insert something like: 1234 AB, 4000, 26133 \"\n", "",
		`larsverp/register.cue:46:2: no message for rule postal_code on postal_code, add messages: rules: postal_code: "…"`},
	{"missing message of a lookup", "larsverp/register.cue", `@lookup(domain)`, `@lookup(doman)`,
		`larsverp/register.cue:45:2: no message for rule lookup.doman on email, add messages: rules: "lookup.doman": "…"`},
	{"message for nothing", "larsverp/register.cue", `rules: postal_code:`, `rules: postl_code: "x", messages: rules: postal_code:`,
		`larsverp/register.cue:31:19: message for "postl_code", which nothing in this endpoint produces, did you mean postal_code?`},
	{"message for an unknown code", "larsverp/register.cue", `messages: rules: postal_code:`, `messages: rules: "type.strng": "x", messages: rules: postal_code:`,
		`larsverp/register.cue:31:19: message for "type.strng", which nothing in this endpoint produces, did you mean type.string?`},
	{"message for no field", "larsverp/register.cue", `messages: rules:`, `messages: fields: emial: email: "x", messages: rules:`,
		`larsverp/register.cue:31:20: message for an unknown field emial, did you mean email?`},
	{"name for no field", "larsverp/register.cue", `messages: rules:`, `messages: names: emial: "x", messages: rules:`,
		`larsverp/register.cue:31:19: name for an unknown field emial, did you mean email?`},

	{"misspelt definition", "larsverp/register.cue", `#Request:`, `#Reqest:`,
		`larsverp/register.cue:20:2: unknown definition #Reqest, did you mean #Request?`},
	{"unknown mark", "laravel/laravel.cue", `[...answer.#Message]`, `[...answer.#Mesage]`,
		`laravel/laravel.cue:27:35: answer has no #Mesage, did you mean #Message?`},
	{"unknown field type", "larsverp/register.cue", `field.#Email`, `field.#Emial`,
		`larsverp/register.cue:45:17: field has no #Emial, did you mean #Email?`},
	{"unknown type", "larsverp/register.cue", `email!: #Max`, `email!: #Mxa`,
		`larsverp/register.cue:45:10: #Register.email: reference "#Mxa" not found`},
	{"narrowed to nothing", "larsverp/register.cue", `last_name!: #Text`, `last_name!: #Text & int`,
		`larsverp/register.cue:64:15: #Register.last_name: conflicting values int and string (mismatched types int and string)`},
	{"no overlap of enums", "larsverp/validation.cue", `int64 @read`, `(1 | 2) & (3 | 4) @read`,
		`larsverp/validation.cue:43:2: #Validation.token: no alternative is left`},
	{"neither required nor optional", "larsverp/validation.cue", `token!:`, `token:`,
		`larsverp/validation.cue:43:2: the field token is neither required nor optional, write token!: or token?:`},
	{"not a struct", "larsverp/register.cue", `#Request: #Register`, `#Request: string`,
		`larsverp/register.cue:20:2: #Request is string, and can be a struct only, write #Request: {…}`},
	{"request that is a list", "larsverp/register.cue", `#Request: #Register`, `#Request: [...#Register]`,
		`larsverp/register.cue:20:2: #Request is list, and can be a struct only, write #Request: {…}`},
	{"comma between alternatives", "larsverp/register.cue", `#Text | null`, `"a", "b"`,
		`larsverp/register.cue:41:19: #Register: "b" stands alone in a struct, write | between the values that a member may have`},
	{"comma between numbers", "larsverp/register.cue", `#Text | null`, `1, 2`,
		`larsverp/register.cue:41:17: #Register: 2 stands alone in a struct, write | between the values that a member may have`},
	{"choice in a form", "atlas/book.cue", `address?: #Address`, `address?: {a!: "x"} | {a!: "y"}`,
		`atlas/book.cue:67:12: a choice between structs is for JSON only, have accepts list "json" alone`},
	{"element to look for in a form", "atlas/book.cue", `list.MaxItems(3)`, `list.Contains("x")`,
		`atlas/book.cue:63:24: what looks into a list or object is for JSON only, have accepts list "json" alone`},
	{"message for every field", "larsverp/register.cue", `messages: rules:`, `messages: fields: "*": email: "x", messages: rules:`,
		`larsverp/register.cue:31:20: message for an unknown field *, write it in rules, which are for every field`},
	{"message that fields have of their own", "larsverp/register.cue", `messages: rules:`, `messages: fields: postal_code: "*": "x", messages: rules:`,
		`larsverp/register.cue:31:60: message for "postal_code", in place of which all that could have it have one of their own, leave it out, or leave out theirs`},
	{"recursion", "larsverp/validation.cue", "#Validation: {", "#Validation: #Validation & {",
		`larsverp/validation.cue:39:1: a type that contains itself is not supported beside another, write what is needed of it in its declaration`},
	{"pattern that is none", "larsverp/register.cue", `strings.MaxRunes(191)`, `strings.MaxRunes(191) & =~"("`,
		"larsverp/register.cue:63:32: pattern: error parsing regexp: missing closing ): `(`"},
	{"function", "larsverp/register.cue", `#Text | null`, `strings.TrimSpace(email)`,
		`larsverp/register.cue:41:14: strings.TrimSpace(email) is not supported, see the functions in the documentation of package compile; any other of CUE's for texts and numbers is for compile.FS only, and takes what a package declares`},
	{"limit that is none", "larsverp/register.cue", `strings.MaxRunes(191)`, `strings.MaxRunes(-1)`,
		`larsverp/register.cue:63:8: strings.MaxRunes(-1) is not supported, a limit is a whole number`},
	{"constraint beside an exception", "larsverp/register.cue", `#Text | null`, `("" | #Text) & strings.MinRunes(2)`,
		`larsverp/register.cue:41:29: a constraint beside an alternative like "" | X is not supported, write it inside the alternative that it is meant for`},
	{"interpolation", "larsverp/register.cue", `#Text | null`, `"\(1)"`,
		`larsverp/register.cue:41:14: "\(1)" is not supported, a contract has types, literals, bounds, patterns, lists, structs and references to definitions`},
	{"loop", "larsverp/register.cue", "\tinsertion?:", "\tfor x in [\"a\"] {(x)?: int}\n\tinsertion?:",
		`larsverp/register.cue:41:2: a for clause in a type is not supported, write out the members that it makes`},
	{"pattern of two kinds", "larsverp/register.cue", "\tinsertion?:", "\t[=~\"zz\" & !=\"z\"]: int\n\tinsertion?:",
		`larsverp/register.cue:41:2: the label [=~"zz" & !="z"] is not supported, write [string]: X or [=~"…"]: X`},
	{"list that is computed", "larsverp/register.cue", `#Text | null`, `[for x in [1] {x}]`,
		`larsverp/register.cue:41:14: [for x in [1] {x}] is not supported, write out its elements, or [...T]`},
	{"pattern of no names", "larsverp/register.cue", `#Text | null`, `{[int]: string}`,
		`larsverp/register.cue:41:15: the label [int] is not supported, write [string]: X or [=~"…"]: X`},
	{"pattern that nothing meets", "larsverp/register.cue", `#Text | null`, `{[string]: true & 1}`,
		`larsverp/register.cue:41:15: each of insertion can never be satisfied, its constraints exclude each other`},
	{"expectation of every member", "atlas/book.cue", `address?: city?: strings.MinRunes(2)`, `address?: {[string]: string}`,
		`atlas/book.cue:82:13: an expectation of every member is not supported, name the fields`},
	{"condition over two", "larsverp/register.cue", "\tinsertion?:", "\tif email != first_name {insertion!: _}\n\tinsertion?:",
		`larsverp/register.cue:41:2: this condition is not supported, write if x == _|_ {…}, if x != _|_ {…} or, for a required x, a comparison with a literal; && joins them`},
	{"condition on an optional value", "larsverp/register.cue", "\tinsertion?:", "\tif insertion == \"a\" {email!: _}\n\tinsertion?:",
		`larsverp/register.cue:41:23: insertion must be required for a condition on its value, write insertion!:, or if insertion != _|_ before it`},
	{"condition on no field", "larsverp/register.cue", "\tinsertion?:", "\tif insertion == _|_ {emial!: _}\n\tinsertion?:",
		`larsverp/register.cue:41:23: the condition names no field beside it: emial, did you mean email?`},

	{"body that is no template", "laravel/laravel.cue", `message!: "The given data was invalid."`, `message!: string`,
		`laravel/laravel.cue:26:15: string cannot be written, an answer holds literals, structs, lists and the marks of package answer`},
	{"no body", "larsverp/validation.cue", `{status: 401, #Body: message!: "Token is incorrect"}`, `{status: 401}`,
		`larsverp/validation.cue:34:3: answers.token has no #Body to write, give it a #Body`},
	{"mark without a value", "laravel/laravel.cue", `errors!: {}`, `errors!: answer.#Field`,
		`laravel/laravel.cue:30:3: answers.malformed: #Field has no value for some of what it answers, make its member optional (name?:) or give an alternative (|)`},
	{"condition around a body", "larsverp/register.cue", `{status: 201, #Body: #Registered}`, `{status: 201, if true {#Body: #Registered}}`,
		`larsverp/register.cue:33:11: the #Body of answers.ok comes by a for or if clause, or by a pattern, write it out`},
	{"loop around a body", "larsverp/register.cue", `answers: ok:`, `answers: {for n in ["x"] {(n): {status: 409, #Body: m!: int}}}, answers: ok:`,
		`larsverp/register.cue:33:2: the #Body of answers.x comes by a for or if clause, or by a pattern, write it out`},
	{"length for every rule", "laravel/laravel.cue", `[...answer.#Message]`, `[...answer.#MaxLength]`,
		`laravel/laravel.cue:23:3: answers.invalid: #MaxLength has no value for some of what it answers, make its member optional (name?:) or give an alternative (|)`},
	{"group by no mark", "laravel/laravel.cue", `[answer.#Field]`, `[string]`,
		`laravel/laravel.cue:27:14: [string] is no mark, group by a mark of package answer`},
	{"part of no option", "atlas/book.cue", `@if(options.details)`, `@if(options.detail)`,
		`atlas/book.cue:108:28: @if names no option: options.detail, did you mean options.details?`},
	{"part that must stay", "atlas/book.cue", `member?:`, `member:`,
		`atlas/book.cue:108:4: a member with @if must be optional, write member?:`},
	{"body that is no struct", "larsverp/register.cue", `#Body: #Registered`, `#Body: [...#Registered]`,
		`larsverp/register.cue:33:29: answers.ok.#Body is list, and can be a struct only, write answers.ok.#Body: {…}`},
	{"body with a reading", "larsverp/register.cue", `"guest"`, `"guest" @read(int)`,
		`larsverp/register.cue:60:24: @read has no meaning for role, it is for fields of #Request`},
	{"body with nothing", "larsverp/register.cue", `"guest"`, `"guest" @absent("")`,
		`larsverp/register.cue:60:24: @absent has no meaning for role, it is for fields of #Request`},
	{"body with another name", "larsverp/register.cue", `"guest"`, `"guest" @instead(email)`,
		`larsverp/register.cue:60:24: @instead has no meaning for role, it is for fields of #Request`},
	{"body with a lookup", "larsverp/register.cue", `"guest"`, `"guest" @lookup(unique)`,
		`larsverp/register.cue:60:24: a lookup about role would never be asked, only members of the request itself can have one`},
	{"body that is read", "larsverp/register.cue", `#Body: #Registered`, `#Body: #Registered @read(json)`,
		`larsverp/register.cue:33:48: @read has no meaning for answers.ok.#Body, it is for fields of #Request`},
	{"members of a body with a reading", "laravel/laravel.cue", `[...answer.#Message]`, `[...answer.#Message] @read(json)`,
		`laravel/laravel.cue:27:52: @read has no meaning for each of errors, it is for fields of #Request`},
	{"body with an unknown type", "larsverp/register.cue", `"guest"`, `"\(1)"`,
		`larsverp/register.cue:60:16: "\(1)" is not supported, a contract has types, literals, bounds, patterns, lists, structs and references to definitions`},
	{"condition in a body", "laravel/laravel.cue", `message!: "The given data was invalid."`, `if true {message!: "x"}`,
		`laravel/laravel.cue:26:5: if true {message!: "x"} cannot be written, an answer holds fields and [mark]: X`},
	{"loop in a body", "laravel/laravel.cue", `message!: "The given data was invalid."`, `for x in ["a"] {(x): "y"}`,
		`laravel/laravel.cue:26:5: for x in ["a"] {(x): "y"} cannot be written, an answer holds fields and [mark]: X`},
	{"condition in a list of a body", "laravel/laravel.cue", `[...answer.#Message]`, `[if true {1}]`,
		`laravel/laravel.cue:27:32: if true {1} cannot be written, an answer holds literals, structs, lists and the marks of package answer`},

	{"rule about a number", "larsverp/validation.cue", `int64 @read(int)`, `int64 @rule(email)`,
		`larsverp/validation.cue:43:16: the rule email accepts no integer, give it to a member that may be a text`},
	{"lengths that exclude each other", "larsverp/register.cue", `#Text | null`, `strings.MinRunes(3) & strings.MaxRunes(2)`,
		`larsverp/register.cue:41:2: insertion can never be satisfied, its constraints exclude each other`},
	{"pattern of texts that are too long", "larsverp/register.cue", `#Text | null`, `=~"^[a-z]{3}" & strings.MaxRunes(2)`,
		`larsverp/register.cue:41:2: insertion can never be satisfied, its constraints exclude each other`},
	{"bounds of an element that exclude each other", "larsverp/register.cue", `#Text | null`, `[...>=120 & <=0]`,
		`larsverp/register.cue:41:18: each of insertion can never be satisfied, its constraints exclude each other`},
	{"bounds that exclude each other of an element at a place of its own", "larsverp/register.cue", `#Text | null`, `[int, >=120 & <=0]`,
		`larsverp/register.cue:41:20: each of insertion can never be satisfied, its constraints exclude each other`},
	{"rule about a boolean", "larsverp/validation.cue", `int64 @read(int)`, `true @rule(country)`,
		`larsverp/validation.cue:43:15: the rule country accepts no boolean, give it to a member that may be a text`},
	{"rule about a list", "larsverp/validation.cue", `int64 @read(int)`, `[...string] @rule(username)`,
		`larsverp/validation.cue:43:22: the rule username accepts no list, give it to a member that may be a text`},
	{"rule about a struct", "larsverp/validation.cue", `int64 @read(int)`, `{a?: int} @rule(name)`,
		`larsverp/validation.cue:43:20: the rule name accepts no object, give it to a member that may be a text`},
	{"literals of which a length leaves none", "larsverp/register.cue", `#Text | null`, `[...("a" | "b") & strings.MinRunes(2)]`,
		`larsverp/register.cue:41:18: each of insertion can never be satisfied, its constraints exclude each other`},
	{"literals of which CUE leaves none", "larsverp/register.cue", `first_name!:`, `kind!: ("a" | "b") & strings.MinRunes(2), first_name!:`,
		`larsverp/register.cue:39:2: #Register.kind: no alternative is left`},
	{"literal that a length excludes", "larsverp/register.cue", `#Text | null`, `("a" | "bbb") & strings.MinRunes(2)`,
		`larsverp/register.cue:41:15: "a" can never be sent, as strings.MinRunes(2) excludes it, leave it out`},
	{"literal that what is before it excludes", "larsverp/register.cue", `#Text | null`, `string & strings.MinRunes(2) & ("a" | "bbb")`,
		`larsverp/register.cue:41:46: "a" can never be sent, as string & strings.MinRunes(2) excludes it, leave it out`},
	{"literal that a pattern excludes", "larsverp/register.cue", `#Text | null`, `("ab" | "b") & =~"^a"`,
		`larsverp/register.cue:41:22: "b" can never be sent, as =~"^a" excludes it, leave it out`},
	{"condition on a text that is none of the listed", "larsverp/register.cue", `#Text | null`, "#Text | null, kind!: \"company\" | \"person\", if kind == \"compani\" {email!: _}",
		`larsverp/register.cue:41:60: kind is never "compani", did you mean company?`},
	{"equality with a member", "larsverp/register.cue", `#Text | null`, `==email`,
		`larsverp/register.cue:41:14: ==email is not supported, write email alone`},
	{"member with a hidden name", "larsverp/register.cue", "\tinsertion?:", "\t_id?: int\n\tinsertion?:",
		`larsverp/register.cue:41:2: _id inside a type is not supported, write "_id" for a member of that name`},

	{"field of #Expected", "atlas/book.cue", `nights!: <=14`, `nigths!: <=14`,
		`atlas/book.cue:81:2: #Expected has a field that #Request has not: nigths, did you mean nights?`},
	{"#Expected requires", "atlas/book.cue", `nights!: <=14`, `nights!: <=14, voucher!: _`,
		`atlas/book.cue:81:17: #Expected cannot require voucher, write voucher?:`},
	{"names alike", "atlas/book.cue", `nights!: int8`, `Email?: string, nights!: int8`,
		`atlas/book.cue:57:2: email and Email are the same name in any case`},

	{"misspelt member", "larsverp/register.cue", `document:`, `documnt:`,
		`larsverp/register.cue:13:2: register.documnt: field not allowed`},
	{"missing member", "larsverp/register.cue", "\tpath:     \"/users/register\"\n", "",
		`larsverp/register.cue:12:1: register.path: field is required but not present`},
	{"missing status", "larsverp/register.cue", `{status: 201, #Body`, `{#Body`,
		`larsverp/register.cue:33:11: register.answers.ok.status: field is required but not present`},
	{"impossible method", "larsverp/register.cue", `"POST"`, `"PSOT"`,
		`larsverp/register.cue:14:12: register.method: "PSOT" is none of the texts that it may have, did you mean POST?`},
	{"method in lower case", "larsverp/register.cue", `"POST"`, `"post"`,
		`larsverp/register.cue:14:12: register.method: "post" is none of the texts that it may have, did you mean POST?`},
	{"message without text", "atlas/messages.cue", `{code: "bad_voucher", text:`, `{code: "bad_voucher", txt:`,
		`atlas/messages.cue:9:13: book.messages.rules.voucher: conflicting values {code:"bad_voucher",txt:"“{value}” is not a voucher"} and !="" (mismatched types struct and string)`},
	{"syntax", "larsverp/register.cue", `#Request: #Register`, `#Request: #Register }`,
		`larsverp/register.cue:34:1: expected 'EOF', found '}'`},
	{"unknown import", "larsverp/register.cue", `"strings"`, `"example.com/strings"`,
		`larsverp/register.cue:5:2: import failed: larsverp/register.cue:5:2: cannot find package "example.com/strings": cannot find module providing package example.com/strings`},
	{"unused import", "larsverp/register.cue", `"strings"`, "\"strings\"\n\t\"list\"",
		`larsverp/register.cue:6:2: imported and not used: "list"`},
}

// manyOptions are n options and deployed.
func manyOptions(n int) string {
	options := "options: {deployed: false"
	for i := range n {
		options += fmt.Sprintf(", o%d: false", i)
	}
	return options + "}"
}

func TestMistakes(t *testing.T) {
	for _, m := range mistakes {
		t.Run(m.name, func(t *testing.T) {
			t.Parallel()
			files := schemas(t)
			edit(t, files, m.file, m.old, m.new)
			endpoints, err := compile.FS(files)
			require.Error(t, err)
			assert.Empty(t, endpoints)
			first, _, _ := strings.Cut(err.Error(), "\n")
			assert.Equal(t, m.want, first)
		})
	}
}

// An endpoint without texts is told once what to write, not for each of its rules.
func TestNoTextsIsOneFault(t *testing.T) {
	for _, own := range []string{`rules: own: "own"`, `rules: {own: "own", required: "give {field}"}`} {
		files := small(t, "a!: int", "")
		edit(t, files, "own/own.cue", `contract.plain & {rules: own: "own"}`, own)
		_, err := compile.FS(files, compile.Dirs("own"))
		assert.EqualError(t, err, "own/own.cue:19:2: messages lacks the texts of contract.plain, and has none of its own for some rules, write messages: contract.plain & {…}")
	}
}

// What a list must contain is tried by CUE on one without elements, unless it is written as the fault says.
func TestElementsThatListsMustContain(t *testing.T) {
	for _, constraint := range []string{`[...string] & list.Contains("x")`, `[...string] & list.MatchN(2, "x")`} {
		_, err := compile.FS(small(t, "x!: "+constraint, ""), compile.Dirs("own"))
		assert.ErrorContains(t, err, "CUE tries a list without elements: write matchN(1, [[...X] & …]), which it tries on what is sent alone")
		assertVerdicts(t, small(t, "x!: matchN(1, ["+constraint+"])", ""), []string{
			`[]`, `["x"]`, `["a"]`, `["a","x"]`, `["x","a","x"]`, `["x",1]`, `[1]`, `[null]`, `[["x"]]`, `"x"`, `{}`, `null`,
		})
	}
}

// Values of an enum with commas between them are told once, not for each member beside them.
func TestCommasAreOneFault(t *testing.T) {
	for _, values := range []string{`"a", "b", "c", "d"`, `1, 2, 3`, `"a", null`} {
		_, err := compile.FS(small(t, "a!: int\n\tx!: "+values+"\n\ty?: string", ""), compile.Dirs("own"))
		assert.ErrorContains(t, err, "own/own.cue:30:")
		assert.ErrorContains(t, err, " stands alone in a struct, write | between the values that a member may have")
		assert.NotContains(t, err.Error(), "\n", values)
	}
}

// A name that is not there is told once, not also as something that no contract has.
func TestUnknownNameIsOneFault(t *testing.T) {
	files := schemas(t)
	edit(t, files, "laravel/laravel.cue", `[...answer.#Message]`, `[...answer.#Mesage]`)
	_, err := compile.FS(files)
	assert.EqualError(t, err, "laravel/laravel.cue:27:35: answer has no #Mesage, did you mean #Message?")
}

// What CUE gives no place has that of a file.
func TestFaultsOfPackageClauses(t *testing.T) {
	for _, test := range []struct{ file, clause, edited, want string }{
		{"digipay/user_register.cue", "package digipay", "", "digipay/user_register.cue:1:1: "},
		{"larsverp/register.cue", "package larsverp", "package other", "larsverp/"},
	} {
		files := schemas(t)
		edit(t, files, test.file, test.clause, test.edited)
		_, err := compile.FS(files, compile.Dirs(test.file[:strings.IndexByte(test.file, '/')]))
		assert.ErrorContains(t, err, test.want)
		var fault *compile.Error
		require.ErrorAs(t, err, &fault)
		assert.NotZero(t, fault.Line)
	}
}
