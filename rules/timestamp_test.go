package rules_test

import (
	"fmt"
	"math"
	"math/big"
	"regexp"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/rules"
)

func TestTimestamp(t *testing.T) {
	testRule(t, new(rules.Timestamp), map[string][]string{
		"":      {"0", "-0", "1", "-1", "1000000000000", "9223372036854775807", "-9223372036854775808"},
		"form":  {"", "-", "+1", "1.0", "1e3", "01", "00", "-01", " 1", "1 ", "0x1", "1_000", "--1", "١", "true"},
		"early": {"-9223372036854775809", "-92233720368547758080", "-10000000000000000000000000000"},
		"late":  {"9223372036854775808", "92233720368547758070", "18446744073709551616", "10000000000000000000000000000"},
	})
	testRule(t, &rules.Timestamp{Since: rules.TimeBound{Kind: rules.BoundAt, At: -5}, Until: rules.TimeBound{Kind: rules.BoundAt}}, map[string][]string{
		"":      {"-5", "-1", "0", "-0"},
		"early": {"-6", "-9223372036854775809"},
		"late":  {"1", "9223372036854775808"},
		"form":  {"-5.0"},
	})
	testRule(t, &rules.Timestamp{Since: rules.TimeBound{Kind: rules.BoundAt, At: 1}, Until: rules.TimeBound{Kind: rules.BoundAt, At: -1}}, map[string][]string{
		"early": {"-1", "0"},
		"late":  {"1"},
	})
}

func TestTimestampNow(t *testing.T) {
	now := time.UnixMilli(1_700_000_000_999)
	clock := func() time.Time { return now }
	born := &rules.Timestamp{
		Unit:  rules.Milliseconds,
		Since: rules.TimeBound{Kind: rules.BoundAt, At: time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli()},
		Until: rules.TimeBound{Kind: rules.BoundNow},
	}
	ahead := &rules.Timestamp{Since: rules.TimeBound{Kind: rules.BoundNow}}
	for _, test := range []struct {
		rule       rules.Checker
		text, code string
	}{
		{born, "-2208988800001", "early"},
		{born, "-2208988800000", ""},
		{born, "0", ""},
		{born, "1700000000999", ""},
		{born, "1700000001000", "late"},
		{ahead, "1699999999", "early"},
		{ahead, "1700000000", ""},
		{ahead, "1700000001", ""},
	} {
		value := rules.Value{Text: []byte(test.text), Now: clock}
		assert.Equal(t, test.code, test.rule.Check(value).Code, test.text)
		assert.Zero(t, testing.AllocsPerRun(10, func() { test.rule.Check(value) }))
	}
	assert.Equal(t, "late", born.Check(rules.Value{Text: []byte("4102444800000"), Now: clock}).Code)

	at := func(d time.Duration) rules.Value {
		return rules.Value{Text: strconv.AppendInt(nil, time.Now().Add(d).UnixMilli(), 10)}
	}
	assert.Zero(t, born.Check(at(-time.Minute)), "without a clock it is that of the machine")
	assert.Equal(t, "late", born.Check(at(time.Minute)).Code)
}

func FuzzTimestamp(f *testing.F) {
	for _, text := range []string{"0", "-0", "01", "1e3", "-2208988800000", "9223372036854775808", "-9223372036854775809", "1.0"} {
		f.Add(text, int64(-2208988800000), int64(1_700_000_000_000))
		f.Add(text, int64(math.MinInt64), int64(math.MaxInt64))
	}
	integer := regexp.MustCompile(`^-?(?:0|[1-9][0-9]*)$`)
	f.Fuzz(func(t *testing.T, text string, since, until int64) {
		reason := rules.CheckTimestamp([]byte(text), since, until)
		require.Equal(t, !integer.MatchString(text), reason == rules.TimestampForm)
		if reason == rules.TimestampForm {
			return
		}
		n, ok := new(big.Int).SetString(text, 10)
		require.True(t, ok)
		want := rules.Reason("")
		switch {
		case n.Cmp(big.NewInt(since)) < 0:
			want = rules.TimestampEarly
		case n.Cmp(big.NewInt(until)) > 0:
			want = rules.TimestampLate
		}
		require.Equal(t, want, reason)
	})
}

func TestTimeUnit(t *testing.T) {
	for text, unit := range map[string]rules.TimeUnit{"s": rules.Seconds, "ms": rules.Milliseconds} {
		var got rules.TimeUnit
		require.NoError(t, got.UnmarshalText([]byte(text)))
		assert.Equal(t, unit, got)
	}
	unit := rules.Milliseconds
	assert.Error(t, unit.UnmarshalText([]byte("us")))
	assert.Equal(t, rules.Milliseconds, unit, "unchanged by an error")
	assert.Equal(t, "rules.Milliseconds rules.Seconds", fmt.Sprintf("%#v %#v", rules.Milliseconds, rules.Seconds))
}

func TestTimeBound(t *testing.T) {
	for text, bound := range map[string]rules.TimeBound{
		"now":                  {Kind: rules.BoundNow},
		"0":                    {Kind: rules.BoundAt},
		"-2208988800000":       {Kind: rules.BoundAt, At: -2208988800000},
		"-9223372036854775808": {Kind: rules.BoundAt, At: math.MinInt64},
	} {
		var got rules.TimeBound
		require.NoError(t, got.UnmarshalText([]byte(text)))
		assert.Equal(t, bound, got)
	}
	bound := rules.TimeBound{Kind: rules.BoundAt, At: 7}
	for _, text := range []string{"", "Now", "1.5", "1e3", "9223372036854775808", "today"} {
		assert.Error(t, bound.UnmarshalText([]byte(text)), text)
		assert.Equal(t, rules.TimeBound{Kind: rules.BoundAt, At: 7}, bound, "unchanged by an error")
	}
	assert.Equal(t, "rules.TimeBound{Kind: rules.BoundAt, At: 7}", fmt.Sprintf("%#v", bound))
	assert.Equal(t, "rules.TimeBound{Kind: rules.BoundNow}", fmt.Sprintf("%#v", rules.TimeBound{Kind: rules.BoundNow}))
	assert.Equal(t, "rules.TimeBound{}", fmt.Sprintf("%#v", rules.TimeBound{}))
}

func BenchmarkTimestamp(b *testing.B) {
	rule := &rules.Timestamp{Unit: rules.Milliseconds, Until: rules.TimeBound{Kind: rules.BoundAt, At: 1_700_000_000_000}}
	benchmark(b, rule, "970704000000", "strconv.ParseInt", func(text string) bool {
		n, err := strconv.ParseInt(text, 10, 64)
		return err == nil && n <= 1_700_000_000_000
	})
}
