package compile_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/compile"
	"github.com/passant-go/passant/engine/plan"
)

// Every constraint of every contract has a witness, to whose verdicts CUE agrees.
func TestWitnesses(t *testing.T) {
	if testing.Short() {
		t.Skip("it is long, and does one thing at a time")
	}
	files := schemas(t)
	endpoints, err := compile.FS(files)
	require.NoError(t, err)
	for _, p := range endpoints {
		t.Run(p.Name, func(t *testing.T) {
			t.Parallel()
			witnesses, err := compile.Witnesses(p)
			require.NoError(t, err)
			assert.Len(t, witnesses, constraints(&p.Request))

			again, err := compile.Witnesses(p)
			require.NoError(t, err)
			assert.Equal(t, witnesses, again)

			o, err := compile.NewOracle(files, p.Name)
			require.NoError(t, err)
			assert.NoError(t, o.Confirm(p, witnesses))
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
		for t := &f.Type; t != nil; t = t.Elem {
			for _, c := range t.Checks {
				if c.Op != plan.Judge && c.Op != plan.As && c.Failure.Rule != rule {
					n++
				}
			}
			if t.Object != nil {
				n += constraints(t.Object)
			}
		}
	}
	return n
}

func TestWitnessesOfConstructs(t *testing.T) {
	for _, test := range []struct {
		fields, constraint string
		accepts, refuses   string
	}{
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
			witnesses, err := compile.Witnesses(p)
			require.NoError(t, err)
			i := slices.IndexFunc(witnesses, func(w compile.Witness) bool { return w.Constraint == test.constraint })
			require.GreaterOrEqual(t, i, 0)
			assert.Equal(t, test.accepts, string(witnesses[i].Accepts))
			assert.Equal(t, test.refuses, string(witnesses[i].Refuses))

			o, err := compile.NewOracle(files, "own/post", compile.Dirs("own"))
			require.NoError(t, err)
			assert.NoError(t, o.Confirm(p, witnesses))
		})
	}
}

func TestDeadConstraints(t *testing.T) {
	for fields, want := range map[string]string{
		`x!: string & strings.MaxRunes(3) & strings.MaxRunes(5)`: `own/own.cue:29: x: the constraint max_length (strings.MaxRunes(5)) is dead: ` +
			`no payload breaks it alone; remove it, or loosen what refuses the same`,
		`x!: int & >=1 & <=9 & !=12`: `own/own.cue:29: x: the constraint pattern (!=12) is dead: ` +
			`what breaks it also breaks max of x (own/own.cue:29); remove it, or loosen what refuses the same`,
		`x?: =~"^a" & !~"^." | int`: `own/own.cue:29: x: the constraint pattern (=~"^a") is dead: ` +
			`no payload that it decides on meets it and all others; loosen it or what contradicts it`,
		"x!: int\n\ty?: int\n\tif x == _|_ {y!: _}": `own/own.cue:31: y: the constraint required (if x == _|_ {y!: _}) is dead: ` +
			`no payload that it decides on meets it and all others; loosen it or what contradicts it`,
	} {
		_, err := compile.Witnesses(endpoint(t, small(t, fields, ""), "own/post"))
		var dead *compile.DeadError
		require.ErrorAs(t, err, &dead, fields)
		assert.Equal(t, want, dead.Error())
	}
}

func TestOracleConfirmsNothingFalse(t *testing.T) {
	files := small(t, `x!: int`, "")
	p := endpoint(t, files, "own/post")
	o, err := compile.NewOracle(files, "own/post", compile.Dirs("own"))
	require.NoError(t, err)
	err = o.Confirm(p, []compile.Witness{{Accepts: []byte(`{}`), Refuses: []byte(`{"x":1}`)}})
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
