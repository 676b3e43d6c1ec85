package main

import (
	"github.com/spf13/cobra"
)

func (a *app) list() *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "List the endpoints",
		Long:  `List shows the endpoints with their methods and paths, one on a line.`,
		Example: `  passant list
  passant list | awk '{print $1}'`,
		Args:                  noArguments,
		DisableFlagsInUseLine: true,
		RunE: func(*cobra.Command, []string) error {
			var rows [][]string
			for _, e := range a.endpoints {
				p := e.Plan()
				rows = append(rows, []string{p.Name, p.Method, p.Path, p.Doc})
			}
			a.out.Write(appendTable(nil, "", rows))
			return nil
		},
	}
}
