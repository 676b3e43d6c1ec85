package drawtest

import "strings"

// facts is the endpoint but for its types.
func (g *grammar) facts(types string) string {
	var b strings.Builder
	b.WriteString("\npost: contract.#Endpoint & {\n\tdocument: \"own.txt\"\n\tmethod:   \"POST\"\n\tpath:     \"/own\"\n\t#Request: #Post\n")
	var messages string
	types, _, _ = strings.Cut(types, "\n\n")
	for _, rule := range []string{"own", "vat"} {
		if strings.Contains(types, "("+rule) {
			messages += `rules: ` + rule + `: "` + rule + `", `
		}
	}
	if g.s.in(3) {
		var reads []string
		add := func(in int, lines ...string) {
			if g.s.in(in) {
				reads = append(reads, one(g.s, lines...))
			}
		}
		add(3, `names: "anycase"`)
		add(3, `trim: " "`, `trim: " a"`)
		add(3, `empty: null`)
		add(3, `absent: [null]`, `absent: [""]`, `absent: [[], {}]`, `absent: [0]`)
		add(3, `missing: [""]`, `missing: [null]`, `missing: [[], {}, 0]`)
		add(6, `verbatim: ["a"]`, `verbatim: ["x"]`)
		add(8, `length: "utf16"`)
		add(8, `count: true`)
		b.WriteString("\tread: {" + strings.Join(reads, ", ") + "}\n")
	}
	if g.rarely(3) {
		b.WriteString(one(g.s, "\taccepts: [\"json\", \"form\"]\n", "\tunknown: \"violation\"\n", "\tunknown: \"ignore\"\n", "\tstop: [\"type\", \"patern\"]\n", "\t#Expected: {x?: int}\n", "\t#Headers: {\"X-A\"!: =~\"a\"}\n",
			"\toptions: x: false\n", "\t#Expected: {x?: #A}\n", "\taccepts: [\"query\"]\n", "\t#Reqest: {}\n", "\tstop: [\"pattern\"]\n"))
	}
	if g.s.in(6) {
		messages += one(g.s, `rules: enum: "{value}"`, `rules: pattern: "{field}: {value}"`, `rules: type: "{value}"`, `rules: required: "{vlue}"`, `names: x: "X"`, `fields: x: "*": "{value}"`, `fields: x: pattern: {text: "p", code: "P"}`, `rules: enm: "e"`)
	}
	texts, body := "contract.plain & ", "{}"
	if g.s.in(4) {
		body = g.answer()
	}
	if g.rarely(3) {
		b.WriteString(one(g.s, "\tread: quoted: true\n", "\tread: form: lists: [\"repeated\"]\n", "\tread: form: booleans: \"anycase\"\n", "\tmethods: form: [\"GET\"]\n",
			"\tread: trim: \" \"\n", "\tread: lenght: \"utf16\"\n", "\tread: length: \"UTF16\"\n", "\taccepts: [\"jsn\"]\n"))
	}
	if g.rarely(8) {
		texts = ""
	}
	if g.rarely(4) {
		messages += one(g.s, `rules: type: {code: "{field}", text: "t"}`, `rules: type: {key: "x{max}", text: "t"}`, `fields: "*": type: "t"`, `rules: type: {cod: "t"}`, `fields: x: typ: "t"`, `names: nope: "X"`)
	}
	b.WriteString("\tmessages: " + texts + "{" + messages + "}\n\tanswers: {\n\t\tok: status: 200\n\t\tinvalid: {status: 400, #Body: " + body + "}\n\t\tmalformed: {status: 400, #Body: {}}\n\t}\n}\n")
	return b.String()
}

// answer is the body of an answer.
func (g *grammar) answer() string {
	g.imports[`"github.com/passant-go/passant/schemas/answer"`] = true
	mark := func() string {
		return "answer.#" + one(g.s, "Field", "Message", "Property", "Attribute", "Pointer", "Code", "Key", "Entry", "Rule", "Line", "Column", "MaxLength")
	}
	value := mark()
	switch g.s.Below(8) {
	case 1:
		value = "[..." + value + "]"
	case 2:
		value = "{v?: " + value + "}"
	case 3:
		value += ` | "none"`
	case 4:
		value = one(g.s, "{"+value+"}", value+` & !="OK"`, `5`, `null`, `true`, `["a", 1, {}]`, "[{v?: "+value+"}]", "[..."+value+"] & [..._]")
	case 5:
		if g.wild {
			value = one(g.s, value+` & "no"`, value+" & answer.#Code", "answer.#Mesage", "[...]", "string", "{if true {m!: 1}}", "[if true {1}]", "{#m!: 1}", value+" & _|_", "{"+value+", #no: 1}")
		}
	}
	group := one(g.s, "answer.#Field", "answer.#Key", "answer.#Rule", "answer.#Attribute", "answer.#Property", mark())
	switch g.s.Below(6) {
	case 0:
		return "{m?: " + value + "}"
	case 1, 2:
		return "{e!: {[" + group + "]: " + value + "}}"
	case 3:
		return "{" + one(g.s, "a", "x", "type", "B") + `!: "no", [` + group + "]: " + value + "}"
	case 4:
		return "{m?: " + value + ", e?: [..." + mark() + "] @sorted()}"
	}
	if !g.wild {
		return "{m?: " + value + " @if(options.x)}"
	}
	return one(g.s, "{["+group+"]: "+value+", ["+mark()+"]: 1}", "{[string]: "+value+"}", "{"+value+"}", "[..."+value+"]", `{m: "a" @if(options.x)}`, "{m?: 1 @if(options.y)}", "{["+group+", "+mark()+"]: 1}",
		"{_m: 1}", "{m!: 1, m!: 2}", "{m!: "+value+", ...}", "{m!: 1} | {m!: "+value+"}")
}
