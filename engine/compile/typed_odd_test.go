package compile_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/compile"
	"github.com/passant-go/passant/engine/internal/mutate"
	"github.com/passant-go/passant/engine/internal/seedtest"
)

// oddMembers are members whose names and types Go has in its own way, or not at all.
const oddMembers = `
	"a b"!: string
	a_b?: int64
	aB?: null | int64
	type?: bool
	"1st"?: number
	"名"?: string
	fill?: string
	contract?: string
	appendJSON?: string
	others?: string
	"q\"b\\t` + "`" + `"?: string
	"-"?: int32
	"a,b"?: string
	mixed?: int | string
	any?: _
	open?: {...}
	known?: {a?: int64, ...}
	empty?: {}
	some?: [...]
	pair?: [int64, int64]
	lists?: [...[...int64]]
	objects?: [...{a!: int, b?: "x" | "y"}]
	map?: {[string]: int64}
	maps?: {[string]: {[string]: string | null}}
	structs?: {[string]: {a!: bool}}
	nested?: {in!: {deep?: bool}}
	compared?: {lo!: int64, hi!: int64 & >lo}
	nullable!: string | null
	null?: null
	json?: {x!: number} @read(json)
	anyJSON?: _ @read(json)
	figure?: int64 @secret()
	figures?: [...int64] @secret()
	hidden?: {no!: string} | null @secret()
	choice?: "a" | "A" | "" | "a-" | "a+" | "名"
	choices?: [..."a" | "b"]
	large?: uint64
	natural?: int & >=0
	byte?: int & >=0 & <=255
	halves?: 1.5 | 2.5
	ones?: 1 | 2
	one?: 1 | 1.0
	only!: {text!: "\"", large!: 18446744073709551615, number!: 1.50, none!: [], nones!: [...int64] & [], lists!: [["x"]], pair!: ["a", 1]}
`

// oddOnly is the only value of the member only.
const oddOnly = `"only":{"text":"\"","large":18446744073709551615,"number":1.50,"none":[],"nones":[],"lists":[["x"]],"pair":["a",1]}`

const oddProgram = `package main

import (
	"bufio"
	"fmt"
	"os"

	"github.com/passant-go/passant/engine/typed"
)

var (
	_ typed.Struct = new(PostRequest2)
	_ typed.Struct = new(PostRequestRequest)
	_ typed.Struct = new(PostTypesRequest)

	_ = struct{ Lo, Hi int64 }(PostRequest2Compared{}) // it has no other members
)

func main() {
	fmt.Println(string(NewPostRequest2().AppendJSON(nil)))
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		var s, again PostRequest2
		report, err := Post.Decode(in.Bytes(), &s)
		written, second, _ := Post.Encode(nil, &s)
		Post.Decode(written, &again)
		fmt.Println(report.Valid(), err, !report.Valid() || second.Valid(), string(again.AppendJSON(nil)) == string(written), string(written))
	}
}
`

// What is generated from oddMembers contracts compiles, and keeps the law of decoding.
func TestOddTypes(t *testing.T) {
	files := small(t, oddMembers, "")
	text := string(files["own/own.cue"].Data)
	at, end := strings.Index(text, "post: contract"), strings.Index(text, "#Post: {")
	more := strings.ReplaceAll(text[at:end], "post: contract", "post_request: contract") + strings.ReplaceAll(text[at:end], "post: contract", "post_types: contract")
	edit(t, files, "own/own.cue", "#Post: {", more+"\n#Post: {")
	edit(t, files, "own/own.cue", "path:     \"/own\"\n", "path:     \"/own\"\n\tread: {trim: \" \", absent: [\"\"]}\n")

	root, program := t.TempDir(), t.TempDir()
	for name, file := range files {
		path := filepath.Join(root, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, file.Data, 0o644))
	}
	generated, err := compile.Generate(filepath.Join(root, "own"))
	require.NoError(t, err)
	require.Len(t, generated, 6)
	sources := []string{filepath.Join(program, "main.go")}
	require.NoError(t, os.WriteFile(sources[0], []byte(oddProgram), 0o644))
	for _, name := range generated {
		source, err := os.ReadFile(name)
		require.NoError(t, err)
		sources = append(sources, filepath.Join(program, filepath.Base(name)))
		require.NoError(t, os.WriteFile(sources[len(sources)-1], bytes.Replace(source, []byte("package own"), []byte("package main"), 1), 0o644))
	}
	out, err := exec.Command("go", append([]string{"vet"}, sources...)...).CombinedOutput()
	require.NoError(t, err, "%s", out)

	p := endpoint(t, files, "own/post")
	e, source := engine.New(p), mutate.New(p, seedtest.New(t))
	payloads := [][]byte{
		[]byte(`{` + oddOnly + `,"a b":" x ","nullable":null,"any":{" a ":[" b ",{"c":"  "}]},"mixed":" 5 ","json":" {\"x\":1.50} ","anyJSON":"[\" x \",1]","some":[1," a "],"hidden":{"no":"1"}}`),
		[]byte(`{` + oddOnly + `,"a b":"x","nullable":"n","known":{"a":1,"b":2},"lists":[[],[1,-0]],"objects":[{"a":1,"b":"y"},{"a":2}],"maps":{"a":{"b":null,"c":""}},"anyJSON":"1"}`),
	}
	for range 500 {
		payloads = append(payloads, bytes.ReplaceAll(source.Payload(), []byte("\n"), []byte(" ")))
	}
	run := exec.Command("go", append([]string{"run"}, sources...)...)
	run.Stdin, run.Stderr = bytes.NewReader(bytes.Join(payloads, []byte("\n"))), os.Stderr
	out, err = run.Output()
	require.NoError(t, err)
	begun, rest, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	assert.Contains(t, begun, oddOnly)
	lines := strings.Split(rest, "\n")
	require.Len(t, lines, len(payloads))
	valid := 0
	for i, payload := range payloads {
		report := e.Validate(payload)
		if !report.Valid() && i > 1 {
			require.True(t, strings.HasPrefix(lines[i], "false <nil> true true "), "%s of %s", lines[i], payload)
			continue
		}
		valid++
		written, ok := strings.CutPrefix(lines[i], "true <nil> true true ")
		require.True(t, ok, "%s of %s", lines[i], payload)
		normal, err := e.AppendNormal(nil, payload)
		require.NoError(t, err)
		require.Equal(t, plainly(t, normal, &p.Request), plainly(t, []byte(written), &p.Request), "%s", payload)
	}
	t.Logf("%d of %d valid", valid, len(payloads))
	assert.Greater(t, valid, 100)
}
