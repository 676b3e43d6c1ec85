package rules_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/rules"
)

func TestDate(t *testing.T) {
	testRule(t, new(rules.Date), map[string][]string{
		"":      {"2000-10-05", "2000-02-29", "2024-02-29", "0000-02-29", "0001-01-01", "9999-12-31", "1582-10-10"},
		"form":  {"", "20001005", "2000-10-5", "2000-10-051", "2000/10/05", "2000-1005-", "-001-10-05", "+200-10-05", " 000-10-05", "2000-1a-05", "2000-10-0\n", "2000-10-05T00:00:00Z", "２０００-10-05", "2000‐10‐05"},
		"month": {"2000-00-05", "2000-13-05", "2000-99-99"},
		"day":   {"2000-10-00", "2000-10-32", "2000-04-31", "2023-02-29", "1900-02-29", "2100-02-29", "2000-02-30"},
	})
	testRule(t, &rules.Date{Layout: rules.DateDigits}, map[string][]string{
		"":      {"20001005", "20000229", "00010101", "99991231"},
		"form":  {"", "2000-10-05", "2000105", "200010055", "2000100a", "String", "-0011005", "2000 105"},
		"month": {"20000005", "20001305"},
		"day":   {"20001000", "20230229"},
	})
}

var dateLayouts = map[rules.DateLayout]string{rules.DateHyphens: "2006-01-02", rules.DateDigits: "20060102"}

// Every combination of a year, a month up to 13 and a day up to 32.
func TestEveryDay(t *testing.T) {
	days, texts := 0, 0
	for layout, reference := range dateLayouts {
		form := map[rules.DateLayout]string{rules.DateHyphens: "%04d-%02d-%02d", rules.DateDigits: "%04d%02d%02d"}[layout]
		for year := range 10_000 {
			if testing.Short() && year%100 > 4 {
				continue
			}
			for month := range 14 {
				text := fmt.Appendf(nil, form, year, month, 0)
				last := text[len(text)-2:]
				for day := range 33 {
					last[0], last[1] = '0'+byte(day/10), '0'+byte(day%10)
					_, err := time.Parse(reference, string(text))
					ok := rules.CheckDate(text, layout) == ""
					if ok != (err == nil) {
						t.Fatalf("%s: %v, %v", text, ok, err)
					}
					texts++
					if ok {
						days++
					}
				}
			}
		}
	}
	t.Logf("%d texts, %d days", texts, days)
	if !testing.Short() {
		assert.Equal(t, 2*(3_652_059+366), days, "of the years 0000 to 9999, in two layouts")
	}
}

func FuzzDate(f *testing.F) {
	for _, text := range []string{"2000-10-05", "20001005", "0000-02-29", "2000-02-30", "-001-01-01", "2000-1-05", "2000-10-05.5", "String"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for layout, reference := range dateLayouts {
			_, err := time.Parse(reference, text)
			require.Equal(t, err == nil, rules.CheckDate([]byte(text), layout) == "")
		}
	})
}

func TestDateLayout(t *testing.T) {
	for text, layout := range map[string]rules.DateLayout{"yyyy-MM-dd": rules.DateHyphens, "yyyyMMdd": rules.DateDigits} {
		var got rules.DateLayout
		require.NoError(t, got.UnmarshalText([]byte(text)))
		assert.Equal(t, layout, got)
	}
	layout := rules.DateDigits
	assert.Error(t, layout.UnmarshalText([]byte("dd.MM.yyyy")))
	assert.Equal(t, rules.DateDigits, layout, "unchanged by an error")
	assert.Equal(t, "rules.DateDigits rules.DateHyphens", fmt.Sprintf("%#v %#v", rules.DateDigits, rules.DateHyphens))
}

func BenchmarkDate(b *testing.B) {
	benchmark(b, new(rules.Date), "2000-10-05", "time.Parse", func(text string) bool {
		_, err := time.Parse("2006-01-02", text)
		return err == nil
	})
}

// A bound belongs to the days it allows; now is any day that it is somewhere on earth.
func TestDateBounds(t *testing.T) {
	at := func(day int) rules.DateBound { return rules.DateBound{Kind: rules.BoundAt, At: day} }
	now := rules.DateBound{Kind: rules.BoundNow}
	for _, test := range []struct {
		rule       rules.Date
		clock      string
		text, code string
	}{
		{rules.Date{Since: at(19000101)}, "", "1899-12-31", "early"},
		{rules.Date{Since: at(19000101)}, "", "1900-01-01", ""},
		{rules.Date{Since: at(19000101)}, "", "9999-12-31", ""},
		{rules.Date{Since: at(19000101)}, "", "1899-13-01", "month"},
		{rules.Date{Layout: rules.DateDigits, Since: at(19000101)}, "", "18991231", "early"},
		{rules.Date{Layout: rules.DateDigits, Since: at(19000101)}, "", "19000101", ""},
		{rules.Date{Until: at(20001005)}, "", "2000-10-05", ""},
		{rules.Date{Until: at(20001005)}, "", "2000-10-06", "late"},
		{rules.Date{Until: at(20001005)}, "", "0000-01-01", ""},
		{rules.Date{Since: at(20010101), Until: at(20001005)}, "", "2000-10-05", "early"},
		{rules.Date{Until: now}, "2026-12-01T09:59:59Z", "2026-12-01", ""},
		{rules.Date{Until: now}, "2026-12-01T09:59:59Z", "2026-12-02", "late"},
		{rules.Date{Until: now}, "2026-12-01T10:00:00Z", "2026-12-02", ""},
		{rules.Date{Until: now}, "2026-12-01T23:00:00+13:00", "2026-12-02", ""},
		{rules.Date{Until: now}, "2026-12-31T23:00:00Z", "2027-01-01", ""},
		{rules.Date{Layout: rules.DateDigits, Until: now}, "2024-02-28T12:00:00Z", "20240229", ""},
		{rules.Date{Layout: rules.DateDigits, Until: now}, "2024-02-28T12:00:00Z", "20240301", "late"},
		{rules.Date{Since: now}, "2026-12-01T11:59:59Z", "2026-11-30", ""},
		{rules.Date{Since: now}, "2026-12-01T12:00:00Z", "2026-11-30", "early"},
		{rules.Date{Since: now}, "2026-12-01T12:00:00Z", "2026-12-01", ""},
	} {
		value := rules.Value{Text: []byte(test.text)}
		if test.clock != "" {
			clock, err := time.Parse(time.RFC3339, test.clock)
			require.NoError(t, err)
			value.Now = func() time.Time { return clock }
		}
		assert.Equal(t, test.code, test.rule.Check(value).Code, "%s at %s", test.text, test.clock)
		assert.Zero(t, testing.AllocsPerRun(10, func() { test.rule.Check(value) }))
	}
	past := rules.Value{Text: []byte(time.Now().AddDate(0, 0, -2).Format(time.DateOnly))}
	assert.Zero(t, (&rules.Date{Until: now}).Check(past), "without a clock it is that of the machine")
	assert.Equal(t, "early", (&rules.Date{Since: now}).Check(past).Code)
}

func TestDateBound(t *testing.T) {
	for text, want := range map[string]string{
		"now":        "rules.DateBound{Kind: rules.BoundNow}",
		"1900-01-01": "rules.DateBound{Kind: rules.BoundAt, At: 19000101}",
		"0000-12-31": "rules.DateBound{Kind: rules.BoundAt, At: 1231}",
	} {
		var bound rules.DateBound
		assert.Equal(t, "rules.DateBound{}", bound.GoString())
		require.NoError(t, bound.UnmarshalText([]byte(text)))
		assert.Equal(t, want, bound.GoString())
	}
	bound := rules.DateBound{Kind: rules.BoundNow}
	for _, text := range []string{"", "today", "19000101", "1900-02-29", "1900-1-1", "-1"} {
		assert.Error(t, bound.UnmarshalText([]byte(text)), text)
		assert.Equal(t, rules.DateBound{Kind: rules.BoundNow}, bound, "unchanged by an error")
	}
}
