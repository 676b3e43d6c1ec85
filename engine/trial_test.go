package engine_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/internal/racetest"
	"github.com/passant-go/passant/engine/plan"
)

func failed(rule string) *plan.Failure {
	return &plan.Failure{Rule: rule, Code: rule, Words: []plan.Message{{}}}
}

const everyKind = plan.KindNull | plan.KindBool | plan.KindInt | plan.KindFloat | plan.KindString | plan.KindList | plan.KindObject

// only is a type of values of some kinds.
func only(kinds plan.Kind, checks ...plan.Check) plan.Type {
	return plan.Type{Checks: append([]plan.Check{{Refuses: everyKind &^ kinds, Failure: failed("type")}}, checks...)}
}

// of is a closed object with a required member.
func of(path, name string, t plan.Type) plan.Type {
	required := failed("required")
	f := plan.Field{Name: name, Inside: path + ".", Required: required, Type: t}
	object := only(plan.KindObject)
	object.Object = &plan.Object{Fields: []plan.Field{f}, Names: plan.NewIndex([]string{name}, false)}
	return object
}

// trying is an endpoint whose member x has the checks given, and a member y, which is a number.
func trying(checks ...plan.Check) *engine.Endpoint {
	return engine.New(&plan.Endpoint{
		Unknown: plan.Warn, UnknownField: failed("unknown_field"), UnknownWarning: failed("unknown_field"),
		Request: plan.Object{
			Fields: []plan.Field{
				{Name: "x", Type: plan.Type{Checks: checks}},
				{Name: "y", Type: only(plan.KindInt)},
			},
			Names: plan.NewIndex([]string{"x", "y"}, false),
		},
	})
}

func listed(r engine.Report) string {
	var list []string
	for _, v := range r.Violations() {
		list = append(list, fmt.Sprint(v.Pointer, " ", v.Rule))
	}
	return strings.Join(list, ", ")
}

// Where too few types have a list or an object, the closest of them tells why; of other values, and where too many have
// one, the check does.
func TestCount(t *testing.T) {
	one := trying(plan.Check{Op: plan.Count, On: everyKind, Failure: failed("pattern"), Trial: &plan.Trial{Least: 1, Most: 1, Types: []plan.Type{
		of("x", "card", only(plan.KindString)), of("x", "bank", of("x.bank", "iban", only(plan.KindString))), only(plan.KindString), only(plan.KindString | plan.KindInt),
	}}})
	for body, want := range map[string]string{
		`{"x":{"card":"1"},"y":1}`:            ``,
		`{"x":{"bank":{"iban":"1"}}}`:         ``,
		`{"x":1}`:                             ``,
		`{"x":"1"}`:                           `/x pattern`,
		`{"x":null}`:                          `/x pattern`,
		`{"x":{"card":1},"y":"1"}`:            `/x/card type, /y type`,
		`{"x":{"bank":{"iban":1}}}`:           `/x/bank/iban type`,
		`{"x":{"bank":{"iban":"1","bic":1}}}`: `/x/bank/bic unknown_field`,
		`{"x":{}}`:                            `/x/card required`,
	} {
		assert.Equal(t, want, listed(one.Validate([]byte(body))), body)
	}
}

func TestContains(t *testing.T) {
	two := trying(plan.Check{Op: plan.Contains, On: plan.KindList, Failure: failed("pattern"), Trial: &plan.Trial{
		Least: 2, Most: -1, Types: []plan.Type{of("x", "a", only(plan.KindString))},
	}})
	for body, want := range map[string]string{
		`{"x":[]}`: `/x pattern`,
		`{"x":[ {"a":"1"} , 5, {"\u0061":"2"} ],"y":1}`: ``,
		`{"x":[{"a":"1"},{"a":1}],"y":""}`:              `/x pattern, /y type`,
		`{"x":5}`:                                       ``,
	} {
		assert.Equal(t, want, listed(two.Validate([]byte(body))), body)
	}
}

func TestBranch(t *testing.T) {
	branch := trying(plan.Check{Op: plan.Branch, On: everyKind, Failure: failed("pattern"), Trial: &plan.Trial{Types: []plan.Type{
		of("x", "a", only(plan.KindString)), {}, only(plan.KindInt | plan.KindObject),
	}}})
	for body, want := range map[string]string{
		`{"x":{"a":"1"}}`:         ``,
		`{"x":{"a":1}}`:           ``,
		`{"x":5}`:                 ``,
		`{"x":[],"y":""}`:         `/x type, /y type`,
		`{"x":"5","z":1,"y":1.5}`: `/x type, /y type, /z unknown_field`,
	} {
		assert.Equal(t, want, listed(branch.Validate([]byte(body))), body)
	}
}

func TestTrialsAllocateNothing(t *testing.T) {
	if racetest.Enabled {
		t.Skip("under the race detector a sync.Pool drops what it is given at random")
	}
	count := trying(plan.Check{Op: plan.Count, On: everyKind, Failure: failed("pattern"), Trial: &plan.Trial{Least: 1, Most: 1, Types: []plan.Type{
		of("x", "a", only(plan.KindString)), of("x", "b", of("x.b", "c", only(plan.KindString))),
	}}})
	contains := trying(plan.Check{Op: plan.Contains, On: plan.KindList, Failure: failed("pattern"), Trial: &plan.Trial{
		Least: 1, Most: 2, Types: []plan.Type{only(plan.KindString)},
	}})
	var report engine.Report
	for body, e := range map[string]*engine.Endpoint{`{"x":{"b":{"c":"1"}},"y":1}`: count, `{"x":["a",[1],{"b":"c"},"d"],"y":1}`: contains} {
		body := []byte(body)
		assert.Zero(t, testing.AllocsPerRun(100, func() { e.ValidateInto(&report, body) }), "%s", body)
		assert.True(t, report.Valid(), "%s", body)
	}
}
