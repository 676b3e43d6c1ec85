// Load measures on loopback what validation costs a request, and what the reference service can do.
//
//	go run ./load --time 20s --db postgres://…
//
// The exit code is 1 where validation costs 5 µs a request or more, 2 where the command line is at fault.
package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"syscall"
	"time"
)

// Validation must cost less than this many µs, the median of all requests.
const bound = 5

// options are what the command line says.
type options struct {
	db      string
	clients int
	time    time.Duration
}

// parse reads a command line. The error is flag.ErrHelp where it asks for help, which is written to out then.
func parse(args []string, out io.Writer) (o options, err error) {
	f := flag.NewFlagSet("load", flag.ContinueOnError)
	f.SetOutput(io.Discard)
	f.StringVar(&o.db, "db", "", "the `URL` of a PostgreSQL database, where the users stay; without it, SQLite in a temporary folder")
	f.IntVar(&o.clients, "clients", 4*runtime.GOMAXPROCS(0), "how many `clients` the service has at a time")
	f.DurationVar(&o.time, "time", 20*time.Second, "how `long` to measure in all; half of it what validation costs")
	if err = f.Parse(args); errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(out, "Load measures on loopback what validation costs a request, and what the reference service can do.")
		f.SetOutput(out)
		f.PrintDefaults()
	}
	switch {
	case err != nil:
		return o, err
	case f.NArg() > 0:
		return o, fmt.Errorf("%q is no flag", f.Arg(0))
	case o.clients < 1:
		return o, errors.New("--clients must be 1 or more")
	case o.time <= 0:
		return o, errors.New("--time must be positive, such as 20s")
	}
	return o, nil
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run measures until ctx is done, and returns the exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	o, err := parse(args, stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		fmt.Fprintf(stderr, "load: %v\nload --help lists the flags\n", err)
		return 2
	}
	if err = measure(ctx, o, stdout); err != nil {
		err = cmp.Or(context.Cause(ctx), err) // of which the failing of connections is but a consequence
		fmt.Fprintln(stderr, "load:", err)
		return 1
	}
	return 0
}

// measure prints what it measures. It fails where validation costs too much.
func measure(ctx context.Context, o options, out io.Writer) error {
	costs, err := measureOverhead(ctx, o.time/2)
	if err != nil {
		return err
	}
	if err = printOverhead(out, costs); err != nil {
		return err
	}
	rates, err := measureThroughput(ctx, o.db, o.clients, o.time/2/3)
	if err != nil {
		return err
	}
	if err = printRates(out, o.clients, rates); err != nil {
		return err
	}
	if d := costs.total().less(discards).median; d >= bound {
		return fmt.Errorf("validation costs %.2f µs a request; the bound is %d µs", d, bound)
	}
	return nil
}
