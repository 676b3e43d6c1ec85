package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/passant-go/passant/engine"
)

// A judge is an endpoint, of payloads, or one of its responses, of answers.
type judge interface {
	Limits() engine.Limits
	ValidateInto(r *engine.Report, body []byte)
	TooLarge(head []byte) engine.Report
}

// A check judges payloads and writes what is found.
type check struct {
	*app
	judge  judge
	forms  formFlags
	format formatFlag
	head   bool // a response's status line and headers come first
	blank  bool // a payload for which the format writes nothing is an empty line
	lines  bool // each line is a payload

	report engine.Report
	text   []byte
	record int  // payloads judged, where each is a line
	code   exit // the worst so far
}

func (a *app) check() *cobra.Command {
	var (
		name    string
		c       = check{app: a, format: formatFlag{answer}}
		options = engine.Options{Switches: switches{}}
	)
	cmd := &cobra.Command{
		Use:   "check -e ENDPOINT[#STATUS] [FILE…]",
		Short: "Judge payloads and answer as the provider would",
		Long: `Check judges payloads by the contract of an endpoint and answers as its provider would.

Each FILE holds a payload, which is JSON unless --form is given; with none, or for "-", it is read from
standard input. The newline that ends a file is not part of a form. --query takes a query string from
the command line instead. Of several payloads the answers follow each other, each on its own line and
without a name, an empty line where the format writes nothing. A file that cannot be read is told on
standard error and has a line {"unread": "why"} in every format, and the others are still judged.

-f answer   the bytes that the provider would send, and a newline; of a valid payload none, and
            "valid" on standard error
-f report   all that was found, warnings included, as one JSON object on a line; of a valid payload too
-f problem  problem details (RFC 9457); of a valid payload nothing, and "valid" on standard error

With ENDPOINT#STATUS the payloads are bodies of the provider's own answers: each is valid where any
answer that the contract documents for the status has it, with ENDPOINT#response where any at all
has it. An answer that is documented without a body has any bytes. Providers do not answer their
own answers: -f answer is refused, and -f report is the default. "passant explain ENDPOINT#STATUS"
shows what an answer is.

With --ndjson each line is a payload, and for each there is one line of output as soon as it is
judged: an empty one where the format writes nothing. Lines of white space are skipped, a line may
end in CRLF, and offsets count from the beginning of the line. Reports have a "record": payloads, and
files that cannot be read, are counted from 1, through all files, as the lines of the output are.

A payload of more than 1 MiB is read no further: it is malformed there, if not before. A line of more
than 1 MiB has one violation, its size, whatever it holds.

Exit status: 0 where all payloads are valid, 1 where one is not, 2 where the command line is at
fault or something cannot be read or written.`,
		Example: `  passant check -e larsverp/register registration.json
  passant check -e larsverp/register -i < registration.json
  passant check -e larsverp/register -f report --strict *.json
  passant check -e larsverp/register -f report --ndjson registrations.ndjson | jq -c 'select(.valid | not)'
  passant check -e larsverp/register --catalogue laravel-8 --option deployed=true registration.json
  passant check -e pantel/register --query 'phone_number=%2B31612345678&phone_code=12345'
  passant check -e bitpub/register --form registration.txt
  passant check -e ./contracts/signup/signup registration.json
  passant check -e larsverp/register#422 answer.json
  passant check -e larsverp/register#response --strict --ndjson answers.ndjson`,
		DisableFlagsInUseLine: true,
		RunE: func(cmd *cobra.Command, files []string) error {
			name, status, isAnswer := strings.Cut(name, "#")
			e, err := a.flagged(name, files)
			switch {
			case err != nil:
				return err
			case isAnswer && c.head:
				return errors.New("-i has no place for answers, which the provider does not answer")
			case isAnswer && c.forms.flag() != "":
				return errors.New(c.forms.flag() + " has no place for answers, which are JSON")
			case isAnswer && cmd.Flags().Changed("format") && c.format.format == answer:
				return errors.New("-f answer has no place for answers, which the provider does not answer: -f report or -f problem")
			case c.lines && c.forms.flag() != "":
				return errors.New(c.forms.flag() + " has no place in --ndjson, whose lines are JSON")
			case cmd.Flags().Changed("max") && options.Limits.Violations < 1:
				return errors.New("--max must be at least 1")
			case c.head && c.lines:
				return errors.New("-i has no place in --ndjson, which is one line for each payload")
			}
			if e, err = c.forms.configure(e, options, files); err != nil {
				return err
			}
			c.judge = e
			if isAnswer {
				if c.judge, err = response(e, status); err != nil {
					return err
				}
				if !cmd.Flags().Changed("format") {
					c.format.format = report
				}
			}
			visit := c.whole
			if c.lines {
				visit = c.eachLine
			}
			c.blank = len(files) > 1 && !c.head
			code := c.forms.each(a, files, visit, c.unread)
			return max(code, c.code)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	endpointFlag(cmd, &name)
	flags.VarP(&c.format, "format", "f", "what to write: answer, report or problem")
	flags.BoolVarP(&c.head, "include", "i", false, "begin with the status line and headers of the response")
	flags.BoolVar(&c.lines, "ndjson", false, "take each line for a payload")
	flags.BoolVar(&options.Strict, "strict", false, "take fields that the contract does not have for violations, not warnings")
	flags.IntVar(&options.Limits.Violations, "max", 0, "report at most `N` violations and warnings (default 100)")
	c.forms.add(cmd)
	flags.StringVarP(&options.Catalogue, "catalogue", "C", "", "word messages as the contract's catalogue `NAME`")
	flags.Var(switches(options.Switches), "option", "set a switch of the contract, repeatable")
	return cmd
}

// whole judges all of in as one payload.
func (c *check) whole(_ string, in io.Reader) error {
	body, err := c.forms.read(in, c.judge.Limits().Body)
	if err != nil {
		return err
	}
	c.judge.ValidateInto(&c.report, body)
	text := c.verdict()
	none := len(text) == 0 && c.report.Valid()
	if none {
		fmt.Fprintln(c.err, "valid")
	}
	if !none || c.blank {
		text = append(text, '\n')
	}
	if c.head {
		text = append(c.format.appendHead(nil, c.report), text...)
	}
	c.out.Write(text)
	return nil
}

// unread writes the entry of a file that cannot be read: none is left out, so that the entries are those of the files.
func (c *check) unread(err error) {
	if c.lines {
		c.record++
	}
	text, _ := json.Marshal(map[string]string{"unread": reason(err).Error()}) // of texts, which has no error
	c.out.Write(append(text, '\n'))
}

// verdict returns what the format says of the report, in memory that the next call uses again.
func (c *check) verdict() []byte {
	if !c.report.Valid() {
		c.code = max(c.code, atFault)
	}
	c.text = c.format.append(c.report, c.text[:0], c.record)
	return c.text
}
