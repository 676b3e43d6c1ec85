package main

import (
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/passant-go/passant/engine/explain"
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
			columns := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
			for _, e := range a.endpoints {
				p := e.Plan()
				fmt.Fprintf(columns, "%s\t%s\t%s\t%s\n", p.Name, p.Method, p.Path, explain.Summary(p))
			}
			return columns.Flush()
		},
	}
}
