// Reference serves the six built-in endpoints as their providers document them, and registers users for real: to test a client
// against.
//
//	go run . --db passant.db --codes codes.ndjson
//
// "go run . --help" lists the flags; README.md says what can be done with it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal does not wait for requests
	code := run(ctx, os.Args[1:], os.Stderr)
	stop()
	os.Exit(code)
}

// run serves until ctx is done, and returns the exit code: 0, 1 where the service fails, 2 where the command line is at fault.
func run(ctx context.Context, args []string, stderr io.Writer) int {
	o, err := parse(args, stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		fmt.Fprintf(stderr, "reference: %v\nreference --help lists the flags\n", err)
		return 2
	}
	if err = serve(ctx, o, stderr); err != nil {
		fmt.Fprintln(stderr, "reference:", err)
		return 1
	}
	return 0
}
