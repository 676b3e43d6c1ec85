package main

import (
	"encoding/json"
	"errors"
	"io/fs"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/passant-go/passant/engine/compile"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/engine/sample"
	"github.com/passant-go/passant/schemas"
)

func (a *app) witness() *cobra.Command {
	return &cobra.Command{
		Use:   "witness ENDPOINT",
		Short: "Show every constraint of a contract at work",
		Long: `Witness prints, for each constraint of the request of an endpoint, a payload that it accepts and one
that it alone refuses, as one JSON object on a line:

  endpoint, field, pointer   where the constraint is; of an element, the pointer to its list, and of
                             a member that a pattern of names describes, to its object
  rule, code, schema         what is reported of it, and its file:line in the contract
  constraint                 the constraint in CUE, or the value that counts as missing
  accepts, refuses           the payloads
  implied                    the constraints that what breaks this one breaks, too: of a limit that
                             they imply, where it is told beside them in words of its own, and of
                             what tells alternatives apart, where they are told in its place

The constraints are those that CUE states: that a field is required, the values that count as
missing, the conditions, and the checks of every value, those in objects, lists, tuples, alternatives
and members by the patterns of their names included. Go rules are off, so that one may refuse what a
line accepts. Lookups, headers and expectations have no line, and that a contract has no other fields
has none. What matchN, matchIf and list.MatchN try has one line.

A payload is refused by a constraint alone where that is the only violation reported. What it keeps
from being asked does not count: a value of the wrong type may have the wrong length, too.

Both payloads of every line were put to the engine and to CUE. A constraint that decides nothing,
because another always refuses as well or because nothing meets it, is told on standard error, and
then no line is printed. Constraints for which the search for payloads was given up are told in one
line there, beside the lines of the others: they may decide something.

Exit status: 0 where all is well, 1 where a constraint is dead or the search was given up, 2 where the
command line is at fault or something cannot be written.`,
		Example: `  passant witness larsverp/register
  passant witness ./contracts/signup/signup
  passant witness larsverp/register | jq -c 'select(.field == "email") | .refuses'
  passant witness larsverp/register | jq -c .refuses | passant check -e larsverp/register --ndjson -f report`,
		DisableFlagsInUseLine: true,
		RunE: func(_ *cobra.Command, names []string) error {
			if len(names) != 1 {
				return errors.New("one endpoint is wanted, as \"passant list\" shows it")
			}
			e, err := a.endpoint(names[0], compile.External())
			if err != nil {
				return err
			}
			fsys, dir := fs.FS(schemas.FS), filepath.Dir(names[0])
			if isPath(names[0]) {
				if fsys, dir, err = compile.Module(dir); err != nil {
					return err
				}
			}
			return a.witnesses(e.Plan(), fsys, dir)
		},
	}
}

// witnesses prints those of an endpoint whose contract is in a directory of a module.
func (a *app) witnesses(p *plan.Endpoint, fsys fs.FS, dir string) error {
	all, err := sample.Witnesses(p)
	var givenUp *sample.GivenUpError
	if err == nil || errors.As(err, &givenUp) {
		err = confirm(p, fsys, dir, all)
	}
	if err != nil {
		return a.faults(err)
	}
	lines := json.NewEncoder(a.out)
	lines.SetEscapeHTML(false)
	for i := range all {
		lines.Encode(&all[i])
	}
	if givenUp != nil {
		return a.faults(givenUp)
	}
	return nil
}

func confirm(p *plan.Endpoint, fsys fs.FS, dir string, all []sample.Witness) error {
	oracle, err := compile.NewOracle(fsys, p.Name, compile.Dirs(dir))
	if err != nil {
		return err
	}
	return oracle.Confirm(p, all)
}
