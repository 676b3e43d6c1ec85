package main

import (
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/passant-go/passant/engine/compile"
)

func (a *app) init() *cobra.Command {
	var name string
	cmd := &cobra.Command{
		Use:   "init DIR",
		Short: "Begin contracts of one's own",
		Long: `Init makes DIR a CUE module for contracts of one's own. It writes

  cue.mod/module.cue   the module, unless there is one
  cue.mod/pkg          a copy of the packages that contracts are built on: answer, contract, field,
                       laravel and servicestack, so that stock cue finds them without a network
  signup/signup.cue    a contract to begin with, where DIR holds none

and prints the names of the files that it writes or removes. Run it again after an update of passant:
it renews the copy and leaves everything else as it is.

Exit status: 0 where all is well, 1 where contracts in DIR do not compile, 2 where the command line is
at fault or something cannot be read or written.`,
		Example: `  passant init contracts
  passant generate ./contracts/...`,
		DisableFlagsInUseLine: true,
		RunE: func(_ *cobra.Command, dirs []string) error {
			if len(dirs) != 1 {
				return errors.New("one directory is wanted, which need not exist")
			}
			return a.begin(filepath.Clean(dirs[0]), name)
		},
	}
	cmd.Flags().StringVar(&name, "module", "", "name the CUE module `PATH`, by default after the Go module that DIR is in")
	return cmd
}

//go:embed starter/signup.cue
var starter []byte

// begin makes dir a module of contracts.
func (a *app) begin(dir, name string) error {
	absolute, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	if outer, ok := atOrAbove(filepath.Dir(absolute), "cue.mod"); ok {
		if way, err := filepath.Rel(absolute, outer); err == nil {
			outer = filepath.Join(dir, way)
		}
		return fmt.Errorf("%s is inside of the CUE module in %s, which is the directory to name", dir, outer)
	}
	files, err := language()
	if err != nil {
		return err
	}
	file := filepath.Join(dir, "cue.mod", "module.cue")
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		if name == "" {
			if name, err = moduleName(dir); err != nil {
				return err
			}
		}
		if files["cue.mod/module.cue"], err = moduleFile(name); err != nil {
			return err
		}
	}
	if empty, err := holdsNoContract(dir); err != nil {
		return err
	} else if empty {
		files["signup/signup.cue"] = starter
	}
	if err := a.write(dir, files); err != nil {
		return err
	}
	_, err = compile.Directory(dir+"/...", compile.External())
	return a.faults(err)
}
