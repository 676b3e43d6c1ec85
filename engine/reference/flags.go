package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/netip"
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

// options are what the command line says.
type options struct {
	listen    string
	db        string
	codes     string
	dns       string
	proxies   []netip.Prefix
	public    *url.URL
	origins   []string
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
		if err == nil && p.Addr().Is4In6() {
			err = errors.New("write a network of IPv4 as such")
		}
		o.proxies = append(o.proxies, p)
		return err
	})
	f.Func("public-url", "the `URL` at which clients find the service, scheme and host alone, for the links in its answers; by default where it listens", func(s string) (err error) {
		o.public, err = url.Parse(s)
		if err == nil && o.public.Port() != "" {
			_, err = strconv.ParseUint(o.public.Port(), 10, 16)
		}
		if err != nil || o.public.Scheme != "http" && o.public.Scheme != "https" || o.public.Hostname() == "" || strings.HasSuffix(o.public.Host, ":") || o.public.String() != o.public.Scheme+"://"+o.public.Host {
			return errors.New("write a scheme and a host, such as https://api.example.com")
		}
		return nil
	})
	known := f.Bool("i-know-this-is-a-test-service", false, "allows --listen on an address that others reach")
	f.Func("cors", "a web `origin` whose pages may call the endpoints from a browser, such as http://localhost:5173; may be given several times", func(s string) error {
		o.origins = append(o.origins, s)
		return checkOrigin(s)
	})
	if err = f.Parse(args); errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(out, "Reference serves the six built-in endpoints as their providers document them, to test clients against.")
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
	if !*known {
		err = fromHere(o.listen)
	}
	if err != nil {
		return o, err
	}
	if o.dns != "system" && o.dns != "off" {
		o.dns, err = server(o.dns)
	}
	return o, err
}

// fromHere refuses an address that others than this host reach.
func fromHere(listen string) error {
	host, _, err := net.SplitHostPort(listen)
	if err != nil {
		return fmt.Errorf("--listen: %w", err)
	}
	if ip, err := netip.ParseAddr(host); host == "localhost" || err == nil && ip.IsLoopback() {
		return nil
	}
	return fmt.Errorf("--listen %s: others reach it, and this service is a test double: it hands out codes in a file and lets anybody register; --i-know-this-is-a-test-service allows it", listen)
}

// server is the address of a DNS server, to which its port is added where it has none.
func server(address string) (string, error) {
	host := strings.TrimSuffix(strings.TrimPrefix(address, "["), "]")
	if _, err := netip.ParseAddr(host); err == nil || !strings.Contains(address, ":") {
		address = net.JoinHostPort(host, "53")
	}
	host, port, err := net.SplitHostPort(address)
	if _, wrong := strconv.ParseUint(port, 10, 16); err == nil && (host == "" || wrong != nil) {
		err = fmt.Errorf("%q is neither system, off nor a server, such as 127.0.0.1:53", address)
	}
	if err != nil {
		return "", fmt.Errorf("--dns: %w", err)
	}
	return address, nil
}

// origin matches what browsers send in the header Origin (RFC 6454 §6.2), but for "null".
var origin = regexp.MustCompile(`^([a-z][a-z0-9+.-]*)://(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::([0-9]+))?$`)

func checkOrigin(s string) error {
	parts := origin.FindStringSubmatch(s)
	if parts == nil {
		return errors.New("it is no origin; write one as browsers do, in small letters and without a path, such as http://localhost:5173")
	}
	if scheme, port := parts[1], parts[2]; scheme == "http" && port == "80" || scheme == "https" && port == "443" {
		return fmt.Errorf("a browser leaves out the port %s of %s", port, scheme)
	}
	return nil
}
