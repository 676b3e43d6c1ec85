package engine_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/schemas/larsverp"
)

// quoting puts a violation's place and own message into quotation marks, which JSON escapes.
type quoting struct{}

func (quoting) Message(v engine.Violation) string {
	return fmt.Sprintf("%q at %d:%d", v.Message, v.Line, v.Column)
}

func TestIn(t *testing.T) {
	body := []byte("{\"first_name\":\"a\",\"last_name\":\"b\",\"email\":\"c@d.nl\",\n\"postal_code\":true,\"frist_name\":1}")
	own := larsverp.Register.Validate(body)
	report := own.WithMessages(quoting{})

	violations := report.Violations()
	require.Len(t, violations, 3)
	for i, v := range own.Violations() {
		assert.Equal(t, quoting{}.Message(v), violations[i].Message)
		v.Message = violations[i].Message
		assert.Equal(t, v, violations[i])
	}

	list, err := json.Marshal(violations)
	require.NoError(t, err)
	assert.Contains(t, string(report.AppendReport(nil, 0)), `"violations":`+string(list))
	whole, err := json.Marshal(report)
	require.NoError(t, err)
	assert.Equal(t, string(report.AppendReport(nil, 0)), string(whole))

	first, err := json.Marshal(violations[0].Message)
	require.NoError(t, err)
	assert.Contains(t, string(report.AppendProblem(nil)), `"detail":`+string(first)+`,"errors":[{"detail":`+string(first))
	assert.Equal(t, string(own.AppendAnswer(nil)), string(report.AppendAnswer(nil)))
	assert.Equal(t, fmt.Sprint(own), fmt.Sprint(report))
	assert.Equal(t, own.Violations(), report.WithMessages(nil).Violations())

	larsverp.Register.ValidateInto(&report, body)
	assert.Equal(t, own.Violations(), report.Violations(), "a report that is reused is the contract's")
	assert.Empty(t, engine.Report{}.WithMessages(quoting{}).Violations())
	assert.Equal(t, "null", string(engine.Report{}.WithMessages(quoting{}).AppendReport(nil, 0)))
}

func TestAppendWithoutMessagesDoesNotAllocate(t *testing.T) {
	report := larsverp.Register.Validate([]byte(`{"frist_name":1}`))
	dst := make([]byte, 0, 4096)
	assert.Zero(t, testing.AllocsPerRun(100, func() { report.AppendReport(dst, 0) }), "report")
	assert.Zero(t, testing.AllocsPerRun(100, func() { report.AppendProblem(dst) }), "problem")
}
