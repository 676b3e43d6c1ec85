package main

import (
	"reflect"
	"slices"
	"strings"
)

const indent = "  "

// appendExplanation appends an explanation for a terminal.
func appendExplanation(dst []byte, x *explanation) []byte {
	dst = appendText(dst, "", x.Name)
	dst = appendText(dst, "", summary(x.Endpoint))
	variable := x.goName
	if x.goPackage != "" {
		variable += " of " + x.goPackage
	}
	dst = appendTable(append(dst, '\n'), indent, factRows(append(slices.Clone(x.facts),
		fact{name: "Go", says: []string{variable}},
		fact{name: "command", says: []string{x.command()}},
	)))
	dst = appendBlocks(dst, blocks(x))
	dst = appendAnswers(dst, x.answers)
	if len(x.Settled) > 0 {
		dst = append(dst, "\nSettled, where the document leaves something open or contradicts itself\n"...)
		for _, text := range x.Settled {
			dst = appendTable(dst, indent, [][]string{{"-", text}})
		}
	}
	return dst
}

func factRows(facts []fact) (rows [][]string) {
	for _, f := range facts {
		says := plain(commas(strings.Join(f.says, "\n"), inference(f.inferred)))
		for i, line := range strings.Split(says, "\n") {
			name := f.name
			if i > 0 {
				name = ""
			}
			rows = append(rows, []string{name, line})
		}
	}
	return rows
}

// A block is a heading and rows of constraint, message and place in the contract.
type block struct {
	heading string
	notes   []string
	rows    [][]string
}

func blocks(x *explanation) (list []block) {
	for _, object := range []struct {
		title   string
		members []member
	}{{"Headers", x.headers}, {"Fields", x.fields}} {
		if len(object.members) > 0 {
			list = append(list, block{heading: object.title})
			list = append(list, memberBlocks(object.members)...)
		}
	}
	if len(x.lookups) > 0 {
		const asked = "Lookups, asked in this order once everything else passed"
		list = append(list, block{heading: asked, rows: constraintRows(nil, x.lookups, "")})
	}
	return append(list, block{heading: "Otherwise", rows: constraintRows(nil, x.otherwise, "")})
}

func memberBlocks(members []member) (list []block) {
	for _, m := range members {
		list = append(list, block{commas(m.path, m.presence, inference(m.Inferred)), m.notes, constraintRows(nil, m.constraints, "")})
	}
	return list
}

// appendBlocks appends blocks with the same columns in all of them.
func appendBlocks(dst []byte, list []block) []byte {
	var all [][]string
	for _, b := range list {
		all = append(all, b.rows...)
	}
	widths := columns(all, width-len(indent))
	for _, b := range list {
		dst = appendText(append(dst, '\n'), "", b.heading)
		for _, note := range b.notes {
			dst = appendText(dst, indent, plain(note))
		}
		dst = appendRows(dst, indent, b.rows, widths)
	}
	return dst
}

func constraintRows(rows [][]string, list []constraint, before string) [][]string {
	for i := range list {
		c := &list[i]
		asks := plain(strings.Join(c.asks, ", "))
		if c.warning {
			asks = "warning " + asks
		}
		rows = append(rows, []string{before + asks, messageText(c.says), strings.Join(c.sources, ", ")})
		rows = constraintRows(rows, c.codes, hardSpace+hardSpace)
	}
	return rows
}

func messageText(m message) string {
	text := m.text
	for _, e := range m.extras {
		text += " [" + e.name + ": " + e.text + "]"
	}
	if m.inferred != nil {
		text += " [" + inference(m.inferred) + "]"
	}
	return text
}

func appendAnswers(dst []byte, answers []reply) []byte {
	dst = append(dst, "\nAnswers\n"...)
	dst = appendText(dst, indent, plain(bodyNotation))
	rows := make([][]string, len(answers))
	for i, a := range answers {
		says := commas(plain(or(a.when)), inference(a.Inferred))
		if a.Doc != "" {
			says += ". " + a.Doc
		}
		rows[i] = []string{a.status, a.media, says}
	}
	widths := columns(rows, width-len(indent))
	for i, a := range answers {
		dst = appendRows(dst, indent, rows[i:i+1], widths)
		if a.body != "" {
			dst = appendText(dst, indent+indent, a.body)
		}
	}
	for i, a := range answers {
		alike := func(b reply) bool { return reflect.DeepEqual(a.Type, b.Type) }
		if len(a.fields) > 0 && !slices.ContainsFunc(answers[:i], alike) {
			dst = appendText(append(dst, '\n'), "", "Body of "+a.status+", "+plain(or(a.when)))
			dst = appendBlocks(dst, memberBlocks(a.fields))
		}
	}
	return dst
}
