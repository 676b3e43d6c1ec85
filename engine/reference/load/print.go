package main

import (
	"fmt"
	"io"
	"runtime"
	"text/tabwriter"
)

const overheadIntro = `What validation costs: µs a request over one connection, %s %s/%s on %d processors.
All handlers read the body to its end and answer 204: off throws it away, ReadAll keeps it as one would without
validation, on validates it. Medians of blocks of %d requests; the difference is that of blocks sent in turn.

`

func printOverhead(w io.Writer, o overhead) error {
	fmt.Fprintf(w, overheadIntro, runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.GOMAXPROCS(0), block)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "request\tblocks\t   off\tReadAll\t    on\ton - off\t%.0f %% interval\ton - ReadAll\n", 100*confidence)
	row := func(name string, c cost) {
		d := c.less(discards)
		fmt.Fprintf(t, "%s\t%6d\t%6.2f\t%7.2f\t%6.2f\t%8.2f\t%.2f to %.2f\t%12.2f\n", name, len(c[validates]),
			c.median(discards), c.median(reads), c.median(validates), d.median, d.low, d.high, c.less(reads).median)
	}
	for i, s := range o.samples {
		row(s.name, o.costs[i])
	}
	row("all", o.total())
	return t.Flush()
}

const ratesIntro = `
What the reference service does: larsverp/register, %d clients. argon2id takes nearly all the time of who is registered.

`

func printRates(w io.Writer, clients int, rates []rate) error {
	fmt.Fprintf(w, ratesIntro, clients)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "answer\trequests\trequests/s\t p50 ms\t p99 ms")
	for _, r := range rates {
		fmt.Fprintf(t, "%s\t%8d\t%10.0f\t%7.2f\t%7.2f\n", r.kind, len(r.took), r.perSecond(), quantile(r.took, 0.5)/1000, quantile(r.took, 0.99)/1000)
	}
	return t.Flush()
}
