package explain

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/engine/plan"
)

func TestShape(t *testing.T) {
	write := func(text string) plan.Step { return plan.Step{Text: text} }
	put := func(m plan.Mark) plan.Step { return plan.Step{Op: plan.Put, Mark: m} }
	comma := plan.Step{Op: plan.Comma}
	for want, steps := range map[string][]plan.Step{
		``:                                  nil,
		`{"a": "b, c: \"d\\", "e": <line>}`: {write(`{"a":"b, c: \"d\\","e":`), put(plan.MarkLine), write("}")},
		`["<message>", …]`: {
			write("["), {Op: plan.Each, Body: []plan.Step{comma, put(plan.MarkMessage)}}, write("]"),
		},
		`{"<field>": ["<maxLength>", …], …}`: {
			write("{"),
			{Op: plan.Group, Mark: plan.MarkField, Body: []plan.Step{
				write("["), {Op: plan.Each, Body: []plan.Step{comma, put(plan.MarkMaxLength)}}, write("]"),
			}},
			write("}"),
		},
		`{"\"a\":"?: "<code>", "b": ("<key>" | "none")}`: {
			write("{"),
			{Op: plan.Optional, Body: []plan.Step{comma, write(`"\"a\":":`), put(plan.MarkCode)}},
			comma, write(`"b":`),
			{Op: plan.Either, Body: []plan.Step{put(plan.MarkKey)}, Else: []plan.Step{write(`"none"`)}},
			write("}"),
		},
	} {
		assert.Equal(t, want, shape(steps))
	}
}
