package compile_test

import (
	"maps"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/compile"
)

// answering is a contract with the fields given, whose answer to violations has a body.
func answering(t testing.TB, fields, definitions, body string) fstest.MapFS {
	t.Helper()
	files := small(t, fields, definitions+"\n_marks: answer.#Message")
	edit(t, files, "own/own.cue", `	"list"`, `	"github.com/passant-go/passant/schemas/answer"
	"list"`)
	edit(t, files, "own/own.cue", `#Body: {}`, `#Body: `+body)
	edit(t, files, "own/own.cue", `malformed: invalid`, `malformed: {status: 400, #Body: {}}`)
	return files
}

// What an answer cannot be written from is a fault at its place: a name that may stand twice, one name for two fields, what
// would stand in the place of a mark, a placeholder that nothing fills.
func TestAnswersThatWouldBeWrong(t *testing.T) {
	for _, test := range []struct{ name, fields, body, want string }{
		{"name of a member that a group writes", `error?: string`, `{error!: "invalid", [answer.#Field]: answer.#Message}`,
			`own/own.cue:23:34: error may be written twice, as [answer.#Field] beside it writes it, too, put the group in a member of its own`},
		{"name in another case", `error?: string`, `{Error!: "invalid", [answer.#Field]: answer.#Message}`,
			`own/own.cue:23:34: Error may be written twice, as [answer.#Field] beside it writes it, too, put the group in a member of its own`},
		{"name of a rule that a group writes", ``, `{[answer.#Rule]: answer.#Message, none?: "5", own!: "5"}`,
			`own/own.cue:23:79: own may be written twice, as [answer.#Rule] beside it writes it, too, put the group in a member of its own`},
		{"name that an embedded struct has", `error?: string`, `{[answer.#Field]: answer.#Message, #Invalid}`,
			`own/own.cue:34:12: error may be written twice, as [answer.#Field] beside it writes it, too, put the group in a member of its own`},
		{"two groups", ``, `{[answer.#Field]: answer.#Message, [answer.#Rule]: answer.#Message}`,
			`own/own.cue:23:68: [answer.#Field] and [answer.#Rule] may write a name twice, put the group in a member of its own`},
		{"property of two fields", `home?: city?: string, work?: city?: string`, `{[answer.#Property]: answer.#Message}`,
			`own/own.cue:23:34: home.city and work.city are both City in [answer.#Property], group by answer.#Field`},
		{"attribute of two fields", `a?: city?: string, b?: city?: string`, `{errors!: {[answer.#Attribute]: answer.#Message}}`, ``},
		{"group by a number", ``, `{[answer.#Line]: answer.#Message}`,
			`own/own.cue:23:34: [answer.#Line] is no name of a member, group by a mark that is a string`},
		{"literal beside a mark", ``, `{m!: answer.#Message & "no"}`,
			`own/own.cue:23:56: answer.#Message and "no" cannot both be written, write one of them`},
		{"literal that a definition has", ``, `{m!: #No & answer.#Message}`,
			`own/own.cue:33:6: answer.#Message and "no" cannot both be written, write one of them`},
		{"two marks", ``, `{m!: answer.#Message & answer.#Code}`,
			`own/own.cue:23:56: answer.#Message and answer.#Code cannot both be written, write one of them`},
	} {
		t.Run(test.name, func(t *testing.T) {
			files := answering(t, test.fields, "#No: \"no\"\n#Invalid: {error!: \"invalid\"}", test.body)
			_, err := compile.FS(files, compile.Dirs("own"))
			if test.want == "" {
				assert.NoError(t, err)
				return
			}
			require.Error(t, err)
			first, _, _ := strings.Cut(err.Error(), "\n")
			assert.Equal(t, test.want, first)
		})
	}
}

// A name that any unknown member may have is none for a literal member beside the names of fields.
func TestNamesOfUnknownMembersInAnswers(t *testing.T) {
	files := answering(t, ``, ``, `{error!: "invalid", [answer.#Field]: answer.#Message}`)
	_, err := compile.FS(files, compile.Dirs("own"))
	require.NoError(t, err)
	edit(t, files, "own/own.cue", `method:   "POST"`, `method: "POST", unknown: "violation"`)
	_, err = compile.FS(files, compile.Dirs("own"))
	assert.ErrorContains(t, err, "error may be written twice")
}

func TestPlaceholdersInCodes(t *testing.T) {
	for _, message := range []string{`{code: "[blank]{field}", text: "{field}"}`, `{key: "x{max}", text: "{field}"}`} {
		files := answering(t, `a?: string & strings.MaxRunes(3)`, ``, `{m!: answer.#Code}`)
		edit(t, files, "own/own.cue", `rules: own: "own"`, `rules: {own: "own", max_length: `+message+`}`)
		_, err := compile.FS(files, compile.Dirs("own"))
		require.Error(t, err)
		assert.Regexp(t, `^own/own.cue:20:50: code and key have no placeholders: \{(field|max)\} in the message for max_length, `+
			`write it out, in messages: fields where fields differ$`, err.Error())
	}
}

// A struct that embeds a mark alone is that mark.
func TestEmbeddedMarks(t *testing.T) {
	const payload = `{"a":5}`
	answer := func(body string) string {
		files := answering(t, `a?: string`, "#Said: {answer.#Message}", body)
		report := engine.New(endpoint(t, files, "own/post")).Validate([]byte(payload))
		return string(report.AppendAnswer(nil))
	}
	for embedded, plain := range map[string]string{
		`{m!: {answer.#Message}}`: `{m!: answer.#Message}`, `{m!: [...{{answer.#Message}}]}`: `{m!: [...answer.#Message]}`,
		`{m!: #Said}`: `{m!: answer.#Message}`, `{m!: #Said & !="OK"}`: `{m!: answer.#Message}`,
	} {
		assert.JSONEq(t, answer(plain), answer(embedded), embedded)
	}
	files := answering(t, ``, ``, `{m!: {answer.#Message, #no: 1}}`)
	_, err := compile.FS(files, compile.Dirs("own"))
	assert.ErrorContains(t, err, "own/own.cue:23:39: answer.#Message cannot be written")
}

// A pointer is into the payload, which has no headers.
func TestPointersOfHeaders(t *testing.T) {
	files := answering(t, ``, ``, `{m!: [...{p!: answer.#Pointer, f!: answer.#Field}]}`)
	edit(t, files, "own/own.cue", `#Request: #Post`, `#Headers: "X-Key"!: string
	#Request: #Post`)
	report := engine.New(endpoint(t, files, "own/post")).ValidateRequest(engine.Request{Method: "POST", Body: engine.Hide([]byte(`{}`))})
	require.Len(t, report.Violations(), 1)
	assert.Empty(t, report.Violations()[0].Pointer)
	assert.JSONEq(t, `{"m":[{"p":"","f":"X-Key"}]}`, string(report.AppendAnswer(nil)))
}

// A member is compared with another whatever else is wrong with that one, as far as its kind allows: numbers have an order, equality
// is of two values of a kind, and the order of two texts is that of what they write, such as days. Neither the order of members nor
// that of comparisons makes a difference.
func TestComparisonsWithMembersThatFail(t *testing.T) {
	files := answering(t, `p!: number & >5, q!: number & >p, r?: number & >p & <q, s?: number & !=p
		from!: time.Format("2006-01-02"), until!: time.Format("2006-01-02") & >from, last?: time.Format("2006-01-02") & >=until
		old!: string & strings.MinRunes(3), new!: string & !=old`, ``, `{m!: [...{f!: answer.#Field, r!: answer.#Rule}]}`)
	e := engine.New(endpoint(t, files, "own/post"))
	valid := map[string]string{
		"p": `6`, "q": `8`, "r": `7`, "s": `2`, "from": `"2026-01-01"`, "until": `"2026-01-02"`, "last": `"2026-01-03"`, "old": `"abc"`, "new": `"abd"`,
	}
	for _, test := range []struct {
		changed map[string]string
		want    []string
	}{
		{nil, nil},
		{map[string]string{"p": `1`, "q": `1`, "r": `1`, "s": `1`}, []string{"p min", "q min", "r min", "r max", "s pattern"}},
		{map[string]string{"p": `1`}, []string{"p min"}},
		{map[string]string{"p": `9`}, []string{"q min", "r min"}},
		{map[string]string{"p": `"1"`, "s": `1`}, []string{"p type"}},
		{map[string]string{"p": `null`}, []string{"p type"}},
		{map[string]string{"from": `"2026-13-01"`, "until": `"2026-01-02"`}, []string{"from date"}},
		{map[string]string{"from": `"2026-01-05"`}, []string{"until min"}},
		{map[string]string{"from": `"2026-01-05"`, "last": `"2026-01-01"`}, []string{"until min", "last min"}},
		{map[string]string{"old": `"a"`, "new": `"a"`}, []string{"old min_length", "new pattern"}},
		{map[string]string{"old": `1`, "new": `"a"`}, []string{"old type"}},
	} {
		payload := maps.Clone(valid)
		maps.Copy(payload, test.changed)
		for range 5 { // a map has no order
			var members []string
			for name, value := range payload {
				members = append(members, strconv.Quote(name)+":"+value)
			}
			body := "{" + strings.Join(members, ",") + "}"
			var got []string
			for _, v := range e.Validate([]byte(body)).Violations() {
				got = append(got, v.Field+" "+v.Rule)
			}
			assert.Equal(t, test.want, got, body)
		}
	}
}

// What a confirmation reports has the name that its declaration gives, and is reported beside what is wrong with the first.
func TestConfirmations(t *testing.T) {
	files := answering(t, `p!: string & strings.MinRunes(3), q!: p @as(confirmed)`, ``, `{m!: [...{f!: answer.#Field, r!: answer.#Rule}]}`)
	edit(t, files, "own/own.cue", `rules: own: "own"`, `rules: {own: "own", confirmed: "{field} is not the same as {member}"}`)
	e := engine.New(endpoint(t, files, "own/post"))
	for payload, want := range map[string][]string{
		`{"p":"abc","q":"abc"}`: nil,
		`{"p":"abc","q":"abd"}`: {"q confirmed q is not the same as p"},
		`{"p":"ab","q":"ab"}`:   {"p min_length p must have at least 3 characters"},
		`{"p":"ab","q":"abc"}`:  {"p min_length p must have at least 3 characters", "q confirmed q is not the same as p"},
		`{"q":"abc","p":"ab"}`:  {"p min_length p must have at least 3 characters", "q confirmed q is not the same as p"},
		`{"p":5,"q":"abc"}`:     {"p type p must be of type string"},
		`{"p":5,"q":5}`:         {"p type p must be of type string", "q type q must be of type string"},
		`{"q":"abc"}`:           {"p required p is required"},
	} {
		var got []string
		for _, v := range e.Validate([]byte(payload)).Violations() {
			got = append(got, v.Field+" "+v.Rule+" "+v.Message)
		}
		assert.Equal(t, want, got, payload)
	}
}

// A type that contains itself is none that an answer could be written by, however it does so.
func TestAnswersDoNotContainThemselves(t *testing.T) {
	for body, want := range map[string]string{
		`#Problem`:               `{error!: answer.#Message, more?: #Problem} contains itself, which an answer cannot, write it out as deep as it goes`,
		`{a!: #Problem}`:         `{error!: answer.#Message, more?: #Problem} contains itself, which an answer cannot, write it out as deep as it goes`,
		`{a!: #List}`:            `[...#List] contains itself, which an answer cannot, write it out as deep as it goes`,
		`{a!: #Either}`:          `answer.#Message | #Either contains itself, which an answer cannot, write it out as deep as it goes`,
		`#Problem & {error!: _}`: `{error!: answer.#Message, more?: #Problem} contains itself, which an answer cannot, write it out as deep as it goes`,
	} {
		files := answering(t, "", `#Problem: {error!: answer.#Message, more?: #Problem}
#List: [...#List]
#Either: answer.#Message | #Either`, body)
		_, err := compile.FS(files, compile.Dirs("own"))
		assert.ErrorContains(t, err, want, body)
		for _, fault := range joined(err) {
			assert.NotContains(t, fault.Error(), "too many", body)
		}
	}
}
