package main

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/spf13/cobra"

	"github.com/passant-go/passant/engine/compile"
	"github.com/passant-go/passant/engine/sample"
)

func (a *app) generate() *cobra.Command {
	return &cobra.Command{
		Use:   "generate DIR…",
		Short: "Compile contracts to Go",
		Long: `Generate compiles the contracts in the CUE packages of directories and writes the Go code beside
them, two files for each endpoint: NAME_gen.go checks payloads, NAME_types_gen.go has structs of
the request and the answers. DIR/... stands for DIR and all directories below it.

It prints the names of the files that it changes. What is wrong with a contract goes to standard
error, one fault on a line that begins FILE:LINE:COLUMN, and then no file is changed.

Exit status: 0 where all is well, 1 where a contract is at fault, 2 where the command line is or
something cannot be read or written.`,
		Example: `  passant generate ./contracts/acme
  passant generate ./contracts/...`,
		DisableFlagsInUseLine: true,
		Args: func(_ *cobra.Command, dirs []string) error {
			if len(dirs) == 0 {
				return errors.New("no directory of contracts is given")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, dirs []string) error {
			files, err := compile.Generate(dirs...)
			for _, name := range files {
				fmt.Fprintln(a.out, name)
			}
			return a.faults(err)
		},
	}
}

// faults tells what is wrong with contracts, in the form that editors jump to, and other errors as ever.
func (a *app) faults(err error) exit {
	if err == nil {
		return fine
	}
	all := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		all = joined.Unwrap()
	}
	code := atFault
	for _, err := range all {
		fault, file := (*compile.Error)(nil), (*fs.PathError)(nil)
		dead, givenUp, differs := (*sample.DeadError)(nil), (*sample.GivenUpError)(nil), (*compile.VerdictError)(nil)
		switch {
		case errors.As(err, &dead), errors.As(err, &givenUp), errors.As(err, &differs):
			fmt.Fprintln(a.err, err)
		case errors.Is(err, fs.ErrNotExist) && errors.As(err, &file):
			a.say("%s: no such directory", file.Path)
			code = failed
		case !errors.As(err, &fault):
			a.say("%v", err)
			code = failed
		case fault.File == "":
			a.say("%v", fault)
		default:
			fmt.Fprintln(a.err, fault)
		}
	}
	return code
}
