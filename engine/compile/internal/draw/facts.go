package draw

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
	b.WriteString("\tmessages: contract.plain & {" + messages + "}\n\tanswers: {\n\t\tok: status: 200\n\t\tinvalid: {status: 400, #Body: {}}\n\t\tmalformed: invalid\n\t}\n}\n")
	return b.String()
}
