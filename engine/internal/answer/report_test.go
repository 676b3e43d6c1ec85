package answer

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/internal/seedtest"
	"github.com/passant-go/passant/engine/plan"
)

func TestAppendReport(t *testing.T) {
	f := findings("{\n \"é\": 1}",
		Finding{Failure: &tooLong, Field: first, Found: 25, Offset: 8, Length: 1},
		Finding{Failure: &coupon, Field: email, Warning: true, Offset: 9},
		Finding{Failure: &unknown, Offset: 3}).stranger(2, `a/"ß`, `/a~1"ß`)
	f.List[1].Value = f.keep("x\n")

	assert.Equal(t, `{"endpoint":"test/signup","valid":false,"violations":[`+
		`{"field":"first_name","pointer":"/first_name","rule":"max_length","code":"max_length","severity":"error","message":"at most 20, not 25","params":{"max":20,"length":25},"offset":8,"length":1,"line":2,"column":6,"schema":"test.cue:2"},`+
		`{"field":"email","pointer":"/email","rule":"pattern","code":"coupon","severity":"warning","message":"“x\n” is no coupon","params":{"values":["a/b","ä"]},"offset":9,"length":0,"line":2,"column":7,"schema":"test.cue:5"},`+
		`{"field":"a/\"ß","pointer":"/a~1\"ß","rule":"unknown_field","code":"unknown_field","severity":"error","message":"a/\"ß (a/\"ß, A/\"ß) is new","params":{},"offset":3,"length":0,"line":2,"column":2,"schema":"test.cue:3"}]}`,
		string(f.AppendReport(nil, 0)))

	f.Message = func(i int) string { return string(rune('a'+i)) + `"` }
	assert.Contains(t, string(f.AppendReport(nil, 0)), `"message":"b\"","params":{"values":["a/b","ä"]}`)
	assert.Equal(t, "at most 20, not 25", string(f.AppendMessage(nil, 0)), "the contract's own")
	f.Message = nil

	f.List, f.Truncated = nil, true
	assert.Equal(t, `{"endpoint":"test/signup","record":7,"valid":false,"truncated":true,"violations":[]}`, string(f.AppendReport(nil, 7)))
	f.Valid, f.Truncated = true, false
	assert.Equal(t, ` {"endpoint":"test/signup","valid":true,"violations":[]}`, string(f.AppendReport([]byte(" "), 0)))
}

func TestAppendProblem(t *testing.T) {
	f := findings("",
		Finding{Failure: &required, Field: first, Warning: true},
		Finding{Failure: &required, Field: email},
		Finding{Failure: &unknown}).stranger(2, `a/"ß %`, `/a~1"ß %`)
	f.Catalogue = 1
	assert.Equal(t, `{"type":"about:blank","title":"Unprocessable Content","status":422,"detail":"her \"damit\"/ä","errors":[`+
		`{"detail":"her \"damit\"/ä","pointer":"#/email","rule":"required","code":"required"},`+
		`{"detail":"a/\"ß % (a/\"ß %, A/\"ß %) is new","pointer":"#/a~1%22%C3%9F%20%25","rule":"unknown_field","code":"unknown_field"}]}`,
		string(f.AppendProblem(nil)))

	root := findings("{", Finding{Failure: &malformed, Offset: 1})
	assert.Equal(t, `{"type":"about:blank","title":"Bad Request","status":400,"detail":"not JSON at 1:2","errors":[`+
		`{"detail":"not JSON at 1:2","pointer":"#","rule":"json","code":"syntax"}]}`, string(root.AppendProblem(nil)))

	for rule, want := range map[string]string{
		"json":       `"title":"Bad Request","status":400,`,
		"query":      `"title":"Bad Request","status":400,`,
		"method":     `"title":"Method Not Allowed","status":405,`,
		"media_type": `"title":"Unsupported Media Type","status":415,`,
		"email":      `"title":"Unprocessable Content","status":422,`,
	} {
		f := findings("", Finding{Failure: &plan.Failure{Rule: rule, Words: malformed.Words}})
		assert.Contains(t, string(f.AppendProblem(nil)), want)
	}
}

func TestAccessors(t *testing.T) {
	f := findings("{}", Finding{Failure: &malformed, Offset: 1}, Finding{Failure: &required, Field: email}, Finding{Failure: &unknown}).
		stranger(2, `"n"`, `/"n"`)
	for i, want := range [][3]string{
		{"", "", "not JSON at 1:2"},
		{"email", "/email", "give it"},
		{`"n"`, `/"n"`, `"n" ("n", "n") is new`},
	} {
		assert.Equal(t, want[0], string(f.AppendField(nil, i)))
		assert.Equal(t, want[1], string(f.AppendPointer(nil, i)))
		assert.Equal(t, want[2], string(f.AppendMessage(nil, i)))
	}
}

func TestPosition(t *testing.T) {
	input := strings.Repeat("é\n\n😀x\r\nłłł", 40)
	want := func(offset int) (line, column int) {
		before := input[:offset]
		last := strings.LastIndexByte(before, '\n') + 1
		return 1 + strings.Count(before, "\n"), 1 + utf8.RuneCountInString(before[last:])
	}
	var offsets []int
	for offset := range input {
		offsets = append(offsets, offset)
	}
	offsets = append(offsets, len(input))
	rand.Shuffle(len(offsets), func(i, j int) { offsets[i], offsets[j] = offsets[j], offsets[i] })
	var r Ruler
	for _, offset := range offsets {
		line, column := r.Position([]byte(input), offset)
		wantLine, wantColumn := want(offset)
		assert.Equal(t, [2]int{wantLine, wantColumn}, [2]int{line, column}, offset)
	}
}

// Whatever was found, what is written of it is JSON.
func TestWrittenIsJSON(t *testing.T) {
	random := rand.New(rand.NewPCG(seedtest.New(t), 2))
	text := func() string {
		b := make([]rune, random.IntN(6))
		for i := range b {
			b[i] = []rune("a_\"\\/\x00\x1f\x7f~%ßÄ\u2028😀{[")[random.IntN(16)]
		}
		return string(b)
	}
	failures := []*plan.Failure{&required, &tooLong, &unknown, &malformed, &coupon}
	bodies := [][]plan.Step{laravel, pantel, serviceStack}
	for range 3000 {
		f := findings(strings.Repeat("{\n", 50), make([]Finding, random.IntN(8))...)
		f.Catalogue = random.IntN(3)
		for i := range f.List {
			v := &f.List[i]
			v.Failure = failures[random.IntN(len(failures))]
			v.Warning = random.IntN(4) == 0
			v.Offset = random.IntN(100)
			v.Found = random.IntN(3) - 1
			v.Value = f.keep(text())
			switch random.IntN(3) {
			case 0:
				v.Field = []*plan.Field{email, first, &header}[random.IntN(3)]
			case 1:
				f.stranger(i, text(), "/"+text())
			}
		}
		assert.True(t, json.Valid(f.AppendReport(nil, random.IntN(2))))
		assert.True(t, json.Valid(f.AppendProblem(nil)))
		for _, steps := range bodies {
			escape := plan.Escape(random.IntN(2))
			body := f.AppendBody(nil, steps, escape)
			require.True(t, json.Valid(body), "%s", body)
			if escape == plan.PHP {
				assert.Len(t, body, utf8.RuneCount(body), "only ASCII")
			}
		}
	}
}
