package plan

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestIndex(t *testing.T) {
	sets := map[string][]string{
		"none":             nil,
		"one":              {"a"},
		"empty name":       {"", "a"},
		"short":            {"a", "b", "ab", "ba", "aa", "abc", "acb", "bac"},
		"same ends":        {"notification_email_enabled", "notification_phone_enabled", "notification_paper_enabled"},
		"same ends, 17":    {"aaaaaaaaXbbbbbbbb", "aaaaaaaaYbbbbbbbb"},
		"near to a letter": {"a[", "a{", "a@", "a`"},
		"many":             nil,
	}
	for i := range 500 {
		sets["many"] = append(sets["many"], fmt.Sprintf("member_%d", i))
	}
	for name, names := range sets {
		for _, fold := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, fold %v", name, fold), func(t *testing.T) {
				index := NewIndex(names, fold)
				fields := make([]Field, len(names))
				for i := range names {
					fields[i].Name = names[i]
				}
				for i, n := range names {
					assert.Equal(t, i, index.Find(fields, []byte(n), fold), n)
					assert.Equal(t, -1, index.Find(fields, []byte(n+"x"), fold), n)
					upper := strings.ToUpper(n)
					if upper != n {
						want := -1
						if fold {
							want = i
						}
						assert.Equal(t, want, index.Find(fields, []byte(upper), fold), n)
					}
				}
				assert.Equal(t, -1, index.Find(fields, []byte("no such name"), fold))
			})
		}
	}
}
