package page

import (
	"bytes"
	"fmt"
	"html/template"
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"

	"github.com/passant-go/passant/engine/docs"
)

// elsewhere matches a link into the repository, which leads nowhere on the page.
var elsewhere = regexp.MustCompile(`\[([^\]]*)\]\(\.\./[^)]*\)`)

// contract is the part of the documentation that is about an endpoint.
func contract(endpoint string) (template.HTML, error) {
	provider, _, _ := strings.Cut(endpoint, "/")
	text, err := docs.FS.ReadFile(provider + ".md")
	if err != nil {
		return "", fmt.Errorf("page: no documentation of %s: %w", endpoint, err)
	}
	_, part, ok := strings.Cut(string(text), "\n## "+endpoint+"\n")
	if !ok {
		return "", fmt.Errorf("page: %s.md has no part about %s", provider, endpoint)
	}
	part, _, _ = strings.Cut(part, "\n## ")
	part = elsewhere.ReplaceAllString(part, "$1")

	// Cells have lines, which Markdown writes as <br>. The text is generated from contracts of this repository.
	markdown := goldmark.New(goldmark.WithExtensions(extension.Table), goldmark.WithRendererOptions(html.WithUnsafe()))
	var b bytes.Buffer
	if err := markdown.Convert([]byte(part), &b); err != nil {
		return "", fmt.Errorf("page: the documentation of %s: %w", endpoint, err)
	}
	return template.HTML(b.String()), nil
}
