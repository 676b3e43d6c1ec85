package httpcheck_test

import (
	"bufio"
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/httpcheck"
	"github.com/passant-go/passant/schemas"
)

var update = flag.Bool("update", false, "write the golden answers anew")

// Every request of testdata has the answer beside it, and the findings. Its lines are those of HTTP without a version and a
// length; the header Remote is where it came from. One that is let through is answered with its body.
func TestGolden(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	proxies := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		require.NoError(t, err)
		var files []txtar.File
		for _, f := range archive.Files {
			name, isRequest := strings.CutSuffix(f.Name, "/request")
			if !isRequest {
				continue
			}
			files = append(files, f,
				txtar.File{Name: name + "/answer", Data: answerTo(t, f.Data, proxies)},
				txtar.File{Name: name + "/found", Data: foundIn(t, f.Data, proxies)})
		}
		got := &txtar.Archive{Comment: archive.Comment, Files: files}
		if *update {
			require.NoError(t, os.WriteFile(path, txtar.Format(got), 0o644))
		}
		assert.Equal(t, string(txtar.Format(archive)), string(txtar.Format(got)), path)
	}
}

// parsed is a request of testdata, and the endpoint that it is for.
func parsed(t *testing.T, text []byte) (*http.Request, *engine.Endpoint) {
	head, body, _ := strings.Cut(string(text), "\n\n")
	body = strings.TrimSuffix(body, "\n")
	line, rest, _ := strings.Cut(strings.TrimSuffix(head, "\n"), "\n")
	raw := fmt.Sprintf("%s HTTP/1.1\nHost: localhost\nContent-Length: %d\n%s\n\n%s", line, len(body), rest, body)
	r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(strings.ReplaceAll(raw, "\n\n\n", "\n\n"))))
	require.NoError(t, err)
	if r.RemoteAddr = r.Header.Get("Remote"); r.RemoteAddr == "" {
		r.RemoteAddr = "127.0.0.1:4711"
	}
	r.Header.Del("Remote")
	i := slices.IndexFunc(schemas.All(), func(e *engine.Endpoint) bool { return slices.Contains(e.Plan().Paths(), r.URL.Path) })
	require.GreaterOrEqual(t, i, 0, line)
	return r, schemas.All()[i]
}

func answerTo(t *testing.T, text []byte, proxies []netip.Prefix) []byte {
	r, e := parsed(t, text)
	check, err := httpcheck.New(e, httpcheck.Options{Proxies: proxies})
	require.NoError(t, err)
	w := httptest.NewRecorder()
	check.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		report, ok := httpcheck.ReportFrom(r.Context())
		assert.True(t, ok && report.Valid())
		w.WriteHeader(report.Status())
		io.Copy(w, r.Body)
	})).ServeHTTP(w, r)
	var b bytes.Buffer
	fmt.Fprintf(&b, "HTTP/1.1 %d %s\n", w.Code, http.StatusText(w.Code))
	w.Header().Write(&b)
	fmt.Fprintf(&b, "\n%s\n", w.Body)
	return bytes.ReplaceAll(b.Bytes(), []byte("\r"), nil)
}

func foundIn(t *testing.T, text []byte, proxies []netip.Prefix) []byte {
	r, e := parsed(t, text)
	check, err := httpcheck.New(e, httpcheck.Options{Proxies: proxies})
	require.NoError(t, err)
	report, err := check.Check(nil, r)
	require.NoError(t, err)
	var b bytes.Buffer
	for _, v := range report.Violations() {
		fmt.Fprintf(&b, "%s %s %s %s @%d+%d %s\n", v.Severity, cmp.Or(v.Pointer, v.Field), v.Rule, v.Code, v.Offset, v.Length, v.Source[:strings.IndexByte(v.Source, ':')])
	}
	return b.Bytes()
}
