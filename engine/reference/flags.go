package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/netip"
	"strings"
)

// options are what the command line says.
type options struct {
	listen    string
	db        string
	codes     string
	dns       string
	proxies   []netip.Prefix
	cert, key string
}

// parse reads a command line. The error is flag.ErrHelp where it asks for help, which is written to out then.
func parse(args []string, out io.Writer) (o options, err error) {
	f := flag.NewFlagSet("reference", flag.ContinueOnError)
	f.SetOutput(io.Discard)
	f.StringVar(&o.listen, "listen", "127.0.0.1:8422", "the `address` to listen on")
	f.StringVar(&o.db, "db", "passant.db", "where users are kept: the `path` of a file of SQLite, or the URL of a PostgreSQL database, postgres://…")
	f.StringVar(&o.codes, "codes", "codes.ndjson", "the `file` that codes and tokens are appended to, which providers send to telephones and mailboxes")
	f.StringVar(&o.dns, "dns", "system", "who says whether the domain of an e-mail address exists: system, off, or the `address` of a server")
	f.StringVar(&o.cert, "tls-cert", "", "the `file` with the certificate for https")
	f.StringVar(&o.key, "tls-key", "", "the `file` with its key")
	f.Func("proxy", "a `network` of proxies that are believed about https, such as 10.0.0.0/8; may be given several times", func(s string) error {
		p, err := netip.ParsePrefix(s)
		o.proxies = append(o.proxies, p)
		return err
	})
	if err = f.Parse(args); errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(out, "Reference serves the six built-in endpoints as their providers document them.")
		f.SetOutput(out)
		f.PrintDefaults()
	}
	if err != nil {
		return o, err
	}
	if f.NArg() > 0 {
		return o, fmt.Errorf("%q is no flag", f.Arg(0))
	}
	if (o.cert == "") != (o.key == "") {
		return o, errors.New("--tls-cert and --tls-key need each other")
	}
	if o.dns != "system" && o.dns != "off" {
		if !strings.Contains(o.dns, ":") {
			o.dns = net.JoinHostPort(o.dns, "53")
		}
		if _, _, err = net.SplitHostPort(o.dns); err != nil {
			return o, fmt.Errorf("--dns: %w", err)
		}
	}
	return o, nil
}
