package compile_test

import (
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
)

// growing is work whose size doubles.
type growing struct {
	name       string
	fields     string // of the contract
	types      string // that it defines
	options    engine.Options
	from       int                // the first size
	most       float64            // exponent, 1.2 where it is 0
	unrelated  func(n int) string // further fields
	payload    func(n int) string // of a size
	operations []func(*growth, []byte)
}

// growth is an endpoint and the memory that its operations reuse.
type growth struct {
	*engine.Endpoint
	report engine.Report
	text   []byte
}

func validate(g *growth, body []byte)  { g.ValidateInto(&g.report, body) }
func violations(g *growth, _ []byte)   { g.report.Violations() }
func render(g *growth, _ []byte)       { g.text = g.report.AppendAnswer(g.text[:0]) }
func reports(g *growth, _ []byte)      { g.text = g.report.AppendReport(g.text[:0], 0) }
func problems(g *growth, _ []byte)     { g.text = g.report.AppendProblem(g.text[:0]) }
func normalise(g *growth, body []byte) { g.text, _ = g.AppendNormal(g.text[:0], body) }

// nested is the innermost of n things, each inside of one before.
func nested(before, innermost, after string, n int) string {
	return strings.Repeat(before, n) + innermost + strings.Repeat(after, n)
}

// listed is n things.
func listed(before, each, after string, n int) string {
	return before + strings.TrimSuffix(strings.Repeat(each+",", n), ",") + after
}

// numbered is n things with numbers for the verb in each.
func numbered(each, between string, n int) string {
	var all []string
	for i := range n {
		all = append(all, fmt.Sprintf(each, i))
	}
	return strings.Join(all, between)
}

var wide = engine.Limits{Depth: 10_000, Keys: 20_000, Violations: 10_000}

var growths = []growing{
	{name: "unknown names", fields: `x?: int`, options: engine.Options{Strict: true, Limits: wide}, from: 1000,
		payload:    func(n int) string { return "{" + numbered(`"name%d":1`, ",", n) + "}" },
		operations: []func(*growth, []byte){validate, violations, render, reports, problems, normalise}},
	{name: "wrong elements", fields: `x?: [...int]`, options: engine.Options{Limits: wide}, from: 1000,
		payload:    func(n int) string { return listed(`{"x":[`, `"a"`, "]}", n) },
		operations: []func(*growth, []byte){validate, violations, render, reports, problems, normalise}},
	{name: "elements", fields: `x?: [...int]`, from: 2000,
		payload:    func(n int) string { return listed(`{"x":[`, `7`, "]}", n) },
		operations: []func(*growth, []byte){validate, normalise}},
	{name: "unique elements", fields: `x?: [...int] & list.UniqueItems()`, from: 1000,
		payload:    func(n int) string { return `{"x":[` + numbered("%d", ",", n) + "]}" },
		operations: []func(*growth, []byte){validate}},
	{name: "members of a map", fields: `x?: {[string]: int}`, options: engine.Options{Limits: wide}, from: 1000,
		payload:    func(n int) string { return `{"x":{` + numbered(`"name%d":1`, ",", n) + "}}" },
		operations: []func(*growth, []byte){validate, normalise}},
	{name: "a text", fields: `x?: string`, from: 4000,
		payload:    func(n int) string { return `{"x":"` + strings.Repeat("é", n) + `"}` },
		operations: []func(*growth, []byte){validate, normalise}},
	{name: "escapes", fields: `x?: string & =~"^[a-z]*$"`, from: 1000,
		payload:    func(n int) string { return `{"x":"` + strings.Repeat(`\u0061`, n) + `"}` },
		operations: []func(*growth, []byte){validate, normalise}},
	{name: "unknown depth", fields: `x?: int`, options: engine.Options{Limits: wide}, from: 200,
		payload:    func(n int) string { return `{"y":` + nested(`[{"z":`, "1", "}]", n) + "}" },
		operations: []func(*growth, []byte){validate, normalise}},
	{name: "depth", fields: `x?: #N`, types: `#N: {n?: #N, v?: string}`, options: engine.Options{Limits: wide}, from: 50,
		payload:    func(n int) string { return `{"x":` + nested(`{"n":`, `{"v":"a"}`, "}", n) + "}" },
		operations: []func(*growth, []byte){validate, normalise}},
	{name: "depth that counts as absent", fields: `x?: #N`, types: `#N: {n?: #N, v?: string}`,
		options: engine.Options{Limits: wide}, from: 50,
		payload:    func(n int) string { return `{"x":` + nested(`{"n":`, `{}`, "}", n) + "}" },
		operations: []func(*growth, []byte){validate, normalise}},
	{name: "unique elements at each depth", fields: `x?: #N`, types: `#N: {n?: [...#N] & list.UniqueItems(), v?: string}`,
		options: engine.Options{Limits: wide}, from: 25, most: 2.2, // each element is compared at each level that it is in
		payload:    func(n int) string { return `{"x":` + nested(`{"n":[{"v":"b"},`, `{"v":"a"}`, "]}", n) + "}" },
		operations: []func(*growth, []byte){validate, normalise}},
	{name: "alternatives in alternatives", fields: `x?: #T`, types: "#T: #P | #Q\n#P: {c?: #T, k!: \"p\"}\n#Q: {c?: #T, k!: \"q\"}",
		options: engine.Options{Limits: wide}, from: 25,
		payload:    func(n int) string { return `{"x":` + nested(`{"k":"q","c":`, `{"k":"p"}`, "}", n) + "}" },
		operations: []func(*growth, []byte){validate, normalise}},
	{name: "none of the alternatives in alternatives", fields: `x?: #T`, types: "#T: #P | #Q\n#P: {c?: #T, k!: \"p\"}\n#Q: {c?: #T, k!: \"q\"}",
		options: engine.Options{Limits: wide}, from: 25,
		payload:    func(n int) string { return `{"x":` + nested(`{"k":"q","c":`, `{"k":"r"}`, "}", n) + "}" },
		operations: []func(*growth, []byte){validate, violations}},
	{name: "fields beside lists that functions look into", from: 50, most: 0.3,
		fields:    "x?: [...net.IPv4]\n\tx2?: [...[...int] & list.UniqueItems()]",
		unrelated: func(n int) string { return numbered("\tf%d?: string\n", "", n) },
		payload: func(int) string {
			return listed(`{"x":[`, `[127,0,0,1]`, "]", 500) + listed(`,"x2":[`, `[1,2]`, "]}", 500)
		},
		operations: []func(*growth, []byte){validate}},
	{name: "pairs of a form", fields: `x?: string`, options: engine.Options{Input: engine.Form, Limits: wide}, from: 1000,
		payload:    func(n int) string { return numbered("name%d=a%%20b", "&", n) },
		operations: []func(*growth, []byte){validate, normalise}},
}

// What is done to a payload takes time in proportion to its size, and none for what the payload does not have: the exponent
// of the time is at most 1.2. PASSANT_GROWTH asks for it; it is no matter of what else the machine does, as the least of many
// times counts.
func TestGrowth(t *testing.T) {
	if os.Getenv("PASSANT_GROWTH") == "" {
		t.Skip("it measures times: PASSANT_GROWTH is not set")
	}
	for _, g := range growths {
		t.Run(g.name, func(t *testing.T) {
			const sizes = 4
			var work [sizes]*growth
			var bodies [sizes][]byte
			for i := range sizes {
				n := g.from << i
				fields := g.fields
				if g.unrelated != nil {
					fields = g.unrelated(n) + fields
				}
				files := small(t, fields, g.types)
				edit(t, files, "own/own.cue", `import (`, "import (\n\t\"net\"\n\t\"github.com/passant-go/passant/schemas/answer\"")
				edit(t, files, "own/own.cue", `_used: [`, `_used: [net.IPv4, `)
				edit(t, files, "own/own.cue", `malformed: invalid`, `malformed: {status: 400, #Body: error!: "malformed"}`)
				edit(t, files, "own/own.cue", `#Body: {}`, `#Body: errors!: [answer.#Field]: [...answer.#Message]`)
				if g.options.Input == engine.Form {
					edit(t, files, "own/own.cue", `path:     "/own"`, "path: \"/own\"\n\taccepts: [\"form\"]")
				}
				e, err := engine.New(endpoint(t, files, "own/post")).Configure(g.options)
				require.NoError(t, err)
				work[i], bodies[i] = &growth{Endpoint: e}, []byte(g.payload(n))
				require.False(t, e.Validate(bodies[i]).Malformed(), "%d", n)
			}
			most := g.most
			if most == 0 {
				most = 1.2
			}
			for nth, operation := range g.operations {
				var least [sizes]float64
				for i := range sizes {
					validate(work[i], bodies[i])
					least[i] = math.Inf(1)
				}
				exponent := math.Inf(1)
				for rounds := 0; rounds < 25 || rounds < 200 && exponent > most; rounds++ { // noise only adds
					for i := range sizes {
						start, times := time.Now(), 0
						for times == 0 || time.Since(start) < 2*time.Millisecond {
							operation(work[i], bodies[i])
							times++
						}
						least[i] = min(least[i], float64(time.Since(start))/float64(times))
					}
					exponent = slope(least[:])
				}
				t.Logf("operation %d: exponent %.2f of %.1f; %.1f µs for %d", nth, exponent, most, least[0]/1e3, g.from)
				assert.LessOrEqual(t, exponent, most)
			}
		})
	}
}

// slope is the exponent of what times say of sizes that double: the slope of the line through their logarithms.
func slope(times []float64) float64 {
	var xy, xx float64
	middle := float64(len(times)-1) / 2
	for i, t := range times {
		x := float64(i) - middle
		xy += x * math.Log2(t)
		xx += x * x
	}
	return xy / xx
}
