package engine_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/lookup"
	"github.com/passant-go/passant/schemas/larsverp"
)

// Nothing that is printed or logged shows a value of the payload, whatever the type, verb or handler.
func TestNothingShowsValues(t *testing.T) {
	const secret = "Hunter2Hunter2"
	body := []byte(`{"first_name":["` + secret + `"],"insertion":7,"last_name":"` + secret + `","email":"` + secret + `","postal_code":"` + secret +
		`","password":"` + secret + `","nickname":{"` + secret + `":"` + secret + `"}}`)
	valid := []byte(`{"first_name":"` + secret + `","last_name":"` + secret + `","email":"` + secret + `@example.nl","postal_code":"1234 AB","password":"` + secret + `"}`)

	report := larsverp.Register.Validate(body)
	require.False(t, report.Valid())
	violations := report.Violations()
	require.GreaterOrEqual(t, len(violations), 5)

	var values lookup.Values
	stateful := larsverp.Register.With(lookup.Func("email.unique", func(_ context.Context, in lookup.Values) (lookup.Outcome, error) {
		values = in
		return lookup.Unknown, errors.New("down")
	}))
	_, lookupErr := stateful.Check(context.Background(), valid)
	require.Error(t, lookupErr)
	require.Equal(t, secret, values.Text("last_name"))
	_, normalErr := larsverp.Register.AppendNormal(nil, []byte(`{"first_name":"`+secret))
	require.Error(t, normalErr)
	_, optionErr := larsverp.Register.Configure(engine.Options{Catalogue: "french"})

	for _, v := range []any{
		report, &report, violations, violations[0], &violations[0], larsverp.Register.Validate(valid), values, &values,
		larsverp.Register, stateful, lookupErr, normalErr, optionErr, engine.SeverityWarning, engine.Report{},
		struct{ R engine.Report }{report}, map[string]any{"r": report, "v": values},
	} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			assert.NotContains(t, fmt.Sprintf(verb, v), secret, "%T %s", v, verb)
			assert.NotContains(t, fmt.Sprintf(verb, v), fmt.Sprintf("%x", secret), "%T %s", v, verb)
		}
		text, err := json.Marshal(v)
		require.NoError(t, err)
		assert.NotContains(t, string(text), secret, "%T", v)
		var log bytes.Buffer
		slog.New(slog.NewTextHandler(&log, nil)).Info("x", "v", v)
		slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "v", v)
		assert.NotContains(t, log.String(), secret, "%T", v)
	}

	// The name of a member that the contract does not have is in the report, not in what is printed or logged.
	text, err := json.Marshal(report)
	require.NoError(t, err)
	assert.NotContains(t, string(text), secret)
	assert.Contains(t, string(text), "nickname")
	assert.NotContains(t, fmt.Sprintf("%+v %+v", report, violations), "nickname")
	assert.NotContains(t, string(report.AppendAnswer(nil)), secret)
	assert.NotContains(t, string(report.AppendProblem(nil)), secret)
}

// A violation is the same in JSON on its own and in the report.
func TestViolationJSON(t *testing.T) {
	report := larsverp.Register.Validate([]byte("{\"first_name\":\"" + strings.Repeat("é", 192) + "\",\n\"nickname\":1,\"insertoin\":\"\"}"))
	list, err := json.Marshal(report.Violations())
	require.NoError(t, err)
	assert.Contains(t, string(report.AppendReport(nil, 0)), `"violations":`+string(list))
}
