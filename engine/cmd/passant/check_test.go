package main

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/schemas"
)

const valid = `{"email":"ada@example.com","token":12}`

const limitBody = 1 << 20

// sized is a valid payload of n bytes.
func sized(n int) string {
	return valid + strings.Repeat(" ", n-len(valid))
}

func TestPayloadAtTheLimitIsRead(t *testing.T) {
	for _, args := range []string{"", " --ndjson"} {
		r := command(sized(limitBody), "check -e larsverp/validation -f report"+args)
		assert.Zero(t, r.code, args)
		assert.Contains(t, r.out, `"valid":true`, args)
	}
}

// The first fault of a payload is what is wrong with it; a line that is too long is that, whatever it holds.
func TestPayloadOverTheLimit(t *testing.T) {
	const size = `"offset":1048576,"length":1,"line":1,"column":1048577`
	for _, test := range []struct{ name, in, code, at string }{
		{"valid", sized(limitBody + 1), "size", size},
		{"far over", sized(5 * limitBody), "size", size},
		{"malformed", "{]" + sized(limitBody), "syntax", `"offset":1,"length":1,"line":1,"column":2`},
		{"malformed after the limit", sized(limitBody+1) + "]", "size", size},
		{"one string", `{"email":"` + strings.Repeat("a", limitBody) + `"}`, "string_size", `"offset":65546,"length":1,"line":1,"column":65547`},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := command(test.in, "check -e larsverp/validation -f report")
			assert.Equal(t, int(atFault), r.code)
			assert.Contains(t, r.out, `"rule":"json","code":"`+test.code+`"`)
			assert.Contains(t, r.out, test.at)
			assert.Equal(t, 1, strings.Count(r.out, `"rule"`))

			r = command(test.in, "check -e larsverp/validation -f report --ndjson")
			assert.Equal(t, int(atFault), r.code)
			assert.Contains(t, r.out, `"rule":"json","code":"size"`)
			assert.Contains(t, r.out, size)
			assert.Equal(t, 1, strings.Count(r.out, `"rule"`))
		})
	}
	r := command(sized(limitBody+1), "normalise -e larsverp/validation")
	assert.Equal(t, result{"", "passant: standard input: malformed at byte 1048576: size\n", int(atFault)}, r)
}

func TestPayloadOverTheLimitKeepsItsLines(t *testing.T) {
	r := command(strings.Repeat(" \n\n", limitBody/2), "check -e larsverp/validation -f report")
	assert.Contains(t, r.out, `"offset":1048576,"length":1,"line":699051,"column":2`)
}

// What is not the contract's own stays out of what people and logs see.
func TestMessagesForPeopleShowNoValues(t *testing.T) {
	const secret = "Kq7fWz"
	for _, payload := range []string{
		`{"email":"` + secret + `","password":"` + secret + `","` + secret + `":1}`,
		`{"email":"` + secret + `"` + secret,
		`{"` + secret + `":1,"` + secret + `":2}`,
		secret,
	} {
		file := t.TempDir() + "/payload"
		require.NoError(t, os.WriteFile(file, []byte(payload), 0o600))
		for _, e := range schemas.All() {
			for _, args := range []string{"check", "check --strict -i", "check -f report", "check --ndjson", "check --query " + secret, "normalise"} {
				args += " -e " + e.Name()
				assert.NotContains(t, command(payload, args).err, secret, args)
				assert.NotContains(t, command("", args+" "+file).err, secret, args)
			}
		}
	}
}
