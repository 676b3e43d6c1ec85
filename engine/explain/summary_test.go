package explain

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/engine/plan"
)

func TestSummary(t *testing.T) {
	for doc, want := range map[string]string{
		"":                          "",
		"order orders. It is quick": "Orders. It is quick",
		"orders are made.":          "Orders are made.",
		"order öffnet.":             "Öffnet.",
	} {
		assert.Equal(t, want, Summary(&plan.Endpoint{Name: "acme/order", Doc: doc}))
	}
}
