package automaton

import (
	"encoding/binary"
	"slices"

	"github.com/passant-go/passant/engine/plan"
)

// encode returns t as data, or false if that takes more than MaxTransitions.
func (t *table) encode() (*plan.Automaton, bool) {
	var rejecting, accepting []int
	for s := other; s < len(t.next); s++ {
		if t.verdict[s] == accept {
			accepting = append(accepting, s)
		} else {
			rejecting = append(rejecting, s)
		}
	}
	classes, columns := t.columns()
	if (len(rejecting)+len(accepting))*len(columns) > MaxTransitions {
		return nil, false
	}
	row := make([]uint16, len(t.next))
	row[never], row[always] = plan.NeverRow, plan.AlwaysRow
	order := slices.Concat(rejecting, accepting)
	for i, s := range order {
		row[s] = uint16(i * len(columns))
	}
	var next []byte
	for _, s := range order {
		for _, c := range columns {
			next = binary.LittleEndian.AppendUint16(next, row[t.next[s][c]])
		}
	}
	return &plan.Automaton{
		Classes: string(classes[:]),
		Next:    string(next),
		Start:   row[t.start],
		Accept:  uint16(len(rejecting) * len(columns)),
	}, true
}

// columns merges the classes that every unsettled state treats alike, and returns one of each.
func (t *table) columns() (classes [256]byte, columns []int) {
	merged := map[string]byte{}
	for b, c := range t.classes {
		var column []byte
		for _, next := range t.next[other:] {
			column = binary.AppendUvarint(column, uint64(next[c]))
		}
		class, ok := merged[string(column)]
		if !ok {
			class = byte(len(columns))
			merged[string(column)] = class
			columns = append(columns, c)
		}
		classes[b] = class
	}
	return classes, columns
}
