package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/passant-go/passant/engine/compile"
	"github.com/passant-go/passant/engine/diff"
	"github.com/passant-go/passant/engine/plan"
)

func (a *app) diff() *cobra.Command {
	var asJSON, allow bool
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Tell what changes of contracts break senders",
		Long: `Diff compares the contracts in two directories, endpoint by endpoint and field by field. As for
"passant generate", a directory is a CUE package in a module, and DIR/... stands for DIR and all
directories below it. Endpoints are paired by their names, package and field.

  breaking    a request that OLD accepts is refused by NEW; for a field, one is shown
  undecided   neither that nor the contrary is known; what keeps it from being known is told
  compatible  every request that OLD accepts is accepted by NEW
  changed     requests are the same, but answers, messages or warnings are not

Each change is one line, with the places in both contracts. The request shown was put to both, Go
rules off. Types, limits, multiples and patterns are compared exactly, and so is what members are to
each other; a new required member is breaking, whatever else there is. Go rules, lookups and the
reading of input are not compared, so that what is added to them is undecided. So may be what is
inside of alternatives, tuples, patterns of names and types that contain themselves.

Requests are in JSON and have no members but those of OLD, unless it has an open object. So a new
optional member is compatible, and so is one that is gone where NEW takes it for a warning, although
a host that is strict refuses it.

--json prints each change as one JSON object on a line, with the members verdict, endpoint, header
(true for one), field, what (a list), old and new (the places), why (a list, where it is undecided)
and witness (the request).

Exit status: 0 where all is compatible, 1 where something is breaking or undecided or a contract is at
fault, 2 where the command line is at fault or something cannot be read or written. With
--allow-undecided it is 0 where something is undecided and nothing breaking.`,
		Example: `  passant diff ../release/contracts/... ./contracts/...
  passant diff --allow-undecided old/acme new/acme
  passant diff --json old/acme new/acme | jq 'select(.verdict == "breaking") | .witness'`,
		DisableFlagsInUseLine: true,
		RunE: func(_ *cobra.Command, dirs []string) error {
			if len(dirs) != 2 {
				return errors.New("two directories of contracts are wanted, the older one first")
			}
			var endpoints [2][]*plan.Endpoint
			for i, dir := range dirs {
				var err error
				if endpoints[i], err = compile.Directory(dir, compile.External()); err != nil {
					return a.faults(err)
				}
			}
			changes := diff.Contracts(endpoints[0], endpoints[1])
			a.changes(changes, asJSON)
			if worst := diff.Worst(changes); worst == diff.Breaking || !allow && worst == diff.Undecided {
				return atFault
			}
			return nil
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.BoolVar(&asJSON, "json", false, "print JSON, one change on a line")
	flags.BoolVar(&allow, "allow-undecided", false, "do not fail where something is undecided")
	return cmd
}

func (a *app) changes(all []diff.Change, asJSON bool) {
	lines := json.NewEncoder(a.out)
	lines.SetEscapeHTML(false)
	for i := range all {
		if asJSON {
			lines.Encode(&all[i])
		} else {
			fmt.Fprint(a.out, sentence(&all[i]))
		}
	}
}

// sentence is a change in one line and, where there is one, the request that shows it in another.
func sentence(c *diff.Change) string {
	subject := c.Endpoint
	if c.Header {
		subject += " header"
	}
	if c.Field != "" {
		subject += " " + c.Field
	}
	text := fmt.Sprintf("%s: %s: %s", c.Verdict, subject, strings.Join(c.What, ", "))
	switch {
	case c.Old != "" && c.New != "":
		text += " (" + c.Old + ", now " + c.New + ")"
	case c.Old+c.New != "":
		text += " (" + c.Old + c.New + ")"
	}
	for _, why := range c.Why {
		text += "\n  undecided: " + why
	}
	if c.Witness != nil {
		text += "\n  refused now: " + string(c.Witness)
	}
	return text + "\n"
}
