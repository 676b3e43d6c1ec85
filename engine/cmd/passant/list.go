package main

import (
	"math"

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
				rows = append(rows, []string{p.Name, p.Method, p.Path, summary(p)})
			}
			a.out.Write(appendRows(nil, "", rows, columns(rows, math.MaxInt)))
			return nil
		},
	}
}
