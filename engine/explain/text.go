package explain

import (
	"reflect"
	"slices"
	"strings"
)

const indent = "  "

// AppendText appends the contract as lines of text of about 100 columns, for a terminal.
func (x *Contract) AppendText(dst []byte) []byte {
	dst = appendLine(dst, "", say(x.Name))
	dst = appendLine(dst, "", say(Summary(x.Endpoint)))
	variable := x.GoName
	if x.names.Package != "" {
		variable += " of " + x.names.Package
	}
	dst = appendTable(append(dst, '\n'), indent, factRows(append(slices.Clone(x.facts),
		fact{name: "Go", says: []sentence{say(variable)}},
		fact{name: "command", says: []sentence{say(x.command())}},
	)))
	dst = appendBlocks(dst, blocks(x))
	dst = appendAnswers(dst, x.answers)
	if len(x.Settled) > 0 {
		dst = append(dst, "\nSettled, where the document leaves something open or contradicts itself\n"...)
		for _, text := range x.Settled {
			dst = appendTable(dst, indent, [][]sentence{{say("-"), say(text)}})
		}
	}
	return dst
}

func factRows(facts []fact) (rows [][]sentence) {
	for _, f := range facts {
		lines := slices.Clone(f.says)
		if len(lines) == 0 {
			lines = []sentence{nil}
		}
		last := len(lines) - 1
		lines[last] = commas(lines[last], inference(f.inferred))
		for i, line := range lines {
			name := f.name
			if i > 0 {
				name = ""
			}
			rows = append(rows, []sentence{say(name), line})
		}
	}
	return rows
}

// A block is a heading and rows of constraint, message and place in the contract.
type block struct {
	heading sentence
	notes   []sentence
	rows    [][]sentence
}

func blocks(x *Contract) (list []block) {
	for _, object := range []struct {
		title   string
		members []member
	}{{"Headers", x.headers}, {"Fields", x.fields}} {
		if len(object.members) > 0 {
			list = append(list, block{heading: say(object.title)})
			list = append(list, memberBlocks(object.members)...)
		}
	}
	if len(x.lookups) > 0 {
		const asked = "Lookups, asked in this order once everything else passed"
		list = append(list, block{heading: say(asked), rows: constraintRows(nil, x.lookups, nil)})
	}
	return append(list, block{heading: say("Otherwise"), rows: constraintRows(nil, x.otherwise, nil)})
}

func memberBlocks(members []member) (list []block) {
	for _, m := range members {
		list = append(list, block{commas(say(m.path), say(m.presence), inference(m.Inferred)), m.notes, constraintRows(nil, m.constraints, nil)})
	}
	return list
}

// appendBlocks appends blocks with the same columns in all of them.
func appendBlocks(dst []byte, list []block) []byte {
	var all [][]sentence
	for _, b := range list {
		all = append(all, b.rows...)
	}
	widths := columns(all, lineWidth-len(indent))
	for _, b := range list {
		dst = appendLine(append(dst, '\n'), "", b.heading)
		for _, note := range b.notes {
			dst = appendLine(dst, indent, note)
		}
		dst = appendRows(dst, indent, b.rows, widths)
	}
	return dst
}

func constraintRows(rows [][]sentence, list []constraint, before sentence) [][]sentence {
	for i := range list {
		k := &list[i]
		asks := join(k.asks, ", ")
		if k.warning {
			asks = say("warning ", asks)
		}
		rows = append(rows, []sentence{say(before, asks), messageText(k.says), say(strings.Join(k.sources, ", "))})
		rows = constraintRows(rows, k.codes, code(indent)) // as code, in which spaces stay
	}
	return rows
}

func messageText(m message) sentence {
	text := m.text
	for _, e := range m.extras {
		text += " [" + e.name + ": " + e.text + "]"
	}
	if m.inferred != nil {
		return say(text, " [", inference(m.inferred), "]")
	}
	return say(text)
}

// AppendAnswers appends the answers of a status, or of all of them where it is 0, with the members of their bodies.
func (x *Contract) AppendAnswers(dst []byte, status int) []byte {
	var list []answer
	for _, a := range x.answers {
		if status == 0 || status == a.Status {
			a.fields = x.bodyOf(&a)
			list = append(list, a)
		}
	}
	return appendAnswers(dst, list)
}

func appendAnswers(dst []byte, answers []answer) []byte {
	dst = append(dst, "\nAnswers\n"...)
	dst = appendLine(dst, indent, say(bodyNotation))
	rows := make([][]sentence, len(answers))
	for i, a := range answers {
		says := commas(or(a.when), inference(a.Inferred))
		if a.Doc != "" {
			says = say(says, ". ", a.Doc)
		}
		rows[i] = []sentence{say(a.status), say(a.media), says}
	}
	widths := columns(rows, lineWidth-len(indent))
	for i, a := range answers {
		dst = appendRows(dst, indent, rows[i:i+1], widths)
		if a.body != "" {
			dst = appendLine(dst, indent+indent, say(a.body))
		}
	}
	for i, a := range answers {
		alike := func(b answer) bool { return reflect.DeepEqual(a.Type, b.Type) }
		if len(a.fields) > 0 && !slices.ContainsFunc(answers[:i], alike) {
			dst = appendLine(append(dst, '\n'), "", say("Body of ", a.status, ", ", or(a.when)))
			dst = appendBlocks(dst, memberBlocks(a.fields))
		}
	}
	return dst
}
