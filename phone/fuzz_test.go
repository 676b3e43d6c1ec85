package phone_test

import (
	"cmp"
	"testing"

	"github.com/nyaruka/phonenumbers"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/phone"
)

// FuzzParse holds Parse against the library, and Check and the text of a Number against Parse.
func FuzzParse(f *testing.F) {
	for _, test := range benchmarks {
		f.Add(test.text, test.region)
	}
	for _, x := range examples() {
		if x.kind == phonenumbers.FIXED_LINE {
			f.Add(x.national, x.region)
		}
	}
	f.Fuzz(func(t *testing.T, text, region string) {
		n, err := phone.Parse(text, region)
		m, reason := phone.Check([]byte(text), region)
		require.Equal(t, n, m)
		require.Equal(t, err == nil, reason == 0)
		require.Equal(t, cmp.Or(reason, m.Reason()), phone.Possible(text, region))
		if !grammar.MatchString(text) {
			require.Error(t, err)
			return
		}
		if region == phone.World && len(text) == 250 {
			return // the library has no room for the +
		}
		want, _ := libraryJudges(text, region)
		require.Equal(t, want, judge(text, region))
		if err != nil {
			var parseError *phone.ParseError
			require.ErrorAs(t, err, &parseError)
			assert.Equal(t, reason, parseError.Reason)
			assert.True(t, 0 <= parseError.Offset && parseError.Offset <= len(text))
			return
		}
		e164, err := n.MarshalText()
		require.NoError(t, err)
		require.Equal(t, n.String(), string(e164))
		var again phone.Number
		require.NoError(t, again.UnmarshalText(e164))
		require.Equal(t, n, again)

		want, _ = libraryJudges(string(e164), region)
		require.Equal(t, want, judge(string(e164), region))
	})
}

// FuzzUnmarshalText holds that what is read is what was written.
func FuzzUnmarshalText(f *testing.F) {
	for _, x := range examples() {
		f.Add([]byte(x.e164()))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var n phone.Number
		if n.UnmarshalText(text) == nil {
			again, err := n.AppendText(nil)
			require.NoError(t, err)
			require.Equal(t, string(text), string(again))
		}
	})
}
