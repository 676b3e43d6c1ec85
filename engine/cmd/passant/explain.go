package main

import (
	"errors"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/passant-go/passant/engine/compile"
	"github.com/passant-go/passant/engine/explain"
)

func (a *app) explain() *cobra.Command {
	var markdown bool
	cmd := &cobra.Command{
		Use:   "explain [--markdown] ENDPOINT[#STATUS]…",
		Short: "Explain the contract of an endpoint",
		Long: `Explain shows the contract of an endpoint: how it is called and read, every field with its constraints
in the order of their messages, what the contract's comments say of it and where each constraint is
written, the answers, and what the provider's document leaves open. What is marked "inferred" is a
reading of this project where that document is silent.

With #STATUS it shows the bodies of the answers of that status, with #response those of all.

With --markdown it writes a page of documentation, for one endpoint or several of one provider.`,
		Example: `  passant explain larsverp/register
  passant explain bitpub/register#200
  passant explain ./contracts/signup/signup
  passant explain --markdown larsverp/register larsverp/validation > larsverp.md`,
		DisableFlagsInUseLine: true,
		RunE: func(_ *cobra.Command, names []string) error {
			switch {
			case len(names) == 0:
				return errors.New("one endpoint is wanted, as \"passant list\" shows it")
			case len(names) > 1 && !markdown:
				return errors.New("several endpoints only with --markdown")
			}
			var all []*explain.Contract
			for _, name := range names {
				name, status, isAnswer := strings.Cut(name, "#")
				switch {
				case isAnswer && markdown:
					return errors.New("an answer has no place in --markdown, which is about whole endpoints")
				case isPath(name) && markdown:
					return errors.New("--markdown is for the contracts that are built in")
				case isAnswer:
					return a.explainAnswers(name, status)
				}
				x, err := a.explained(name)
				if err != nil {
					return err
				}
				if len(all) > 0 && x.Provider != all[0].Provider {
					return errors.New("a page is about one provider: " + all[0].Provider + " or " + x.Provider)
				}
				all = append(all, x)
			}
			if markdown {
				a.out.Write(explain.AppendMarkdown(nil, all...))
			} else {
				a.out.Write(all[0].AppendText(nil))
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&markdown, "markdown", false, "write a page of documentation")
	return cmd
}

// explained is the contract of the endpoint of a name in words.
func (a *app) explained(name string) (*explain.Contract, error) {
	e, err := a.endpoint(name, compile.External())
	if err != nil {
		return nil, err
	}
	names := explain.Names{Command: name, Copied: languageDir}
	if isPath(name) {
		names.Package, err = importPath(filepath.Dir(name))
	} else {
		names.Package = path.Join(schemasPath, path.Dir(name))
	}
	return explain.Explain(e, names), err
}

// explainAnswers shows the bodies of an endpoint's answers of a status.
func (a *app) explainAnswers(name, status string) error {
	e, err := a.endpoint(name, compile.External())
	if err != nil {
		return err
	}
	r, err := response(e, status)
	if err != nil {
		return err
	}
	x := explain.Explain(e, explain.Names{Copied: languageDir})
	a.out.Write(x.AppendAnswers(append([]byte(r.Name()), '\n'), statusOf(status)))
	return nil
}
