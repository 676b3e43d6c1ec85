// Package docs holds the documentation of the contracts as Markdown: README.md leads to a page for each provider, which is
// generated from its contracts and has a part with the heading "## provider/endpoint" for each of them.
package docs

import "embed"

// FS holds the pages.
//
//go:embed *.md
var FS embed.FS
