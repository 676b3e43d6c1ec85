package main

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/passant-go/passant/engine/plan"
)

func (a *app) explain() *cobra.Command {
	return &cobra.Command{
		Use:   "explain ENDPOINT",
		Short: "Explain the contract of an endpoint",
		Long: `Explain shows the contract of an endpoint: how it is called and read, every field with its constraints
in the order of their messages, what the contract's comments say of it and where each constraint is
written, and the answers. What is marked "inferred" is a reading of this project where the
provider's document is silent.`,
		Example:               `  passant explain larsverp/register`,
		DisableFlagsInUseLine: true,
		RunE: func(_ *cobra.Command, names []string) error {
			if len(names) != 1 {
				return errors.New("one endpoint is wanted, as \"passant list\" shows it")
			}
			e, err := a.endpoint(names[0])
			if err != nil {
				return err
			}
			a.out.Write(appendExplanation(nil, e.Plan()))
			return nil
		},
	}
}

// appendExplanation appends all that people may want to know of a contract.
func appendExplanation(dst []byte, p *plan.Endpoint) []byte {
	x := explanation{Endpoint: p}
	x.object("Headers", &p.Headers)
	x.object("Fields", &p.Request)
	x.section("Lookups, asked in this order once everything else passed", x.lookups())
	x.section("Otherwise", x.otherwise())

	dst = appendText(dst, "", p.Name)
	dst = appendText(dst, "", p.Doc)
	dst = appendTable(append(dst, '\n'), indent, x.facts())
	dst = x.append(dst)
	dst = append(dst, "\nAnswers\n"...)
	return appendTable(dst, indent, x.answers())
}

const indent = "  "

// An explanation is the constraints of a contract, in blocks.
type explanation struct {
	*plan.Endpoint
	blocks []block
}

// A block is a heading and rows of constraint, message and place in the contract.
type block struct {
	heading string
	notes   []string
	rows    [][]string
}

// append appends the blocks, with the same columns in all of them.
func (x *explanation) append(dst []byte) []byte {
	var all [][]string
	for _, b := range x.blocks {
		all = append(all, b.rows...)
	}
	widths := columns(all, width-len(indent))
	for _, b := range x.blocks {
		dst = appendText(append(dst, '\n'), "", b.heading)
		for _, note := range b.notes {
			dst = appendText(dst, indent, note)
		}
		dst = appendRows(dst, indent, b.rows, widths)
	}
	return dst
}

func (x *explanation) section(title string, rows [][]string) {
	if len(rows) > 0 {
		x.blocks = append(x.blocks, block{heading: title, rows: rows})
	}
}

func (x *explanation) object(title string, o *plan.Object) {
	if len(o.Fields) > 0 {
		x.blocks = append(x.blocks, block{heading: title})
		x.fields(o)
	}
}

func (x *explanation) facts() (rows [][]string) {
	add := func(name, text string) {
		if text != "" {
			rows = append(rows, []string{name, text})
		}
	}
	add("request", x.Method+" "+x.Path)
	for _, path := range x.Aliases {
		add("", x.Method+" "+path)
	}
	add("server", x.Server)
	add("document", x.Document)
	add("accepts", accepted(x.Endpoint))
	add("reading", reading(&x.Read))
	for _, o := range x.Options {
		state := "off"
		if o.Default {
			state = "on"
		}
		add("option "+o.Name, strings.TrimSuffix(state+": "+o.Doc, ": "))
	}
	add("catalogues", strings.Join(x.Catalogues, ", "))
	return rows
}

// lookups are those of the whole endpoint, each with the status of its own answer.
func (x *explanation) lookups() (rows [][]string) {
	for i := range x.Lookups {
		l := &x.Lookups[i]
		text := "lookup " + l.Name
		for _, a := range x.Answers {
			if a.Occasion == l.Answer {
				text += ", answered by " + strconv.Itoa(a.Status)
			}
		}
		rows = appendFailure(rows, text, &l.Failure)
	}
	return rows
}

// otherwise is what answers for what is not about one field.
func (x *explanation) otherwise() (rows [][]string) {
	unknown := "a field that the contract does not have"
	if x.Unknown == plan.Warn {
		rows = appendFailure(rows, unknown+": a warning", &x.UnknownWarning)
	}
	if x.Unknown != plan.Refuse {
		unknown += ", with --strict"
	}
	rows = appendFailure(rows, unknown+": a violation", &x.UnknownField)
	var codes []string
	for i := range x.Malformed.Codes {
		codes = append(codes, x.Malformed.Codes[i].Code)
	}
	rows = appendFailure(rows, strings.TrimSuffix("malformed JSON: "+strings.Join(codes, ", "), ": "), &x.Malformed)
	if slices.ContainsFunc(x.Accepts, func(i plan.Input) bool { return i != plan.JSON }) {
		rows = appendFailure(rows, "a malformed form or query string", &x.Unreadable)
	}
	rows = appendFailure(rows, "another method than "+x.Method, &x.WrongMethod)
	rows = appendFailure(rows, "another media type", &x.WrongMedia)
	if x.HTTPS != plan.Ignore {
		rows = appendFailure(rows, "plain http, but from loopback: "+policy(x.HTTPS), &x.PlainHTTP)
	}
	return rows
}

// answers are those of the provider, by status.
func (x *explanation) answers() (rows [][]string) {
	byStatus := func(a, b plan.Answer) int { return cmp.Compare(a.Status, b.Status) }
	for _, a := range slices.SortedStableFunc(slices.Values(x.Answers), byStatus) {
		inferred := ""
		if a.Inferred {
			inferred = "inferred"
		}
		rows = append(rows, []string{strconv.Itoa(a.Status), a.Occasion, a.ContentType, inferred, a.Doc})
	}
	return rows
}
