package page_test

import (
	"context"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What a developer does, in headless Chromium. Without PASSANT_CHROMIUM=1 the test is skipped; with it, a browser that
// cannot be started fails it. Its screenshots are kept with go test -artifacts.
func TestBrowser(t *testing.T) {
	b := startBrowser(t)

	b.open("pantel/register")
	b.open("larsverp/register")
	b.edit(`"5673RE"`, `"0000 AA"`)
	assert.Equal(t, "422 Unprocessable Entity", b.text("#status"))
	assert.Equal(t, `{"message":"The given data was invalid.","errors":{"postal_code":["This postal code is not recognized. `+
		`Insert something like: 1234 AB, 4000, 26133 "]}}`, b.text("#answer"))
	b.marked("error", `"0000 AA"`)
	assert.Contains(t, b.text("#finding-1"), "postal_code")
	assert.Contains(t, b.text("#contract table:nth-of-type(2)"), "This postal code is not recognized.")
	b.shoot("larsverp")

	b.open("larsverp/register")
	b.edit(`"last_name"`, `"lastname"`)
	b.marked("error", "")
	b.marked("warning", `"lastname"`)
	b.shoot("absent")

	b.open("pantel/register")
	assert.Equal(t, "query", b.value("input[name=input]:checked"))
	b.edit("last_name=doe", "last_name=")
	assert.Equal(t, `{"last_name":[{"empty values not allowed":"last_name cannot be left empty"}]}`, b.text("#answer"))
	b.edit("phone_number=%2B18885559977", "phone_number=12")
	b.marked("error", "12")
	b.shoot("pantel")
}

type browser struct {
	*testing.T
	ctx    context.Context
	server string
}

// startBrowser starts one whose complaints, such as of what the policy of the page keeps it from, fail the test.
func startBrowser(t *testing.T) *browser {
	if os.Getenv("PASSANT_CHROMIUM") != "1" {
		t.Skip("needs PASSANT_CHROMIUM=1 and Chromium")
	}
	server := httptest.NewServer(newPage(t))
	t.Cleanup(server.Close)
	options := []chromedp.ExecAllocatorOption{chromedp.UserDataDir(t.TempDir()), chromedp.WindowSize(1200, 900)}
	for _, flag := range []string{"headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run",
		"disable-background-networking", "disable-component-update", "disable-sync"} {
		options = append(options, chromedp.Flag(flag, true))
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	require.NoError(t, chromedp.Listen(ctx, func(event any) {
		if e, ok := event.(*log.EventEntryAdded); ok {
			t.Error(e.Entry.Text, e.Entry.URL)
		}
	}))
	return &browser{t, ctx, server.URL}
}

func run[T any](b *browser, action chromedp.Action[T]) T {
	b.Helper()
	result, err := chromedp.Run(b.ctx, action)
	require.NoError(b, err)
	return result
}

// load clicks what loads a page.
func (b *browser) load(selector string) {
	b.Helper()
	response, err := chromedp.RunResponse(b.ctx, chromedp.Click(selector))
	require.NoError(b, err)
	assert.EqualValues(b, 200, response.Status)
}

// open picks an endpoint on the page that is shown to begin with.
func (b *browser) open(endpoint string) {
	b.Helper()
	run(b, chromedp.Navigate(b.server))
	b.load(`//nav//a[text()="` + endpoint + `"]`)
	assert.Equal(b, endpoint, b.value("#endpoint"))
}

// edit replaces a part of the payload and checks the whole.
func (b *browser) edit(part, by string) {
	b.Helper()
	payload := b.value("#payload")
	require.Equal(b, 1, strings.Count(payload, part))
	payload = strings.Replace(payload, part, by, 1)
	run(b, chromedp.SetValue(chromedp.CSS("#payload"), payload))
	b.load(`//button[text()="Check"]`)
	assert.Equal(b, payload, b.value("#payload"))
}

// marked asserts that a mark is around a text, and can be seen.
func (b *browser) marked(class, text string) {
	b.Helper()
	type mark struct {
		Text          string
		Width, Height float64
	}
	marks := run(b, chromedp.Evaluate[[]mark](`[...document.querySelectorAll("#marked mark.`+class+`")].map(m => ({
		Text: m.textContent, Width: m.getBoundingClientRect().width, Height: m.getBoundingClientRect().height}))`))
	i := slices.IndexFunc(marks, func(m mark) bool { return m.Text == text })
	require.GreaterOrEqual(b, i, 0, "%q of %v", text, marks)
	assert.Greater(b, marks[i].Width, 1.0)
	assert.Greater(b, marks[i].Height, 8.0)
}

func (b *browser) text(selector chromedp.CSS) string {
	b.Helper()
	return run(b, chromedp.TextContent(selector))
}

func (b *browser) value(selector chromedp.CSS) string {
	b.Helper()
	return run(b, chromedp.Value(selector))
}

// shoot takes pictures of the whole page: light, dark and narrow.
func (b *browser) shoot(name string) {
	b.Helper()
	for _, look := range []struct {
		name, scheme string
		width        int64
	}{{"light", "light", 1200}, {"dark", "dark", 1200}, {"narrow", "light", 400}} {
		run(b, chromedp.EmulateViewport(look.width, 900))
		_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: look.scheme}},
		})
		require.NoError(b, err)
		wide := run(b, chromedp.Evaluate[bool](`document.documentElement.scrollWidth > innerWidth`))
		assert.False(b, wide, "%s is wider than the screen", look.name)
		picture := run(b, chromedp.FullScreenshot(100))
		require.NoError(b, os.WriteFile(filepath.Join(b.ArtifactDir(), name+"-"+look.name+".png"), picture, 0o600))
	}
	run(b, chromedp.ResetViewport())
}
