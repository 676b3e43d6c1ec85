package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/passant-go/passant/engine/compile"
	"github.com/passant-go/passant/engine/compile/diff"
	"github.com/passant-go/passant/engine/plan"
)

func (a *app) diff() *cobra.Command {
	var asJSON, strict bool
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Tell what changes of contracts break senders",
		Long: `Diff compares the contracts in two directories, endpoint by endpoint and field by field. As for
"passant generate", a directory is a CUE package in a module, and DIR/... stands for DIR and all
directories below it. Endpoints are paired by their names, package and field.

  breaking    a request that OLD accepts is refused by NEW; for a field, one is shown
  undecided   neither that nor the contrary is known
  compatible  every request that OLD accepts is accepted by NEW
  changed     requests are the same, but answers, messages or warnings are not

Each change is one line, with the places in both contracts. The request shown was put to both, Go
rules off. Types, limits and patterns are compared exactly; Go rules, lookups and the reading of
input are not, so that what is added to them is undecided.

Requests are in JSON and have no members but those of OLD, unless it has an open object. So a new
optional member is compatible, and so is one that is gone where NEW takes it for a warning, although
a host that is strict refuses it.

--json prints each change as one JSON object on a line, with the members verdict, endpoint, header
(true for one), field, what (a list), old and new (the places) and witness (the request).

Exit status: 0 where nothing is breaking, 1 where something is or a contract is at fault, 2 where the
command line is at fault or something cannot be read or written. With --strict it is 1 too where
something is undecided.`,
		Example: `  passant diff ../release/contracts/... ./contracts/...
  passant diff --strict old/acme new/acme
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
			if worst := diff.Worst(changes); worst == diff.Breaking || strict && worst == diff.Undecided {
				return atFault
			}
			return nil
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.BoolVar(&asJSON, "json", false, "print JSON, one change on a line")
	flags.BoolVar(&strict, "strict", false, "fail where something is undecided")
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
	if c.Witness != nil {
		text += "\n  refused now: " + string(c.Witness)
	}
	return text + "\n"
}
