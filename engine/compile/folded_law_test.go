package compile_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/internal/mutate"
	"github.com/passant-go/passant/engine/internal/seedtest"
	"github.com/passant-go/passant/engine/plan"
)

// Whatever is accepted, encoding/json reads into a struct with the contract's names what was judged: no value of another
// member, at any depth.
func TestWhatIsAcceptedIsWhatOthersRead(t *testing.T) {
	_, plans := contracts(t)
	for name, fields := range map[string]string{
		"open":      `task!: {skill?: int, ...}, ...`,
		"maps":      `kits?: [string]: {kind!: string, ...}`,
		"patterns":  `skip?: {kin?: int, {[=~"^[a-zK]"]: _}}`,
		"choices":   `pick!: {kind!: "a", skill?: int, ...} | {kind!: "b", skill?: string, ...} | [...{ask!: int, ...}]`, // the names of the one that is meant count
		"not":       `pick?: matchN(0, [{risk!: int, ...}])`,
		"one":       `pick?: matchN(1, [{risk!: int, ...}, {kiss!: string, ...}])`,
		"condition": `pick?: matchIf({risk!: 1, ...}, {skill!: int, ...}, _)`,
		"contains":  `risks?: list.MatchN(<=1, #Risk)`,
		"recursion": `tree?: #Tree`,
		"in texts":  `text?: {kind!: string, ...} @read(json)`,
	} {
		own := small(t, fields, `#Risk: {risk!: 1, ...}
#Tree: {kids?: [...#Tree], mask?: int, ...}`)
		plans = append(plans, endpoint(t, own, "own/post"))
		plans[len(plans)-1].Name += ", " + name
	}
	for _, p := range plans {
		if !slices.Contains(p.Accepts, plan.JSON) {
			continue
		}
		t.Run(p.Name, func(t *testing.T) {
			p := mutate.WithoutRules(p)
			s := seedtest.New(t)
			e, source, random := engine.New(p), mutate.New(p, s), rand.New(rand.NewPCG(s, 1))
			lax, err := e.Configure(engine.Options{Folded: true})
			require.NoError(t, err)
			objects := inRequest(p)
			accepted, refused, smuggled := 0, 0, 0
			for range times(10_000) {
				payload := source.Payload()
				if !e.Validate(payload).Valid() {
					continue
				}
				accepted++
				assert.Empty(t, smuggles(p, payload), "%s", payload)
				for range 3 {
					folded := insert(random, payload, objects)
					report := e.Validate(folded)
					different := smuggles(p, folded)
					if report.Valid() {
						require.Empty(t, different, "%s", folded)
					} else if ambiguous(report) {
						refused++
						require.True(t, report.Malformed() || !ambiguous(lax.Validate(folded)), "%s", folded)
					}
					if len(different) > 0 {
						smuggled++
					}
				}
			}
			t.Logf("%d accepted, %d of their changes ambiguous, %d of which encoding/json reads otherwise", accepted, refused, smuggled)
			assert.NotZero(t, refused)
			assert.NotZero(t, smuggled)
		})
	}
}

// ambiguous reports whether a name was found that encoding/json takes for another: the law is not about such payloads.
func ambiguous(r engine.Report) bool {
	return slices.ContainsFunc(r.Violations(), func(v engine.Violation) bool { return v.Rule == "unknown_field" && v.Code == "ambiguous" })
}

// inRequest are the objects that a plan has, at any depth.
func inRequest(p *plan.Endpoint) (all []*plan.Object) {
	var inside func(t *plan.Type)
	object := func(o *plan.Object) {
		all = append(all, o)
		for i := range o.Fields {
			inside(&o.Fields[i].Type)
		}
		for i := range o.Patterns {
			inside(&o.Patterns[i].Type)
		}
		for i := range o.Consequences {
			inside(o.Consequences[i].Type)
		}
		inside(o.Rest)
	}
	inside = func(t *plan.Type) {
		if t == nil {
			return
		}
		if t.Object != nil {
			object(t.Object)
		}
		inside(t.Elem)
		for i := range t.Items {
			inside(&t.Items[i])
		}
		for i := range t.Checks {
			if trial := t.Checks[i].Trial; trial != nil {
				for j := range trial.Types {
					inside(&trial.Types[j])
				}
			}
		}
	}
	object(&p.Request)
	for i := range p.Types {
		inside(&p.Types[i])
	}
	return all
}

// smuggles are the names of the contract whose members encoding/json reads otherwise than by their names, at any depth. Of what a
// value is tried against that counts which is always tried.
func smuggles(p *plan.Endpoint, payload []byte) (names []string) {
	var visit func(text []byte, t *plan.Type, nested bool)
	object := func(text []byte, o *plan.Object) {
		var members map[string]json.RawMessage
		if json.Unmarshal(text, &members) != nil {
			return
		}
		names = append(names, readOtherwise(o, text, members, p.Read.AnyCase)...)
		for name, value := range members {
			if i := o.Names.Find(o.Fields, []byte(name), p.Read.AnyCase); i >= 0 {
				visit(value, &o.Fields[i].Type, o.Fields[i].Read == plan.Nested)
				continue
			}
			for _, t := range o.Others([]byte(name)) {
				visit(value, t, false)
			}
		}
	}
	visit = func(text []byte, t *plan.Type, nested bool) {
		text = bytes.TrimSpace(text)
		var inner string
		if nested && json.Unmarshal(text, &inner) == nil && json.Valid([]byte(inner)) {
			text = bytes.TrimSpace([]byte(inner))
		}
		for i := range t.Checks {
			c := &t.Checks[i]
			switch {
			case c.Trial == nil || len(c.Trial.Types) == 0:
			case c.Op == plan.Branch:
				visit(text, &c.Trial.Types[0], false)
			case c.Op == plan.Contains:
				visit(text, &plan.Type{Elem: &c.Trial.Types[0]}, false)
			case c.Op == plan.Count:
				for j := range c.Trial.Types {
					visit(text, &c.Trial.Types[j], false)
				}
			}
		}
		if t.Again != 0 {
			t = &p.Types[t.Again-1]
		}
		switch {
		case text[0] == '{' && t.Object != nil:
			object(text, t.Object)
		case text[0] == '[':
			var list []json.RawMessage
			_ = json.Unmarshal(text, &list)
			for i, element := range list {
				if of := t.At(i); of != nil {
					visit(element, of, false)
				}
			}
		}
	}
	object(payload, &p.Request)
	return names
}

var tag = regexp.MustCompile(`^[\pL\pN_.$-]+$`)

// readOtherwise decodes an object into a struct with the names of o for tags, and compares.
func readOtherwise(o *plan.Object, text []byte, members map[string]json.RawMessage, anyCase bool) (names []string) {
	var fields []reflect.StructField
	var tags []string
	for i := range o.Fields {
		if name := o.Fields[i].Name; tag.MatchString(name) && name != "-" {
			fields = append(fields, reflect.StructField{
				Name: fmt.Sprintf("F%d", i), Type: reflect.TypeFor[json.RawMessage](), Tag: reflect.StructTag(fmt.Sprintf("json:%q", name)),
			})
			tags = append(tags, name)
		}
	}
	into := reflect.New(reflect.StructOf(fields))
	if json.Unmarshal(text, into.Interface()) != nil {
		return nil
	}
	for i, name := range tags {
		want, ok := members[name]
		for other, value := range members {
			if anyCase && !ok && isASCII(other) && strings.EqualFold(other, name) {
				want = value
			}
		}
		if got := into.Elem().Field(i).Bytes(); !bytes.Equal(got, want) {
			names = append(names, name)
		}
	}
	return names
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII })
}

// insert puts a member into an object of a payload, whose name encoding/json takes for one of the contract.
func insert(random *rand.Rand, payload []byte, objects []*plan.Object) []byte {
	var places, open [][2]int // after the one brace, and at the other
	text := false
	for i := 0; i < len(payload); i++ {
		switch c := payload[i]; {
		case c == '\\' && text:
			i++
		case c == '"':
			text = !text
		case c == '{' && !text:
			open = append(open, [2]int{i + 1})
		case c == '}' && !text:
			last := open[len(open)-1]
			open, places = open[:len(open)-1], append(places, [2]int{last[0], i})
		}
	}
	place := random.IntN(len(places))
	var names []string
	for i, o := range objects {
		if place == len(places)-1 == (i == 0) {
			for j := range o.Fields {
				names = append(names, o.Fields[j].Name)
			}
		}
	}
	if len(names) == 0 {
		return payload
	}
	name, err := json.Marshal(mutate.Fold(random, names[random.IntN(len(names))]))
	if err != nil {
		panic(err)
	}
	inserted, end := string(name)+`:"smuggled"`, random.IntN(2)
	at := places[place][end]
	switch empty := len(bytes.TrimSpace(payload[places[place][0]:places[place][1]])) == 0; {
	case empty:
	case end == 1:
		inserted = "," + inserted
	default:
		inserted += ","
	}
	return slices.Concat(payload[:at], []byte(inserted), payload[at:])
}
