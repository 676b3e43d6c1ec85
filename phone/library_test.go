package phone_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/nyaruka/phonenumbers"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/phone"
)

// grammar is what Parse reads. The library reads more: several + before a number, punctuation of other kinds,
// letters, extensions, digits of other scripts, text around a number, tel: and its parameters.
var grammar = regexp.MustCompile(`^[ \-.()/]*\+?[ \-.()/0-9]*$`)

// A judgement is what the library or this package says of a text.
type judgement struct {
	refused         string // the kind of error, or ""
	code            int
	national, e164  string
	reason          phone.Reason
	possible, valid bool
	region          string
}

func judge(text, region string) judgement {
	n, reason := phone.Check(text, region)
	switch reason {
	case 0:
	case phone.InvalidCountryCode, phone.NoRegion:
		return judgement{refused: "country code"}
	default:
		return judgement{refused: "length"}
	}
	return judgement{
		code: n.CallingCode(), national: n.National(), e164: n.String(),
		reason: phone.Possible(text, region), possible: n.IsPossible(), valid: n.IsValid(), region: n.Region(),
	}
}

var libraryReasons = map[phonenumbers.ValidationResult]phone.Reason{
	phonenumbers.IS_POSSIBLE:            0,
	phonenumbers.IS_POSSIBLE_LOCAL_ONLY: phone.LocalOnly,
	phonenumbers.TOO_SHORT:              phone.TooShort,
	phonenumbers.TOO_LONG:               phone.TooLong,
	phonenumbers.INVALID_LENGTH:         phone.InvalidLength,
}

func libraryJudges(text, region string) (judgement, *phonenumbers.PhoneNumber) {
	if region == phone.World {
		region = ""
		if !strings.Contains(text, "+") {
			text = "+" + text
		}
	}
	n, err := phonenumbers.Parse(text, region)
	switch err {
	case nil:
	case phonenumbers.ErrInvalidCountryCode:
		return judgement{refused: "country code"}, nil
	default:
		return judgement{refused: "length"}, nil
	}
	result := phonenumbers.IsPossibleNumberWithReason(n)
	return judgement{
		code:     int(n.GetCountryCode()),
		national: phonenumbers.GetNationalSignificantNumber(n),
		e164:     phonenumbers.Format(n, phonenumbers.E164),
		reason:   libraryReasons[result],
		possible: result == phonenumbers.IS_POSSIBLE,
		valid:    phonenumbers.IsValidNumber(n),
		region:   phonenumbers.GetRegionCodeForNumber(n),
	}, n
}

// TestLibrary holds every verdict against the library's: PASSANT_LONG asks for ten times as many. PASSANT_SEED repeats a run.
func TestLibrary(t *testing.T) {
	rounds, foreign := 60, 6 // for each example: texts, and in one of how many regions its national number is read
	if os.Getenv("PASSANT_LONG") != "" {
		rounds, foreign = 600, 1
	}
	seed := rand.Uint64()
	if s := os.Getenv("PASSANT_SEED"); s != "" {
		var err error
		seed, err = strconv.ParseUint(s, 10, 64)
		require.NoError(t, err, "PASSANT_SEED")
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("PASSANT_SEED=%d repeats it", seed)
		}
	})
	const workers = 4
	var tallies [workers]tally
	var wait sync.WaitGroup
	for i := range workers {
		wait.Go(func() {
			tallies[i] = newTally()
			w := newWriter(seed + uint64(i))
			for j := i; j < len(w.examples); j += workers {
				x := w.examples[j]
				tallies[i].compare(t, x, x.e164(), "")
				tallies[i].compare(t, x, x.national, x.region)
				for range rounds {
					text, region := w.text(x)
					tallies[i].compare(t, x, text, region)
				}
				for _, region := range w.regions {
					if w.IntN(foreign) == 0 {
						tallies[i].compare(t, x, x.national, region)
					}
				}
			}
		})
	}
	wait.Wait()
	all := newTally()
	for _, one := range tallies {
		all.add(one)
	}
	all.report(t)
}

// A tally counts comparisons.
type tally struct {
	all, valid, possible, refused, different int

	regions map[string]int                       // valid numbers of each region
	kinds   map[phonenumbers.PhoneNumberType]int // valid numbers of each type
	origins map[example]int                      // valid numbers made from each example
}

func newTally() tally {
	return tally{
		regions: make(map[string]int), kinds: make(map[phonenumbers.PhoneNumberType]int), origins: make(map[example]int),
	}
}

func (c *tally) compare(t *testing.T, x example, text, region string) {
	if !grammar.MatchString(text) {
		t.Errorf("%q is outside of the grammar", text)
	}
	want, n := libraryJudges(text, region)
	c.all++
	if got := judge(text, region); got != want {
		if c.different++; c.different > 10 {
			return
		}
		t.Errorf("%q, %s: %+v, the library: %+v", text, region, got, want)
	}
	if want.refused != "" {
		c.refused++
	}
	if want.possible {
		c.possible++
	}
	if want.valid {
		c.valid++
		c.regions[want.region]++
		c.kinds[phonenumbers.GetNumberType(n)]++
		c.origins[x]++
	}
}

func (c *tally) add(d tally) {
	c.all += d.all
	c.valid += d.valid
	c.possible += d.possible
	c.refused += d.refused
	c.different += d.different
	addCounts(c.regions, d.regions)
	addCounts(c.kinds, d.kinds)
	addCounts(c.origins, d.origins)
}

func addCounts[K comparable](to, from map[K]int) {
	for k, n := range from {
		to[k] += n
	}
}

var kindNames = [...]string{
	"fixed line", "mobile", "fixed line or mobile", "toll free", "premium rate", "shared cost",
	"voip", "personal number", "pager", "uan", "voicemail",
}

func (c *tally) report(t *testing.T) {
	t.Logf("%d comparisons: %d valid, %d possible, %d refused; %d differences", c.all, c.valid, c.possible, c.refused, c.different)
	for kind, name := range kindNames {
		n := c.kinds[phonenumbers.PhoneNumberType(kind)]
		t.Logf("%-20s %7d", name, n)
		assert.NotZero(t, n, name)
	}
	var line strings.Builder
	for _, region := range slices.Sorted(maps.Keys(c.regions)) {
		fmt.Fprintf(&line, " %s %d", region, c.regions[region])
	}
	t.Logf("%d regions:%s", len(c.regions), line.String())

	for _, region := range slices.Sorted(maps.Keys(phonenumbers.GetSupportedRegions())) {
		if c.regions[region] == 0 {
			t.Logf("no number is found to be of %s, only of a region that shares its calling code", region)
		}
	}
	for _, x := range examples() {
		assert.NotZero(t, c.origins[x], "%s, %s", x.region, kindNames[x.kind])
		want, _ := libraryJudges(x.e164(), "")
		assert.NotZero(t, c.regions[want.region], want.region)
	}
	require.Zero(t, c.different)
	assert.GreaterOrEqual(t, c.valid*10, c.all*3)
}
