package service_test

import (
	"crypto/sha256"
	"encoding/json"
	"encoding/pem"
	"flag"
	"fmt"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"github.com/passant-go/passant/engine/internal/dnstest"
	"github.com/passant-go/passant/engine/lookup"
	"github.com/passant-go/passant/engine/reference/service"
)

var update = flag.Bool("update", false, "write the golden answers anew")

// samples are what the providers' documents show of requests, by the file in testdata that has it as printed.
var samples = []struct {
	name   string
	send   string   // the command of bash; "$1" is the sample's file
	to     []string // "$2", for each of which the answer is the same
	npm    bool     // whether the command needs testdata/node
	repair []string // what is replaced in the sample, each by the next, for it to be accepted
}{
	{
		name: "digipay",
		send: `. "$1"`,
		repair: []string{
			`@example.com\"`, `@example.com`,
			`"kyc_process_status": "3"`, `"kyc_process_status": 3`,
			`\"\"latitude\"\"`, `\"latitude\"`, `\"\"longitude\"\"`, `\"longitude\"`, `},"`, `}"`,
		},
	},
	{
		name: "pankek_code",
		send: `node --require ./testdata/node/connect.cjs "$1" 2>&1`,
		npm:  true,
		repair: []string{
			`verify: true`, `verify: true, database: 'd', link: 'l', ref: 'r', phone: '', beziehungsstatus: '', kinder: '', leben: '', raucher: '', abschluss: '', click_id: ''`,
		},
	},
	{
		name:   "pankek_body",
		send:   `curl "$2" --header 'Content-Type: application/json' --header 'api-key: <YOUR_API_KEY>' --data-binary @"$1"`,
		to:     []string{"https://ex.pankek.io/registerEndpoint"},
		repair: []string{`<`, `"`, `>`, `"`},
	},
	{
		name:   "pantel",
		send:   `curl "$(cat "$1")"`,
		repair: []string{`+1**********`, `+18885559977`, `phone_code=*****`, `phone_code=12345`},
	},
	{
		name:   "larsverp",
		send:   `curl "$2" --header 'Content-Type: application/json' --data-binary @"$1"`,
		to:     []string{"https://localhost/users/register", "https://localhost/api/users/register"},
		repair: []string{"[email\u00A0protected]", "harrie@example.nl"},
	},
	{
		name: "bitpub",
		send: `curl "$2" --header @<(sed '1d; /^Content-Length:/d; /^$/,$d' "$1") --data-binary @<(sed '1,/^$/d' "$1")`,
		to:   []string{"http://1.hyper.id/api/register", "http://1.hyper.id/api/register.json", "http://1.hyper.id/api/register?format=json"},
		repair: []string{
			`"email":"String"`, `"email":"harrie@example.nl"`,
			`"rememberFor":"String"`, `"rememberFor":"2week"`,
			`"birthDate":"String"`, `"birthDate":"20001005"`,
			`"gender":"String"`, `"gender":"M"`,
		},
	},
}

// Every sample of a document is sent as printed, and repaired: what refuses it is what is repaired.
func TestSamples(t *testing.T) {
	for _, sample := range samples {
		t.Run(sample.name, func(t *testing.T) {
			require.NotEmpty(t, sample.repair)
			modules := ""
			if sample.npm {
				modules = installed(t)
			} else {
				needCurl(t)
			}
			path := filepath.Join("testdata", "samples", sample.name+".txtar")
			archive, err := txtar.ParseFile(path)
			require.NoError(t, err)
			printed := archive.Files[0]
			for i := 0; i < len(sample.repair); i += 2 {
				require.Contains(t, string(printed.Data), sample.repair[i])
			}
			repaired := strings.NewReplacer(sample.repair...).Replace(string(printed.Data))

			to := sample.to
			if to == nil {
				to = []string{""}
			}
			for _, url := range to {
				dns := dnstest.Serve(t, inDNS)
				answer, found := sendSample(t, dns, sample.send, string(printed.Data), url, modules)
				assert.Empty(t, dns.Questions())
				accepted, remarks := sendSample(t, dns, sample.send, repaired, url, modules)
				got := &txtar.Archive{Comment: archive.Comment, Files: []txtar.File{printed,
					{Name: "answer", Data: answer}, {Name: "found", Data: found},
					{Name: "repaired/answer", Data: accepted}, {Name: "repaired/found", Data: remarks},
				}}
				if *update {
					require.NoError(t, os.WriteFile(path, txtar.Format(got), 0o644))
					archive = got
				}
				assert.Equal(t, string(txtar.Format(archive)), string(txtar.Format(got)), url)
			}
		})
	}
}

// needCurl skips a test where curl or bash is missing. PASSANT_CURL=1 says that this machine has them.
func needCurl(t *testing.T) {
	for _, program := range []string{"curl", "bash"} {
		if _, err := exec.LookPath(program); err != nil && os.Getenv("PASSANT_CURL") == "" {
			t.Skipf("%v, and PASSANT_CURL is not set", err)
		}
	}
}

// installed is the directory with what npm installs, which not every machine has: PASSANT_NPM=1 says that this one does.
func installed(t *testing.T) string {
	if os.Getenv("PASSANT_NPM") == "" {
		t.Skip("PASSANT_NPM is not set")
	}
	dir := t.TempDir()
	require.NoError(t, os.CopyFS(dir, os.DirFS("testdata/node")))
	install := exec.Command("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
	install.Dir = dir
	out, err := install.CombinedOutput()
	require.NoError(t, err, "%s", out)
	return filepath.Join(dir, "node_modules")
}

// toServer is the curl of the samples: it prints status and media type behind the body, and reaches the server of the test
// whatever the host.
const toServer = `curl() {
	command curl --disable --silent --show-error --insecure --write-out '\n%{http_code} %{content_type}\n' \
		--connect-to ":443:$HTTPS_ADDRESS" --connect-to "::$HTTP_ADDRESS" "$@"
}
`

// passing is what the next answer has otherwise.
var passing = regexp.MustCompile(`[0-9a-f]{32}|curl/[0-9.]+`)

// sendSample has a command send a text to a service without users. Found are the violations in its log, one a line.
// public is where the service is said to be.
var public = &url.URL{Scheme: "https", Host: "ex.pankek.io"}

func sendSample(t *testing.T, dns *dnstest.Server, command, text, url, modules string) (answer, violations []byte) {
	s := start(t, filepath.Join(t.TempDir(), "users.db"), func(c *service.Config) {
		c.DNS = lookup.DNS{Resolver: dns.Resolver()}
		c.Public = public
		c.Clock = func() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }
	})
	_, err := s.store.DB.Exec("INSERT INTO pantel_codes VALUES ('+18885559977', $1, $2, 9999999999)", sum("pr8i5nfexzn8w31c"), sum("pr8i5nfexzn8w31c 12345"))
	require.NoError(t, err)
	secure := httptest.NewTLSServer(s.Config.Handler)
	defer secure.Close()

	dir := t.TempDir()
	file, certificate := filepath.Join(dir, "sample"), filepath.Join(dir, "certificate")
	require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	require.NoError(t, os.WriteFile(certificate, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: secure.Certificate().Raw}), 0o600))

	run := exec.Command("bash", "-c", toServer+command, "bash", file, url)
	run.Env = append(os.Environ(), "no_proxy=*", "NODE_PATH="+modules, "NODE_EXTRA_CA_CERTS="+certificate,
		"HTTP_ADDRESS="+s.Listener.Addr().String(), "HTTPS_ADDRESS="+secure.Listener.Addr().String())
	run.Stderr = os.Stderr
	answer, err = run.Output()
	require.NoError(t, err)
	return passing.ReplaceAll(answer, []byte("…")), violationsIn(t, s.log.String())
}

// sum is what the service stores of a text.
func sum(text string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(text))) }

// violationsIn are those of the one request of a log.
func violationsIn(t *testing.T, log string) (lines []byte) {
	var request struct {
		Report struct{ Violations []json.RawMessage }
	}
	require.NoError(t, json.Unmarshal([]byte(log), &request), log)
	for _, v := range request.Report.Violations {
		lines = append(append(lines, v...), '\n')
	}
	return lines
}
