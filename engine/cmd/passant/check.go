package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/plan"
)

// A check judges payloads by one endpoint and writes what is found.
type check struct {
	*app
	endpoint *engine.Endpoint
	format   formatFlag
	head     bool // a response's status line and headers come first

	report engine.Report
	text   []byte
	record int  // payloads judged, where each is a line
	code   exit // the worst so far
}

func (a *app) check() *cobra.Command {
	var (
		name    string
		lines   bool
		c       = check{app: a, format: formatFlag{formats[0]}}
		options = engine.Options{Switches: switches{}}
	)
	cmd := &cobra.Command{
		Use:   "check -e ENDPOINT [FILE…]",
		Short: "Judge payloads and answer as the provider would",
		Long: `Check judges payloads by the contract of an endpoint and answers as its provider would.

Each FILE holds a payload; with none, or for "-", it is read from standard input. Of several the
answers follow each other, each on its own line and without a name. A file that cannot be read is
told on standard error, and the others are still judged.

-f answer   the bytes that the provider would send, and a newline; of a valid payload none, and
            "valid" on standard error
-f report   all that was found, warnings included, as one JSON object on a line; of a valid payload too
-f problem  problem details (RFC 9457); of a valid payload nothing, and "valid" on standard error

With --ndjson each line is a payload, and for each there is one line of output as soon as it is
judged: an empty one where the format writes nothing. Lines of white space are skipped, a line may
end in CRLF, and offsets count from the beginning of the line. Reports have a "record": payloads are
counted from 1, through all files, as the lines of the output are.

A payload of more than 1 MiB is read no further: it is malformed there, if not before. A line of more
than 1 MiB has one violation, its size, whatever it holds.

Exit status: 0 where all payloads are valid, 1 where one is not, 2 where the command line is at
fault or something cannot be read or written.`,
		Example: `  passant check -e larsverp/register registration.json
  passant check -e larsverp/register -i < registration.json
  passant check -e larsverp/register -f report --strict *.json
  passant check -e larsverp/register -f report --ndjson registrations.ndjson | jq -c 'select(.valid | not)'
  passant check -e larsverp/register --catalogue laravel-8 --option deployed=true registration.json`,
		DisableFlagsInUseLine: true,
		RunE: func(cmd *cobra.Command, files []string) error {
			e, err := a.endpoint(name)
			switch {
			case err != nil:
				return err
			case cmd.Flags().Changed("query"):
				return noQuery(e.Plan())
			case cmd.Flags().Changed("max") && options.Limits.Violations < 1:
				return errors.New("--max must be at least 1")
			case c.head && lines:
				return errors.New("-i has no place in --ndjson, which is one line for each payload")
			}
			if c.endpoint, err = configure(e, options); err != nil {
				return err
			}
			visit := c.whole
			if lines {
				visit = c.eachLine
			}
			code := a.each(files, visit)
			return max(code, c.code)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	endpointFlag(cmd, &name)
	flags.VarP(&c.format, "format", "f", "what to write: answer, report or problem")
	flags.BoolVarP(&c.head, "include", "i", false, "begin with the status line and headers of the response")
	flags.BoolVar(&lines, "ndjson", false, "take each line for a payload")
	flags.BoolVar(&options.Strict, "strict", false, "take fields that the contract does not have for violations, not warnings")
	flags.IntVar(&options.Limits.Violations, "max", 0, "report at most `N` violations and warnings (default 100)")
	flags.String("query", "", "judge the query string `'a=b&c=d'`, where the contract accepts one")
	flags.StringVarP(&options.Catalogue, "catalogue", "C", "", "word messages as the contract's catalogue `NAME`")
	flags.Var(switches(options.Switches), "option", "set a switch of the contract, repeatable")
	return cmd
}

// noQuery says what an endpoint accepts instead of a query string.
func noQuery(p *plan.Endpoint) error {
	return fmt.Errorf("%s --query: the contract accepts no query string, but %s", p.Name, accepted(p))
}

// whole judges all of in as one payload.
func (c *check) whole(_ string, in io.Reader) error {
	body, err := readPayload(in, c.endpoint.Limits().Body)
	if err != nil {
		return err
	}
	c.endpoint.ValidateInto(&c.report, body)
	text := c.verdict()
	if len(text) == 0 && c.report.Valid() {
		fmt.Fprintln(c.err, "valid")
	} else {
		text = append(text, '\n')
	}
	if c.head {
		text = append(c.format.appendHead(nil, c.report), text...)
	}
	c.out.Write(text)
	return nil
}

// verdict returns what the format says of the report, in memory that the next call uses again.
func (c *check) verdict() []byte {
	if !c.report.Valid() {
		c.code = max(c.code, atFault)
	}
	c.text = c.format.append(c.report, c.text[:0], c.record)
	return c.text
}
