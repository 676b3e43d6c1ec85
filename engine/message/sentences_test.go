package message_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/compile"
	"github.com/passant-go/passant/engine/message"
	"github.com/passant-go/passant/engine/message/internal/vocabulary"
	"github.com/passant-go/passant/schemas"
)

// sentences are what is said of a value that a constraint refuses: in every language, and true.
var sentences = []struct {
	members, payload string
	code             string // rule, or rule.code
	want             [4]string
}{
	{`x!: int`, `{}`, "required", [4]string{"x is required", "x is verplicht", "x ist erforderlich", "x est obligatoire"}},
	{`x!: field.#NotBlank`, `{"x":" "}`, "blank", [4]string{
		"x must not be blank", "x mag niet leeg zijn", "x darf nicht leer sein", "x ne doit pas être vide",
	}},
	{`x!: string`, `{"x":1}`, "type.string", [4]string{
		"x must be of type string", "x moet een tekst zijn", "x muss ein Text sein", "x doit être un texte",
	}},
	{`x!: string | [...]`, `{"x":1}`, "type", [4]string{
		"x must be of type string or list", "x is van het verkeerde type", "x hat den falschen Typ", "x n’est pas du bon type",
	}},

	{`x!: number & >=5`, `{"x":4}`, "min", [4]string{
		"x must be at least 5", "x moet minstens 5 zijn", "x muss mindestens 5 betragen", "x doit valoir au moins 5",
	}},
	{`x!: number & >5`, `{"x":5}`, "min.exclusive", [4]string{
		"x must be more than 5", "x moet meer dan 5 zijn", "x muss mehr als 5 betragen", "x doit valoir plus de 5",
	}},
	{`x!: int & >5`, `{"x":5}`, "min", [4]string{
		"x must be at least 6", "x moet minstens 6 zijn", "x muss mindestens 6 betragen", "x doit valoir au moins 6",
	}},
	{`x!: number & <=1234.5`, `{"x":1235}`, "max", [4]string{
		"x must be at most 1,234.5", "x mag hoogstens 1.234,5 zijn", "x darf höchstens 1.234,5 betragen", "x doit valoir au plus 1\u202f234,5",
	}},
	{`x!: number & <5`, `{"x":5}`, "max.exclusive", [4]string{
		"x must be less than 5", "x moet minder dan 5 zijn", "x muss weniger als 5 betragen", "x doit valoir moins de 5",
	}},
	{`x!: number & math.MultipleOf(0.05)`, `{"x":0.07}`, "pattern.multiple_of", [4]string{
		"x must be a multiple of 0.05", "x moet een veelvoud van 0,05 zijn", "x muss ein Vielfaches von 0,05 sein", "x doit être un multiple de 0,05",
	}},

	{`y!: int, x!: int & >=y`, `{"y":5,"x":4}`, "min", [4]string{
		"x must be at least y", "x moet minstens y zijn", "x muss mindestens y betragen", "x doit valoir au moins y",
	}},
	{`y!: int, x!: int & >y`, `{"y":5,"x":5}`, "min.exclusive", [4]string{
		"x must be more than y", "x moet meer dan y zijn", "x muss mehr als y betragen", "x doit valoir plus de y",
	}},
	{`y!: int, x!: int & <=y`, `{"y":5,"x":6}`, "max", [4]string{
		"x must be at most y", "x mag hoogstens y zijn", "x darf höchstens y betragen", "x doit valoir au plus y",
	}},
	{`y!: int, x!: int & <y`, `{"y":5,"x":5}`, "max.exclusive", [4]string{
		"x must be less than y", "x moet minder dan y zijn", "x muss weniger als y betragen", "x doit valoir moins de y",
	}},
	{`y!: field.#Date, x!: field.#Date & >y`, `{"y":"2026-01-02","x":"2026-01-02"}`, "min.after", [4]string{
		"x must be after y", "x moet na y liggen", "x muss nach y liegen", "x doit venir après y",
	}},
	{`y!: field.#Date, x!: field.#Date & >=y`, `{"y":"2026-01-02","x":"2026-01-01"}`, "min.not_before", [4]string{
		"x must not be before y", "x mag niet vóór y liggen", "x darf nicht vor y liegen", "x ne doit pas venir avant y",
	}},
	{`y!: field.#Date, x!: field.#Date & <y`, `{"y":"2026-01-02","x":"2026-01-02"}`, "max.before", [4]string{
		"x must be before y", "x moet vóór y liggen", "x muss vor y liegen", "x doit venir avant y",
	}},
	{`y!: field.#Date, x!: field.#Date & <=y`, `{"y":"2026-01-02","x":"2026-01-03"}`, "max.not_after", [4]string{
		"x must not be after y", "x mag niet na y liggen", "x darf nicht nach y liegen", "x ne doit pas venir après y",
	}},
	{`password!: string, x!: password`, `{"password":"a","x":"b"}`, "enum.same", [4]string{
		"x must be the same as password", "x moet gelijk zijn aan password", "x muss mit password übereinstimmen", "x doit être identique à password",
	}},
	{`user!: string, x!: string & !=user`, `{"user":"a","x":"a"}`, "pattern.different", [4]string{
		"x must not be the same as user", "x mag niet gelijk zijn aan user", "x darf nicht mit user übereinstimmen", "x ne doit pas être identique à user",
	}},

	{`y!: int, n!: {y!: int, x!: int & >y}`, `{"y":1,"n":{"y":2,"x":2}}`, "min.exclusive", [4]string{
		"n.x must be more than n.y", "n.x moet meer dan n.y zijn", "n.x muss mehr als n.y betragen", "n.x doit valoir plus de n.y",
	}},
	{`p!: string, l!: [...{p!: string, q!: p}]`, `{"p":"b","l":[{"p":"a","q":"b"}]}`, "enum.same", [4]string{
		"l.q must be the same as l.p", "l.q moet gelijk zijn aan l.p", "l.q muss mit l.p übereinstimmen", "l.q doit être identique à l.p",
	}},
	{`n!: {user!: string, x!: string & !=user}`, `{"n":{"user":"a","x":"a"}}`, "pattern.different", [4]string{
		"n.x must not be the same as n.user", "n.x mag niet gelijk zijn aan n.user", "n.x darf nicht mit n.user übereinstimmen",
		"n.x ne doit pas être identique à n.user",
	}},

	{`x!: true`, `{"x":false}`, "enum.accepted", [4]string{
		"x must be accepted", "x moet worden geaccepteerd", "x muss akzeptiert werden", "x doit être accepté",
	}},
	{`x!: "a" | null`, `{"x":5}`, "enum", [4]string{
		`x must be one of "a", null`, `x moet een van deze waarden zijn: "a", null`, `x muss einer dieser Werte sein: "a", null`, "x doit être l’une de ces valeurs\u00a0: \"a\", null",
	}},
	{`x!: null | "a" | "b"`, `{"x":"c"}`, "enum", [4]string{
		`x must be one of "a", "b", null`, `x moet een van deze waarden zijn: "a", "b", null`, `x muss einer dieser Werte sein: "a", "b", null`, "x doit être l’une de ces valeurs\u00a0: \"a\", \"b\", null",
	}},
	{`x!: null | true`, `{"x":false}`, "enum", [4]string{
		`x must be one of true, null`, `x moet een van deze waarden zijn: true, null`, `x muss einer dieser Werte sein: true, null`, "x doit être l’une de ces valeurs\u00a0: true, null",
	}},
	{`x!: false`, `{"x":true}`, "enum.constant", [4]string{
		"x must be false", "x moet false zijn", "x muss false sein", "x doit valoir false",
	}},
	{`x!: "a"`, `{"x":"b"}`, "enum.constant", [4]string{
		`x must be "a"`, `x moet "a" zijn`, `x muss "a" sein`, `x doit valoir "a"`,
	}},
	{`x!: "a" | "b"`, `{"x":"c"}`, "enum", [4]string{
		"x must be one of a, b", "x moet een van deze waarden zijn: a, b", "x muss einer dieser Werte sein: a, b", "x doit être l’une de ces valeurs\u00a0: a, b",
	}},
	{`x!: "1" | 1`, `{"x":2}`, "enum", [4]string{
		`x must be one of "1", 1`, `x moet een van deze waarden zijn: "1", 1`, `x muss einer dieser Werte sein: "1", 1`, "x doit être l’une de ces valeurs\u00a0: \"1\", 1",
	}},
	{`x!: "" | "a"`, `{"x":"c"}`, "enum", [4]string{
		`x must be one of "", "a"`, `x moet een van deze waarden zijn: "", "a"`, `x muss einer dieser Werte sein: "", "a"`,
		"x doit être l’une de ces valeurs\u00a0: \"\", \"a\"",
	}},
	{`x!: int & !=5`, `{"x":5}`, "pattern.not", [4]string{
		"x must not be 5", "x mag niet 5 zijn", "x darf nicht 5 sein", "x ne doit pas valoir 5",
	}},
	{`x!: string & !=""`, `{"x":""}`, "pattern.empty", [4]string{
		"x must not be empty", "x mag niet leeg zijn", "x darf nicht leer sein", "x ne doit pas être vide",
	}},

	{`x!: !=""`, `{"x":5}`, "type.string", [4]string{
		"x must be of type string", "x moet een tekst zijn", "x muss ein Text sein", "x doit être un texte",
	}},
	{`x!: list.UniqueItems`, `{"x":5}`, "type.list", [4]string{
		"x must be of type list", "x moet een lijst zijn", "x muss eine Liste sein", "x doit être une liste",
	}},

	{`x!: strings.MinRunes(2)`, `{"x":"a"}`, "min_length", [4]string{
		"x must have at least 2 characters", "x moet minstens 2 tekens lang zijn", "x muss mindestens 2 Zeichen lang sein", "x doit compter au moins 2 caractères",
	}},
	{`x!: strings.MaxRunes(2)`, `{"x":"abc"}`, "max_length", [4]string{
		"x must have at most 2 characters", "x mag hoogstens 2 tekens lang zijn", "x darf höchstens 2 Zeichen lang sein", "x doit compter au plus 2 caractères",
	}},
	{`x!: =~"^a"`, `{"x":"b"}`, "pattern", [4]string{
		"x has the wrong format", "x heeft niet de juiste vorm", "x hat das falsche Format", "x n’a pas le bon format",
	}},

	{`x!: [...int] & list.MinItems(2)`, `{"x":[1]}`, "items.min", [4]string{
		"x must have at least 2 items", "x moet minstens 2 elementen bevatten", "x muss mindestens 2 Elemente enthalten", "x doit contenir au moins 2 éléments",
	}},
	{`x!: [...int] & list.MaxItems(2)`, `{"x":[1,2,3]}`, "items.max", [4]string{
		"x must have at most 2 items", "x mag hoogstens 2 elementen bevatten", "x darf höchstens 2 Elemente enthalten", "x doit contenir au plus 2 éléments",
	}},
	{`x!: [int, string]`, `{"x":[1]}`, "items.exact", [4]string{
		"x must have exactly 2 items", "x moet precies 2 elementen bevatten", "x muss genau 2 Elemente enthalten", "x doit contenir exactement 2 éléments",
	}},
	{`x!: [int, string]`, `{"x":[1,"a",2]}`, "items.exact", [4]string{
		"x must have exactly 2 items", "x moet precies 2 elementen bevatten", "x muss genau 2 Elemente enthalten", "x doit contenir exactement 2 éléments",
	}},
	{`x!: struct.MinFields(2)`, `{"x":{"a":1}}`, "items.min", [4]string{
		"x must have at least 2 items", "x moet minstens 2 elementen bevatten", "x muss mindestens 2 Elemente enthalten", "x doit contenir au moins 2 éléments",
	}},
	{`x!: [...int] & list.UniqueItems`, `{"x":[1,1]}`, "pattern.unique", [4]string{
		"x must have each item only once", "x mag elk element maar één keer bevatten", "x darf jedes Element nur einmal enthalten", "x ne doit contenir chaque élément qu’une seule fois",
	}},

	{`x!: {a!: int} | {b!: int}`, `{"x":{}}`, "pattern.choice", [4]string{
		"x has none of the forms that are allowed", "x heeft geen van de toegestane vormen", "x hat keine der zulässigen Formen", "x n’a aucune des formes admises",
	}},
	{`x!: number & matchN(0, [5, 6])`, `{"x":6}`, "pattern.condition", [4]string{
		"x does not meet the conditions", "x voldoet niet aan de voorwaarden", "x erfüllt die Bedingungen nicht", "x ne remplit pas les conditions",
	}},
	{`x!: list.MatchN(1, =~"^a")`, `{"x":["b"]}`, "pattern.condition", [4]string{
		"x does not meet the conditions", "x voldoet niet aan de voorwaarden", "x erfüllt die Bedingungen nicht", "x ne remplit pas les conditions",
	}},
	{`y!: int, x?: string, if y == 1 {x?: error("not with 1")}`, `{"y":1,"x":"a"}`, "pattern.forbidden", [4]string{
		"x must be left out", "x moet worden weggelaten", "x muss weggelassen werden", "x doit être omis",
	}},
	{`x?: int`, `{"z":1}`, "unknown_field", [4]string{
		"z is not a documented field", "z is geen gedocumenteerd veld", "z ist kein dokumentiertes Feld", "z n’est pas un champ documenté",
	}},
}

// What a default text says is true of every value that its constraint refuses, and each constraint of plain CUE has one.
func TestSentences(t *testing.T) {
	var source strings.Builder
	source.WriteString(`package shop
import (
	"list"
	"math"
	"strings"
	"struct"
	"github.com/passant-go/passant/schemas/answer"
	"github.com/passant-go/passant/schemas/contract"
	"github.com/passant-go/passant/schemas/field"
)
_used: [list.MinItems, math.Pi, strings.MinRunes, struct.MinFields, field.#Date]
#Endpoint: contract.#Endpoint & {
	document: "shop.txt", method: "POST", path: "/", unknown: "violation", messages: contract.plain
	answers: {ok: status: 201, invalid: {status: 422, #Body: m!: answer.#Message}, malformed: {status: 400, #Body: m!: answer.#Message}}
}
`)
	for i, s := range sentences {
		fmt.Fprintf(&source, "s%d: #Endpoint & {#Request: {%s}}\n", i, s.members)
	}
	files := fstest.MapFS{"shop/shop.cue": {Data: []byte(source.String())}}
	require.NoError(t, fs.WalkDir(schemas.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(schemas.FS, name)
		files[name] = &fstest.MapFile{Data: text}
		return err
	}))
	plans, err := compile.FS(files, compile.Dirs("shop"))
	require.NoError(t, err)
	require.Len(t, plans, len(sentences))

	var languages message.Catalogue
	told := map[string]bool{}
	for i, s := range sentences {
		told[s.code] = true
		report := engine.New(plans[i]).Validate([]byte(s.payload))
		violations := report.Violations()
		if !assert.Len(t, violations, 1, "%s of %s", s.payload, s.members) {
			continue
		}
		v := violations[0]
		code := v.Rule
		if v.Code != v.Rule {
			code += "." + v.Code
		}
		assert.Equal(t, s.code, code, "%s of %s", s.payload, s.members)
		assert.Equal(t, strings.ReplaceAll(s.want[0], "1,234.5", "1234.5"), v.Message, "the contract language")
		for j, tag := range tags {
			assert.Equal(t, s.want[j], languages.For(tag).Message(v), "%s of %s", s.payload, s.members)
		}
	}

	entries, err := vocabulary.Read("../../schemas")
	require.NoError(t, err)
	for _, e := range entries {
		switch rule, code, finer := strings.Cut(e.Key, "."); rule {
		case "required", "blank", "enum", "min", "max", "min_length", "max_length", "pattern":
			assert.True(t, told[e.Key], "%s has no sentence", e.Key)
		case "items": // each limit has a code
			assert.True(t, !finer || told[e.Key], "%s has no sentence: %s", e.Key, code)
		}
	}
}
