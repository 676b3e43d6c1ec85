package postal_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/postal"
)

// node installs an npm package, runs a script that may require it and decodes what that prints as JSON. The script has
// input as JSON on its standard input. Without PASSANT_NPM=1 the test is skipped; with it, a registry that cannot be
// reached fails it.
func node(t *testing.T, npmPackage, script string, input, output any) {
	if os.Getenv("PASSANT_NPM") != "1" {
		t.Skip("needs PASSANT_NPM=1, npm and node")
	}
	dir := t.TempDir()
	out, err := exec.Command("npm", "install", "--prefix", dir, "--ignore-scripts", "--no-audit", "--no-fund", npmPackage).CombinedOutput()
	require.NoError(t, err, "%s", out)

	stdin, err := json.Marshal(input)
	require.NoError(t, err)
	command := exec.Command("node", "--input-type=commonjs", "-e", script)
	command.Dir, command.Stdin, command.Stderr = dir, bytes.NewReader(stdin), os.Stderr
	out, err = command.Output()
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(out, output))
}

// Every code in use is one, and lies in a region that is assigned.
func TestGermanPostalCodes(t *testing.T) {
	var codes []string
	node(t, "german-postal-codes@2.0.0", `console.log(JSON.stringify(require("german-postal-codes")))`, nil, &codes)
	require.Equal(t, 8210, len(codes))
	for _, text := range codes {
		code, err := postal.ParseFor(text, postal.DE)
		require.NoError(t, err, text)
		assert.True(t, code.IsAssigned(), text)
		assert.Equal(t, text, code.String())
	}
	t.Logf("%d codes", len(codes))
}

const validator = "validator@13.15.35"

// Every number of three to six digits, one with all pairs of letters, and codes in other dress are judged
// as validator.js does, the differences being those named here.
func TestValidatorPostalCodes(t *testing.T) {
	var texts []string
	for digits := 3; digits <= 5; digits++ {
		for number := range map[int]int{3: 1000, 4: 10_000, 5: 100_000}[digits] {
			texts = append(texts, fmt.Sprintf("%0*d", digits, number))
		}
	}
	for number := range 10_000 {
		texts = append(texts, fmt.Sprintf("%04d AB", number), fmt.Sprintf("%04dzz", number))
	}
	for first := 'A'; first <= 'z'; first++ {
		for second := 'A'; second <= 'z'; second++ {
			texts = append(texts, fmt.Sprintf("1234 %c%c", first, second), fmt.Sprintf("1234%c%c", first, second))
		}
	}
	otherSpaces := []string{"1234\tAB", "1234\nAB", "1234\vAB", "1234\fAB", "1234\rAB", "1234\u00a0AB", "1234\u1680AB", "1234\u2000AB", "1234\u2003AB",
		"1234\u2028AB", "1234\u202fAB", "1234\u205fAB", "1234\u3000AB", "1234\ufeffAB"}
	texts = append(texts, otherSpaces...)
	texts = append(texts, "", " ", "1234  AB", " 1234 AB", "1234 AB ", "1234 AB\n", "1234 ABC", "1234 A", "123 AB", "12345 AB", "1234-AB", "1234.AB", "1234 A1", "1234 ÄB",
		"1234 ſa", "1234 sK", "NL-1234 AB", "NL 1234 AB", "D-26133", "DE-26133", "B-4000", "BE-4000", " 4000", "4000 ", "4000\n", "26133\n", "26133 ", "26 133", "4.000",
		"123456", "+4000", "-4000", "4e03", "0x10", "٤٠٠٠", "４０００", "४०००", "𝟜𝟘𝟘𝟘", "1234\u200bAB", "1234 AB\u200b", "\ufeff4000", "1234\x00AB", "1234 АВ")

	differences := map[string]int{
		"NL: any JavaScript white space before the letters": len(otherSpaces),
		"BE: numbers below 1000":                            1000,
		"DE: numbers below 01001":                           1001,
		"DE: 99999":                                         1,
	}
	name := func(country postal.Countries, text string) string {
		switch {
		case country == postal.NL:
			return "NL: any JavaScript white space before the letters"
		case country == postal.BE && text < "1000":
			return "BE: numbers below 1000"
		case country == postal.DE && text < "01001":
			return "DE: numbers below 01001"
		case country == postal.DE && text == "99999":
			return "DE: 99999"
		}
		return ""
	}
	var verdicts map[string][]bool
	node(t, validator, `
		const isPostalCode = require("validator").isPostalCode
		const texts = JSON.parse(require("fs").readFileSync(0))
		const verdicts = {}
		for (const country of ["NL", "BE", "DE"]) verdicts[country] = texts.map(text => isPostalCode(text, country))
		console.log(JSON.stringify(verdicts))
	`, texts, &verdicts)
	found, accepted := map[string]int{}, 0
	for _, country := range []postal.Countries{postal.NL, postal.BE, postal.DE} {
		require.Equal(t, len(texts), len(verdicts[country.String()]))
		for i, theirs := range verdicts[country.String()] {
			_, err := postal.ParseFor(texts[i], country)
			if err == nil {
				accepted++
			}
			if theirs != (err == nil) {
				require.True(t, theirs, "%v %q", country, texts[i])
				found[name(country, texts[i])]++
			}
		}
	}
	assert.Equal(t, differences, found)
	t.Logf("%d texts for three countries, %d accepted, %v", len(texts), accepted, found)
}

// The list of countries is validator.js's too, but for XK: user-assigned, so not in ISO 3166-1, and what Kosovo is sent as.
func TestValidatorCountries(t *testing.T) {
	pairs := everyPair()
	var verdicts []bool
	node(t, validator, `
		const isCountry = require("validator").isISO31661Alpha2
		console.log(JSON.stringify(JSON.parse(require("fs").readFileSync(0)).map(text => isCountry(text))))
	`, pairs, &verdicts)
	require.Equal(t, len(pairs), len(verdicts))
	for i, text := range pairs {
		assert.Equal(t, verdicts[i] || text == "XK", postal.IsCountry(text), text)
	}
	t.Logf("%d pairs of letters", len(pairs))
}
