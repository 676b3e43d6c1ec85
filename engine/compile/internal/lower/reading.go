package lower

import (
	"encoding/json"
	"slices"
	"strings"

	"cuelang.org/go/cue/token"
	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/compile/internal/types"
	"github.com/passant-go/passant/engine/plan"
)

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

func (e lowering) read() {
	reading, beyond := e.Read.plan()
	if beyond != nil {
		e.Add(e.place(beyond...), "list ASCII characters only", "%s has a character beyond ASCII", strings.Join(beyond, "."))
	}
	e.plan.Read = reading
	if e.Read.Quoted && !slices.Contains(e.plan.Accepts, plan.JSON) {
		e.Add(e.place("read", "quoted"), `leave it out, or have accepts list "json"`, "read.quoted is about JSON, which the contract does not accept")
	}
	if !e.onlyJSON() {
		return
	}
	form := e.Read.Form
	for _, word := range []struct {
		name string
		used bool
	}{
		{"lists", !slices.Equal(form.Lists, []string{"comma"})},
		{"booleans", form.Booleans != "exact" && !e.Read.Quoted},
		{"space", form.Space != "" && !e.Read.Quoted},
	} {
		if word.used {
			e.Add(e.place("read", "form", word.name), `leave it out, or have accepts list "form" or "query"`,
				"read.form.%s is about forms and query strings, which the contract does not accept", word.name)
		}
	}
}

// readField is how the value of a field is read.
func (e lowering) readField(p *plan.Field, f *types.Field) {
	notes := f.Type.Notes
	p.Verbatim = slices.Contains(e.reads.Verbatim, p.Name)
	p.Absent, p.FormAbsent = plan.Nothing(e.reads.Absent), plan.Nothing(e.reads.Form.Absent)
	if a := notes.Absent; a != nil {
		if len(a.Args) == 0 {
			e.Add(a.At, `known: null "" 0 [] {}`, "@absent takes values")
		}
		for _, arg := range a.Args {
			value, ok := nothingOf(arg.Value)
			if !ok || arg.Name != "" {
				e.Add(a.At, `known: null "" 0 [] {}`, "unknown value for nothing %s", arg.Value)
			}
			p.Absent |= value
		}
	}
	if a := notes.Read; a != nil {
		conversion, ok := conversions[a.First()]
		if !ok || len(a.Args) != 1 {
			e.Add(a.At, "known: digits int plus json", "unknown reading %q", a.First())
		}
		p.Read = conversion
		if conversion == plan.Plus && e.plan.Read.Trim.Has(' ') && !p.Verbatim {
			e.Add(a.At, "list it in read.verbatim", "%s is trimmed, so that @read(plus) finds no space", p.Path())
		}
	}
	if a := notes.Instead; a != nil {
		if e.request.Find(a.First()) == nil {
			e.Add(a.At, source.Suggest(a.First(), e.request.Names()), "@instead names no field: %s", a.First())
		}
		k := plain("unknown_field.instead", a.At)
		k.Told.Params = []plan.Param{{Name: "instead", JSON: source.Quote(a.First())}}
		k.Hint = a.First()
		p.Instead = e.failure(p, k, warning)
	}
}

// onlyJSON reports whether a request never is a form or query string.
func (e lowering) onlyJSON() bool {
	return !slices.ContainsFunc(e.plan.Accepts, func(i plan.Input) bool { return i != plan.JSON })
}

// asSent reports whether a value in a field, if it is no text, is read as it was sent.
func (e lowering) asSent(p *plan.Field) bool {
	if e.InBody {
		return true
	}
	return e.plainReading() && (p == nil || p.Read == plan.AsIs)
}

// plainReading reports whether payloads are read as they are sent, fields with an attribute that says how apart.
func (e lowering) plainReading() bool {
	r := e.reads
	return e.onlyJSON() && r.Names != "anycase" && r.Trim == "" && r.Empty != nil && r.Absent|r.Missing == 0 && !r.Quoted
}

// checkAgain refuses structs in what a value in a field is read by a second time, where reading may change what is in them.
func (e lowering) checkAgain(p *plan.Field, t types.Type, at token.Pos) {
	if !e.again || e.InBody || !t.Structured() || t.Members == nil && t.Elem == nil && t.Items == nil && t.Choices == nil {
		return
	}
	if !e.asSent(p) || t.Reads() {
		e.Add(at, "write it beside", "a list or struct in a condition, or in one of several patterns, is not supported where input is not read as it was sent")
	}
}
