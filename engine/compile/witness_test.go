package compile_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/compile"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/engine/sample"
)

// Every constraint of every contract has a witness, to whose verdicts CUE agrees.
func TestWitnesses(t *testing.T) {
	if testing.Short() {
		t.Skip("it is long, and does one thing at a time")
	}
	files, endpoints := contracts(t)
	for _, p := range endpoints {
		t.Run(p.Name, func(t *testing.T) {
			t.Parallel()
			all := witnesses(t, p)
			assert.Len(t, all, constraints(&p.Request))
			if long() {
				again, err := sample.Witnesses(p)
				require.NoError(t, err)
				assert.Equal(t, all, again)
			}
			o, err := compile.NewOracle(files, p.Name)
			require.NoError(t, err)
			assert.NoError(t, o.Confirm(p, all))
		})
	}
}

// constraints is the number of those of an object that need no Go rule.
func constraints(o *plan.Object) int {
	n := len(o.Conditions) + len(o.Comparisons)
	for _, c := range o.Consequences {
		if c.Required != nil {
			n++
		}
		if c.Type != nil {
			for _, k := range c.Type.Checks {
				if k.Op != plan.Kinds {
					n++
				}
			}
		}
	}
	for i := range o.Fields {
		f := &o.Fields[i]
		rule := ""
		if f.Required != nil {
			n++
			for kind := plan.Null; kind <= plan.EmptyObject; kind <<= 1 {
				if f.Missing&^f.Absent&kind != 0 {
					n++
				}
			}
			if f.Missing != 0 {
				rule = f.Required.Rule // a check with this repeats it
			}
		}
		n += constraintsOf(&f.Type, nil, rule)
	}
	if o.Rest != nil {
		n += constraintsOf(o.Rest, nil, "")
	}
	for i := range o.Patterns {
		n += constraintsOf(&o.Patterns[i].Type, nil, "")
	}
	return n
}

// constraintsOf is the number of those of a type, and of what is in it, but for one rule; of an alternative those that are
// of it alone.
func constraintsOf(t, whole *plan.Type, but string) (n int) {
	for _, c := range t.Checks {
		shared := whole != nil && (c.Op == plan.Kinds || slices.ContainsFunc(whole.Checks, func(k plan.Check) bool {
			return k.Failure.Source == c.Failure.Source && k.Failure.Code == c.Failure.Code
		}))
		if c.Op != plan.Judge && c.Op != plan.As && c.Failure.Rule != but && !shared {
			n++
		}
		for i := 0; c.Trial != nil && c.Trial.Shapes != nil && i < len(c.Trial.Types); i++ {
			n += constraintsOf(&c.Trial.Types[i], t, "")
		}
	}
	if t.Object != nil {
		n += constraints(t.Object)
	}
	for i := range t.Items {
		n += constraintsOf(&t.Items[i], nil, "")
	}
	if t.Elem != nil {
		n += constraintsOf(t.Elem, nil, "")
	}
	return n
}

func TestWitnessesOfConstructs(t *testing.T) {
	for _, test := range []struct {
		fields, constraint string
		accepts, refuses   string
	}{
		{"p!: string & strings.MinRunes(2)\n\tc!: p", `strings.MinRunes(2)`, `{"p":"aa","c":"aa"}`, `{"p":"a","c":"a"}`},
		{"p!: string & strings.MinRunes(2)\n\tc!: p", `c: p`, `{"p":"aa","c":"aa"}`, `{"p":"aa","c":""}`},
		{"a!: int\n\tb!: int & >a & <=9", `b: >a`, `{"a":0,"b":1}`, `{"a":0,"b":0}`},
		{"a!: time.Format(\"2006-01-02\")\n\tb!: time.Format(\"2006-01-02\") & >a", `b: >a`, `{"a":"0000-01-01","b":"0000-01-02"}`, `{"a":"0000-01-01","b":"0000-01-01"}`},
		{`x!: int & >=3`, `>=3`, `{"x":3}`, `{"x":2}`},
		{`x!: float & >3 & <=3.001`, `>3`, `{"x":3.0005}`, `{"x":3.0}`},
		{`x!: number & !=0 & !=1`, `!=0`, `{"x":-1}`, `{"x":0}`},
		{`x?: string & strings.MinRunes(2)`, `strings.MinRunes(2)`, `{"x":"aa"}`, `{"x":"a"}`},
		{`x?: string & =~"^.*$" & !~"^[a-z]"`, `!~"^[a-z]"`, `{"x":""}`, `{"x":"a"}`},
		{`x?: string & time.Format("20060102") & =~"^1900"`, `time.Format("20060102")`, `{"x":"19000101"}`, `{"x":"1900"}`},
		{`x?: "" | (string & =~"^$|^b$")`, `=~"^$|^b$"`, `{"x":"b"}`, `{"x":"a"}`},
		{`x?: [...int] & list.MaxItems(2)`, `list.MaxItems(2)`, `{"x":[0,0]}`, `{"x":[0,0,0]}`},
		{`x?: list.MinItems(2) & [...[...#Own]]`, `"b"`, `{"x":[[{"a":"b"}],[]]}`, `{"x":[[{"a":""}],[]]}`},
		{`x?: {a!: true, b!: {c!: null}}`, `null`, `{"x":{"a":true,"b":{"c":null}}}`, `{"x":{"a":true,"b":{"c":""}}}`},
		{"x?: int\n\ty?: int\n\tz?: int\n\tif x == _|_ {y!: _}\n\tif y == _|_ {z!: _}", `if y == _|_ {z!: _}`, `{"x":0,"z":0}`, `{"x":0}`},
		{"x!: \"a\" | \"b\"\n\ty?: int\n\tz?: int\n\tif z == _|_ {y!: _}\n\tif x == \"a\" {y!: _}", `if z == _|_ {y!: _}`, `{"x":"a","y":0}`, `{"x":"b"}`},
		{"x!: \"a\" | \"b\"\n\ty?: int\n\tif x == \"b\" {y!: _}", `if x == "b" {y!: _}`, `{"x":"b","y":0}`, `{"x":"b"}`},
	} {
		t.Run(test.fields, func(t *testing.T) {
			files := small(t, test.fields, "#Own: {a!: \"b\"}")
			p := endpoint(t, files, "own/post")
			witnesses, err := sample.Witnesses(p)
			require.NoError(t, err)
			i := slices.IndexFunc(witnesses, func(w sample.Witness) bool { return w.Constraint == test.constraint })
			require.GreaterOrEqual(t, i, 0)
			assert.Equal(t, test.accepts, string(witnesses[i].Accepts))
			assert.Equal(t, test.refuses, string(witnesses[i].Refuses))

			o, err := compile.NewOracle(files, "own/post", compile.Dirs("own"))
			require.NoError(t, err)
			assert.NoError(t, o.Confirm(p, witnesses))
		})
	}
}

// A limit that a document states although another implies it is told, and is no fault.
func TestImpliedLimits(t *testing.T) {
	for _, test := range []struct{ fields, constraint, refuses, implied string }{
		{`x!: string & =~"^[0-9]{2}$" & strings.MaxRunes(3)`, `strings.MaxRunes(3)`, `{"x":"aaaa"}`,
			`implied by pattern of x (own/own.cue:29), which leaves it no value of its own`},
		{`x!: int & (0 | 1) & <=9`, `<=9`, `{"x":10}`, `implied by enum of x (own/own.cue:29), which leaves it no value of its own`},
	} {
		files := small(t, test.fields, "")
		p := endpoint(t, files, "own/post")
		witnesses, err := sample.Witnesses(p)
		require.NoError(t, err, test.fields)
		i := slices.IndexFunc(witnesses, func(w sample.Witness) bool { return w.Constraint == test.constraint })
		require.GreaterOrEqual(t, i, 0)
		assert.Equal(t, test.implied, witnesses[i].Implied)
		assert.Equal(t, test.refuses, string(witnesses[i].Refuses))

		o, err := compile.NewOracle(files, "own/post", compile.Dirs("own"))
		require.NoError(t, err)
		assert.NoError(t, o.Confirm(p, witnesses))
	}
}

func TestDeadConstraints(t *testing.T) {
	for fields, want := range map[string]string{
		`x!: string & strings.MaxRunes(3) & strings.MaxRunes(5)`: `own/own.cue:29: x: the constraint max_length (strings.MaxRunes(5)) is dead: ` +
			`no payload breaks it alone; remove it, or loosen what refuses the same`,
		`x!: int & >=1 & <=9 & !=12`: `own/own.cue:29: x: the constraint pattern (!=12) is dead: ` +
			`what breaks it also breaks max of x (own/own.cue:29); remove it, or loosen what refuses the same`,
		`x!: {type!: "a", n!: int & >=5 & !=3} | {type!: "b"}`: `own/own.cue:29: x.n: the constraint pattern (!=3) is dead: ` +
			`what breaks it also breaks min of x.n (own/own.cue:29); remove it, or loosen what refuses the same`,
		`x!: ["a", int & >=5 & !=3]`: `own/own.cue:29: x: the constraint pattern (!=3) is dead: ` +
			`what breaks it also breaks min of x (own/own.cue:29); remove it, or loosen what refuses the same`,
		`x!: {[=~"^p"]: [{[=~"^q"]: int & >=5 & !=3}]}`: `own/own.cue:29: x: the constraint pattern (!=3) is dead: ` +
			`what breaks it also breaks min of x (own/own.cue:29); remove it, or loosen what refuses the same`,
		`x?: =~"^a" & !~"^." | int`: `own/own.cue:29: x: the constraint pattern (=~"^a") is dead: ` +
			`no payload that it decides on meets it and all others; loosen it or what contradicts it`,
		"x!: int\n\ty?: int\n\tif x == _|_ {y!: _}": `own/own.cue:31: y: the constraint required (if x == _|_ {y!: _}) is dead: ` +
			`no payload that it decides on meets it and all others; loosen it or what contradicts it`,
	} {
		_, err := sample.Witnesses(endpoint(t, small(t, fields, ""), "own/post"))
		var dead *sample.DeadError
		require.ErrorAs(t, err, &dead, fields)
		assert.Equal(t, want, dead.Error())
	}
}

// What was not found because of the size of a search is not dead, and all of it is one error.
func TestGivenUpIsNotDead(t *testing.T) {
	const long = `[...null] & list.MinItems(2000)`
	for _, fields := range []string{"x!: " + long, `x?: ["a", ` + long + `]`, `x?: {[=~"^p"]: ` + long + `}`, `x!: {type!: "a", x?: ` + long + `} | {type!: "b"}`} {
		_, err := sample.Witnesses(endpoint(t, small(t, fields, ""), "own/post"))
		var dead *sample.DeadError
		assert.False(t, errors.As(err, &dead), err)
		var givenUp *sample.GivenUpError
		require.ErrorAs(t, err, &givenUp)
		assert.NotEmpty(t, givenUp.Constraints)
		assert.NotContains(t, err.Error(), "\n")
		assert.Contains(t, err.Error(), "list.MinItems(2000) of x")
	}
}

func TestOracleConfirmsNothingFalse(t *testing.T) {
	files := small(t, `x!: int`, "")
	p := endpoint(t, files, "own/post")
	o, err := compile.NewOracle(files, "own/post", compile.Dirs("own"))
	require.NoError(t, err)
	err = o.Confirm(p, []sample.Witness{{Accepts: []byte(`{}`), Refuses: []byte(`{"x":1}`)}})
	joined, ok := err.(interface{ Unwrap() []error })
	require.True(t, ok)
	require.Len(t, joined.Unwrap(), 2)
	var fault *compile.VerdictError
	require.True(t, errors.As(joined.Unwrap()[1], &fault))
	assert.True(t, fault.CUE)
	assert.ErrorContains(t, err, `CUE accepts what the plan refuses; report it, or generate the plan anew: {"x":1}`)

	_, err = compile.NewOracle(files, "own/put", compile.Dirs("own"))
	var unknown *compile.Error
	assert.ErrorAs(t, err, &unknown)
}
