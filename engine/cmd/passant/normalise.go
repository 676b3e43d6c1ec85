package main

import (
	"errors"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/passant-go/passant/engine"
)

func (a *app) normalise() *cobra.Command {
	var (
		name  string
		forms formFlags
	)
	cmd := &cobra.Command{
		Use:   "normalise -e ENDPOINT [FILE…]",
		Short: "Print payloads as the contract reads them",
		Long: `Normalise prints payloads as the contract of an endpoint reads them, one on a line: texts trimmed,
values converted, names in the contract's spelling, without what counts as absent. That is what
the constraints of the contract are about: "cue vet" accepts the normal form of a payload that
breaks none, and needs one where it would refuse the payload as it was sent.

Each FILE holds a payload, which is JSON unless --form is given; with none, or for "-", it is read from
standard input. --query takes a query string from the command line instead. The output is JSON, and
holds the values of the payload, secret ones included.

Exit status: 0 where all is well, 1 where a payload is malformed, 2 where the command line is at
fault or something cannot be read or written.`,
		Example: `  passant normalise -e larsverp/register registration.json
  echo '{"first_name": " Ada ", "postal_code": 4000}' | passant normalise -e larsverp/register`,
		DisableFlagsInUseLine: true,
		RunE: func(_ *cobra.Command, files []string) error {
			if strings.Contains(name, "#") {
				return errors.New("an answer has no place in normalise, which is about payloads")
			}
			e, err := a.flagged(name, files)
			if err != nil {
				return err
			}
			malformed := fine
			if e, err = forms.configure(e, engine.Options{}, files); err != nil {
				return err
			}
			code := forms.each(a, files, func(name string, in io.Reader) error {
				body, err := forms.read(in, e.Limits().Body)
				if err != nil {
					return err
				}
				text, err := e.AppendNormal(nil, body)
				if fault := (*engine.MalformedError)(nil); errors.As(err, &fault) {
					a.say("%s: malformed at byte %d: %s", name, fault.Offset, fault.Code)
					malformed = atFault
					return nil
				}
				a.out.Write(append(text, '\n'))
				return err
			}, func(error) {})
			return max(code, malformed)
		},
	}
	endpointFlag(cmd, &name)
	forms.add(cmd)
	return cmd
}
