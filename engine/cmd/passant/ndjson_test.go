package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func collect(in io.Reader) (all []string, err error) {
	for line, err := range lines(in, limitBody) {
		if err != nil {
			return all, err
		}
		all = append(all, string(line))
	}
	return all, nil
}

func TestLines(t *testing.T) {
	long := strings.Repeat("a", limitBody)
	cut := strings.Repeat("a", limitBody+1)
	for _, test := range []struct {
		name, in string
		want     []string
	}{
		{"nothing", "", nil},
		{"one", "a\n", []string{"a"}},
		{"no end", "a", []string{"a"}},
		{"several", "a\nb\nc", []string{"a", "b", "c"}},
		{"CRLF", "a\r\nb\r\n", []string{"a", "b"}},
		{"CR in a line", "a\rb\r\r\n", []string{"a\rb\r"}},
		{"blank", "\n\r\n \t\n\r\n  ", nil},
		{"blank between", "\n\na\n \nb\n\n", []string{"a", "b"}},
		{"no white space of JSON", "\v\n\u00a0\n", []string{"\v", "\u00a0"}},
		{"blank, then not, beyond the buffer", strings.Repeat(" ", 100_000) + "a\n", []string{strings.Repeat(" ", 100_000) + "a"}},
		{"blank over the limit", strings.Repeat(" ", 2*limitBody) + "\na\n", []string{"a"}},
		{"at the limit", long + "\nb\n", []string{long, "b"}},
		{"at the limit, CRLF", long + "\r\nb\r\n", []string{long, "b"}},
		{"at the limit, no end", long, []string{long}},
	} {
		t.Run(test.name, func(t *testing.T) {
			for name, in := range map[string]io.Reader{
				"":           strings.NewReader(test.in),
				"in halves":  iotest.HalfReader(strings.NewReader(test.in)),
				"data + EOF": iotest.DataErrReader(strings.NewReader(test.in)),
			} {
				got, err := collect(in)
				require.NoError(t, err, name)
				assert.Equal(t, test.want, got, name)
			}
		})
	}
	for _, end := range []string{"", "\n", "\r\n", "\r", "a\r\n", "aa\r\n", strings.Repeat("a", limitBody) + "\n"} {
		got, err := collect(strings.NewReader(cut + end))
		require.NoError(t, err)
		require.Len(t, got, 1)
		assert.Greater(t, len(got[0]), limitBody)
		assert.LessOrEqual(t, len(got[0]), limitBody+2)
	}
}

func TestLinesOverTheLimitAreNotHeld(t *testing.T) {
	in := io.LimitReader(endless{}, 128<<20)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := collect(in)
	runtime.ReadMemStats(&after)
	require.NoError(t, err)
	assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(16<<20))
}

// endless is a line without an end.
type endless struct{}

func (endless) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = 'a'
	}
	return len(b), nil
}

func TestReadingGoesOnAfterALineOverTheLimit(t *testing.T) {
	r := command(valid+"\n"+sized(2*limitBody)+"\r\n"+valid+"\n", "check -e larsverp/validation --ndjson -f report")
	out := strings.Split(r.out, "\n")
	require.Len(t, out, 4)
	assert.Contains(t, out[0], `"record":1,"valid":true`)
	assert.Contains(t, out[1], `"record":2,"valid":false`)
	assert.Contains(t, out[1], `"code":"size"`)
	assert.Contains(t, out[2], `"record":3,"valid":true`)
	assert.Equal(t, int(atFault), r.code)
}

func TestLinesBeforeAFaultOfReadingAreJudged(t *testing.T) {
	in := io.MultiReader(strings.NewReader(valid+"\n{}\n{\"to"), iotest.ErrReader(errors.New("cable pulled")))
	var out, err bytes.Buffer
	code := run([]string{"check", "-e", "larsverp/validation", "--ndjson"}, in, &out, &err)
	assert.Equal(t, int(failed), code)
	assert.Equal(t, 3, strings.Count(out.String(), "\n")) // two verdicts, and that there are no more
	assert.Equal(t, "passant: standard input: cable pulled\n", err.String())
}

// Whoever writes one line and waits for its verdict gets it.
func TestVerdictsComeBeforeMoreIsRead(t *testing.T) {
	in, say := io.Pipe()
	hear, out := io.Pipe()
	done := make(chan int)
	go func() {
		defer out.Close()
		done <- run([]string{"check", "-e", "larsverp/validation", "--ndjson", "-f", "report"}, in, out, io.Discard)
	}()
	verdicts := bufio.NewReader(hear)
	for _, payload := range []string{valid, "{}", valid} {
		_, err := io.WriteString(say, payload+"\n")
		require.NoError(t, err)
		verdict, err := verdicts.ReadString('\n')
		require.NoError(t, err)
		assert.Equal(t, payload == valid, strings.Contains(verdict, `"valid":true`))
	}
	say.Close()
	assert.Equal(t, int(atFault), <-done)
}

// There is one line of output for each line that is not blank, and it says what is said of that line alone.
func FuzzLines(f *testing.F) {
	for _, seed := range []string{
		"", "\n", "\r\n \n", valid, valid + "\n{}\r\n\n" + valid, "{\n}\n", "\xff\n\x00\n\v\n", `{"email":"é","x":1}` + "\n[]\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in string) {
		var payloads []string
		for line := range strings.SplitSeq(in, "\n") {
			if strings.Trim(line, " \t\r") != "" {
				payloads = append(payloads, line)
			}
		}
		const check = "check -e larsverp/validation -f report"
		whole := command(in, check+" --ndjson")
		verdicts := strings.SplitAfter(whole.out, "\n")
		require.Len(t, verdicts, len(payloads)+1)
		code := 0
		for i, payload := range payloads {
			alone := command(payload, check)
			code = max(code, alone.code)
			var want, got map[string]any
			require.NoError(t, json.Unmarshal([]byte(alone.out), &want))
			require.NoError(t, json.Unmarshal([]byte(verdicts[i]), &got))
			want["record"] = float64(i + 1)
			if strings.HasSuffix(payload, "\r") { // which the end of the line takes, and what is missing is found there
				want, got = map[string]any{"valid": want["valid"]}, map[string]any{"valid": got["valid"]}
			}
			require.Equal(t, want, got)
		}
		require.Equal(t, code, whole.code)

		answers := command(in, "check -e larsverp/validation --ndjson")
		require.Equal(t, len(payloads), strings.Count(answers.out, "\n"))
	})
}
