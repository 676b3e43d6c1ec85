// Passant checks payloads against the contract of the API that will receive them, and answers in that API's own words.
//
//	passant check -e larsverp/register registration.json
//
// "passant --help" lists the commands; each has a help with examples.
package main

import (
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/schemas"
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// run executes a command line and returns the exit code.
func run(args []string, in io.Reader, out, err io.Writer) int {
	a := &app{schemas.All(), in, &output{to: out}, err}
	root := a.root()
	root.SetArgs(args)
	return int(a.finish(root.ExecuteC()))
}

// An app is what the commands work with.
type app struct {
	endpoints []*engine.Endpoint
	in        io.Reader
	out       *output
	err       io.Writer
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "passant COMMAND",
		Short: "Check payloads against the contract of the API that will receive them",
		Long: `Passant checks payloads against the contract of the API that will receive them, and answers in that
API's own words.

An ENDPOINT is one that "passant list" shows or, with contracts of one's own, DIR/NAME: the directory
of the contract and its field, such as ./contracts/signup/signup. DIR begins with a dot or is absolute.

Exit status: 0 where all is well, 1 where a payload or a contract is at fault, 2 where the command
line is, an endpoint is unknown or its contract does not compile, or something cannot be read or
written.`,
		Example: `  passant list
  passant explain larsverp/register
  passant check -e larsverp/register registration.json
  curl -s https://example.com/registrations | passant check -e larsverp/register --ndjson -f report`,
		DisableFlagsInUseLine: true,
		SilenceErrors:         true,
		SilenceUsage:          true,
		CompletionOptions:     cobra.CompletionOptions{DisableDefaultCmd: true},
	}
	root.Args, root.RunE = cobra.ArbitraryArgs, func(_ *cobra.Command, args []string) error {
		return unknownCommand(root, args)
	}
	root.SetUsageTemplate(usage)
	root.SetFlagErrorFunc(flagError)
	root.SetOut(a.out)
	root.SetErr(a.err)
	root.SetHelpCommand(help(root))
	root.AddCommand(a.list(), a.explain(), a.check(), a.normalise(), a.generate(), a.init(), a.witness(), a.diff())
	return root
}

// help shows the help of a command.
func help(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:                   "help [COMMAND]",
		Short:                 "Show the help of a command",
		DisableFlagsInUseLine: true,
		RunE: func(_ *cobra.Command, args []string) error {
			cmd, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return unknownCommand(root, rest)
			}
			cmd.InitDefaultHelpFlag()
			return cmd.Help()
		},
	}
}

const usage = `Usage:
  {{.UseLine}}{{if .HasAvailableSubCommands}}

Commands:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}}  {{.Short}}{{end}}{{end}}{{end}}{{if .HasExample}}

Examples:
{{.Example}}{{end}}

Flags:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}
`
