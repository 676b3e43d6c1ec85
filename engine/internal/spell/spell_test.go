package spell

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestNearest(t *testing.T) {
	long := strings.Repeat("a", 100)
	for _, test := range []struct {
		name, candidates, want string
	}{
		{"email", "email", "email"},
		{"EMAIL", "emial email", "email"},
		{"emial", "name email", "email"},
		{"e_mail", "name email", "email"},
		{"postcode", "postal_code", ""},
		{"created_by", "cretaed_by", "cretaed_by"},
		{"firstname", "last_name first_name", "first_name"},
		{"abcd", "abdc abce", "abdc"},
		{"abcd", "abxx abxd abcd", "abcd"},
		{"id", "ip", ""},
		{"", "a", ""},
		{"ca", "abc", ""},
		{"min", "max", ""},
		{"mni", "max min", "min"},
		{"", "", ""},
		{long, long, long},
		{long, strings.ToUpper(long), strings.ToUpper(long)},
		{long, long + "b", ""},
		{strings.Repeat("a", 64), strings.Repeat("a", 66), strings.Repeat("a", 66)},
	} {
		got, ok := Nearest(test.name, strings.FieldsSeq(test.candidates))
		assert.Equal(t, test.want, got, "%s among %s", test.name, test.candidates)
		assert.Equal(t, test.want != "", ok)
	}
}

func TestNearestAllocatesNothing(t *testing.T) {
	candidates := slices.Values([]string{"first_name", "last_name", "email", "password"})
	assert.Zero(t, testing.AllocsPerRun(100, func() { Nearest("lastname", candidates) }))
}
