package compile_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/internal/mutate"
	"github.com/passant-go/passant/engine/internal/seedtest"
	"github.com/passant-go/passant/engine/plan"
)

// Laws are what holds for every contract and payload without CUE being asked; what CUE is asked is a law.
type laws struct {
	plan  *plan.Endpoint
	by    [engine.Query + 1]*reading // nil where the contract does not accept the form of input
	json  *reading
	ruled *engine.Endpoint // json.strict; strict without Go rules is pure
	pure  *engine.Endpoint
	held  *engine.Report // of whatever was judged before

	scattered bool // members that the contract does not name are judged: their violations come in the order of the input
	placed    bool // a text or an answer tells the line or column
}

// A reading is an endpoint for a form of input, with the options whose reports are compared.
type reading struct {
	lenient, strict *engine.Endpoint
	firsts          [2]*engine.Endpoint // of these
	codecs          []*decodeLaw        // of rules and without
}

// newLaws are those of a contract that reads JSON, whether it accepts that or not, with what options say but for the forms of
// input and what is compared. Held is a report that all laws which take turns share.
func newLaws(t testing.TB, p *plan.Endpoint, options engine.Options, held *engine.Report) *laws {
	if !slices.Contains(p.Accepts, plan.JSON) {
		read := *p
		read.Accepts = append([]plan.Input{plan.JSON}, p.Accepts...)
		p = &read
	}
	pure := mutate.WithoutRules(p)
	l := &laws{plan: p, held: held}
	for _, input := range p.Accepts {
		o := options
		o.Input = input
		configure := func(p *plan.Endpoint, strict, first bool) *engine.Endpoint {
			o.Strict, o.First = strict, first
			e, err := engine.New(p).Configure(o)
			require.NoError(t, err)
			return e
		}
		l.by[input] = &reading{
			lenient: configure(p, false, false),
			strict:  configure(p, true, false),
			firsts:  [2]*engine.Endpoint{configure(p, false, true), configure(p, true, true)},
			codecs:  []*decodeLaw{newDecodeLaw(t, engine.New(p), o), newDecodeLaw(t, engine.New(pure), o)},
		}
		if input == plan.JSON {
			l.pure = configure(pure, true, false)
		}
	}
	l.json = l.by[plan.JSON]
	l.ruled = l.json.strict
	l.scattered = within(reflect.ValueOf(p.Request), func(v any) bool {
		o, ok := v.(plan.Object)
		return ok && (o.Rest != nil || o.Patterns != nil)
	}) || within(reflect.ValueOf(p.Types), func(v any) bool {
		o, ok := v.(plan.Object)
		return ok && (o.Rest != nil || o.Patterns != nil)
	})
	l.placed = within(reflect.ValueOf(*p), func(v any) bool {
		return v == plan.Line || v == plan.Column || v == plan.MarkLine || v == plan.MarkColumn
	})
	return l
}

// within reports whether what is asked for is anywhere in v, but in what rules and CUE make of it.
func within(v reflect.Value, is func(any) bool) bool {
	if v.CanInterface() && is(v.Interface()) {
		return true
	}
	switch v.Kind() {
	case reflect.Pointer:
		return !v.IsNil() && within(v.Elem(), is)
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			if within(v.Index(i), is) {
				return true
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if within(v.Field(i), is) {
				return true
			}
		}
	}
	return false
}

// hold holds the laws against a payload, in JSON and as the forms that can say the same. It returns the strict report.
func (l *laws) hold(t testing.TB, r *rand.Rand, payload []byte) engine.Report {
	report := l.holdReading(t, l.json, payload)
	if report.Malformed() {
		return report
	}
	d := readDocument(t, payload)
	for _, report := range []engine.Report{report, l.json.lenient.Validate(payload)} {
		for _, v := range report.Violations() {
			assert.Contains(t, d.places(v), span{v.Offset, v.Length}, "where %v stands in %s", v, payload)
		}
	}
	l.holdNormal(t, l.json, payload, report)
	l.holdStrict(t, payload, report)
	l.holdRespelled(t, r, d, report)
	l.holdShuffled(t, r, d, report)
	l.holdAlike(t, r, d)
	return report
}

// holdForm holds the laws against the text of a form, which may be that of a query string.
func (l *laws) holdForm(t testing.TB, form []byte) engine.Report {
	report := l.holdReading(t, l.by[engine.Form], form)
	json := len(form) > 0 && (form[0] == '{' || form[0] == '[') // JSON is of a wrong media type, but not in a query string
	assert.Equal(t, json, report.Status() == 415, "%s", form)
	if query := l.by[engine.Query]; query != nil {
		got := l.holdReading(t, query, form)
		assert.True(t, report.Malformed() == got.Malformed() || json, "a form and a query string: %s", form)
		if !report.Malformed() && !json {
			assert.Equal(t, whole(report), whole(got), "a form and a query string: %s", form)
		}
	}
	if !report.Malformed() && !json {
		l.holdNormal(t, l.by[engine.Form], form, report)
		for _, v := range report.Violations() {
			assert.Contains(t, placesInForm(&l.plan.Read, form, v), span{v.Offset, v.Length}, "where %v stands in %s", v, form)
		}
	}
	return report
}

// holdReading holds what needs no other spelling of the payload: a reused Report says what a new one says, the first of a
// report is what stops at the first tell, line and column are those of the offset, and what is decoded is encoded.
func (l *laws) holdReading(t testing.TB, of *reading, payload []byte) (strict engine.Report) {
	for i, e := range []*engine.Endpoint{of.lenient, of.strict} {
		report := e.Validate(payload)
		e.ValidateInto(l.held, payload)
		assert.Equal(t, whole(report), whole(*l.held), "a report that is reused: %s", payload)

		all := report.Violations()
		for _, v := range all {
			require.True(t, v.Offset >= 0 && v.Length >= 0 && v.Offset+v.Length <= len(payload), "%+v of %s", v, payload)
			if before := payload[:v.Offset]; utf8.Valid(before) {
				line, column := position(before)
				assert.Equal(t, []int{line, column}, []int{v.Line, v.Column}, "%v of %s", v, payload)
			}
		}

		want := all
		if at := slices.IndexFunc(all, func(v engine.Violation) bool { return v.Severity == engine.SeverityError }); at >= 0 {
			want = all[at : at+1]
		}
		of.firsts[i].ValidateInto(l.held, payload)
		assert.Equal(t, want, l.held.Violations(), "the first of %s", payload)
		assert.Equal(t, report.Valid(), l.held.Valid(), "the first of %s", payload)
		assert.Equal(t, report.Truncated() || len(want) < len(all), l.held.Truncated(), "the first of %s", payload)
		strict = report
	}
	for _, codec := range of.codecs {
		codec.hold(t, payload)
	}
	return strict
}

// position is the line and column after text, from 1, columns in code points.
func position(text []byte) (line, column int) {
	above, last := "", string(text)
	if i := strings.LastIndexByte(last, '\n'); i >= 0 {
		above, last = last[:i+1], last[i+1:]
	}
	return 1 + strings.Count(above, "\n"), 1 + len([]rune(last))
}

// places are where what is wrong with the member that the violation's pointer names has to stand, which is one place but where
// names are masked: at its name where there is to be none, else at its value, whether that counts as absent or not, and at the
// brace that closes its object where there is no such member. Inside of JSON text, all is at the text; an ambiguous name in a
// value that is none of several alternatives is at that value.
func (d *document) places(v engine.Violation) (places []span) {
	found, without := d.at(v.Pointer)
	for _, n := range found {
		if v.Rule == "unknown_field" {
			places = append(places, n.named)
		}
		if v.Rule != "unknown_field" || n.kind == '"' || v.Code == "ambiguous" {
			places = append(places, n.span)
		}
	}
	for _, n := range without {
		places = append(places, span{n.offset + n.length - 1, 0})
	}
	return places
}

// holdNormal holds that the normal form is one of itself and has the payload's verdict, with Go rules and without.
func (l *laws) holdNormal(t testing.TB, of *reading, payload []byte, report engine.Report) {
	normal, err := of.strict.AppendNormal(nil, payload)
	require.NoError(t, err, "%s", payload)
	again, err := l.ruled.AppendNormal(nil, normal)
	require.NoError(t, err, "the normal form %s of %s", normal, payload)
	assert.Equal(t, string(normal), string(again), "the normal form of the normal form of %s", payload)
	ruled := l.ruled.Validate(normal)
	if of != l.json && ambiguous(ruled) { // as JSON, what a form may say
		return
	}
	assert.Equal(t, report.Valid(), ruled.Valid(), "the verdict on the normal form %s of %s", normal, payload)
	if of == l.json {
		pure := l.pure.Validate(payload).Valid()
		assert.False(t, report.Valid() && !pure, "rules only narrow: %s", payload)
		assert.Equal(t, pure, l.pure.Validate(normal).Valid(), "the verdict without rules on the normal form %s of %s", normal, payload)
	}
}

// holdStrict holds that strict and lenient endpoints differ in nothing but members that the contract does not have.
func (l *laws) holdStrict(t testing.TB, payload []byte, strict engine.Report) {
	lenient := l.json.lenient.Validate(payload)
	if strict.Truncated() || lenient.Truncated() {
		return
	}
	strictKnown, strictUnknown := findings(strict)
	lenientKnown, lenientUnknown := findings(lenient)
	assert.Equal(t, strictKnown, lenientKnown, "strict and lenient: %s", payload)
	if l.plan.Unknown != plan.Ignore {
		assert.Equal(t, strictUnknown, lenientUnknown, "strict and lenient: %s", payload)
	}
	assert.Equal(t, strict.Valid(), lenient.Valid() && len(strictUnknown) == 0, "strict and lenient: %s", payload)
}

// holdRespelled holds that white space and escapes change places only.
func (l *laws) holdRespelled(t testing.TB, r *rand.Rand, d *document, report engine.Report) {
	respelled := d.respelled(r)
	got := l.json.strict.Validate(respelled)
	assert.Equal(t, l.said(report), l.said(got), "%s, respelled %s", d.text, respelled)
	assert.Equal(t, report.Truncated(), got.Truncated(), "%s, respelled %s", d.text, respelled)
	assert.Equal(t, l.answered(report), l.answered(got), "%s, respelled %s", d.text, respelled)
	want, err := l.json.strict.AppendNormal(nil, d.text)
	require.NoError(t, err)
	normal, err := l.json.strict.AppendNormal(nil, respelled)
	require.NoError(t, err)
	assert.Equal(t, string(want), string(normal), "the normal form of %s, respelled %s", d.text, respelled)
}

// holdShuffled holds that the order of members changes the order of violations only, and that only of members that the
// contract does not name, which come as they are in the input.
func (l *laws) holdShuffled(t testing.TB, r *rand.Rand, d *document, report engine.Report) {
	want, err := l.json.strict.AppendNormal(nil, d.text)
	require.NoError(t, err)
	d.root.shuffle(r)
	shuffled := d.root.append(nil, nil)
	got := l.json.strict.Validate(shuffled)
	assert.Equal(t, report.Valid(), got.Valid(), "%s, shuffled %s", d.text, shuffled)
	assert.Equal(t, report.Truncated(), got.Truncated(), "%s, shuffled %s", d.text, shuffled)
	normal, err := l.json.strict.AppendNormal(nil, shuffled)
	require.NoError(t, err)
	assert.Equal(t, sorted(t, want), sorted(t, normal), "the normal form of %s, shuffled %s", d.text, shuffled)
	if report.Truncated() {
		return
	}
	wantSaid, gotSaid := l.said(report), l.said(got)
	isUnknown := func(line string) bool { return strings.Contains(line, " unknown_field ") }
	if len(filtered(wantSaid, isUnknown)) <= 1 && !l.scattered {
		assert.Equal(t, wantSaid, gotSaid, "%s, shuffled %s", d.text, shuffled)
		assert.Equal(t, l.answered(report), l.answered(got), "%s, shuffled %s", d.text, shuffled)
		return
	}
	if !l.scattered {
		isKnown := func(line string) bool { return !isUnknown(line) }
		assert.Equal(t, filtered(wantSaid, isKnown), filtered(gotSaid, isKnown), "%s, shuffled %s", d.text, shuffled)
	}
	slices.Sort(wantSaid)
	slices.Sort(gotSaid)
	assert.Equal(t, wantSaid, gotSaid, "%s, shuffled %s", d.text, shuffled)
}

func filtered(lines []string, keep func(string) bool) (kept []string) {
	for _, line := range lines {
		if keep(line) {
			kept = append(kept, line)
		}
	}
	return kept
}

// said is all that a report says of each violation but its place.
func (l *laws) said(r engine.Report) (lines []string) {
	for _, v := range r.Violations() {
		if l.placed {
			v.Message = ""
		}
		lines = append(lines, fmt.Sprintf("%v %q %q %s %s %q %v %s", v.Severity, v.Field, v.Pointer, v.Rule, v.Code, v.Message, v.Params, v.Source))
	}
	return lines
}

// answered is the provider's answer, where that does not tell places.
func (l *laws) answered(r engine.Report) string {
	if l.placed {
		return fmt.Sprint(r.Status())
	}
	return fmt.Sprintf("%d %s %s", r.Status(), r.ContentType(), r.AppendAnswer(nil))
}

// What two parts of a type say of a value is told once, whatever the order of members.
func TestViolationsAreToldOnce(t *testing.T) {
	e := engine.New(endpoint(t, small(t, "x!: matchN(2, [#A, {a!: _, ...}]) & #A", "#A: {a!: int, b!: int, c?: int}"), "own/post"))
	for _, payload := range []string{`{"x":{"a":"","b":"","c":""}}`, `{"x":{"c":"","b":"","a":""}}`} {
		assert.Len(t, e.Validate([]byte(payload)).Violations(), 3, payload)
	}
}

// However often a value is tried and judged again, each ambiguous name in it is told once, whatever the order of members.
func TestAmbiguousNamesAreToldWhateverTheOrder(t *testing.T) {
	for name, x := range map[string]string{
		"one": `matchN(1, [{kind!: "a", ask?: int, ...}, {kind!: "b", ask?: string, ...}])`, "none": `matchN(0, [{kind!: 1, ask!: int, ...}])`,
		"two": `matchN(2, [{kind?: _, ...}, {ask?: _, ...}])`, "all": `matchN(2, [#A, {a!: _, kind?: _, ...}]) & #A`,
		"branches": `matchIf({kind!: 1, ...}, {ask!: int, ...}, {kind!: 2, a?: _, ...})`, "or": `{kind!: "a", ask?: int} | {kind!: "b", ask?: string}`,
		"one and branches": `matchN(1, [{kind!: _, ...}, {ask!: 2, ...}]) & matchIf({ask!: 1, ...}, {kind!: _, ...}, {a?: _, ...})`,
		"in an open one":   `{kind?: _, ...} & matchN(1, [{ask!: 1, ...}, {a!: 1, ...}])`,
	} {
		p := endpoint(t, small(t, "x?: #X\n[=~\"^y\"]: #X\nxs?: [...#X]", "#X: "+x+"\n#A: {a!: int, kind?: _, ask?: _, ...}"), "own/post")
		for _, limit := range []int{1, 2, 3, 100} {
			l := newLaws(t, p, engine.Options{Limits: engine.Limits{Violations: limit}}, new(engine.Report))
			r := rand.New(rand.NewPCG(seedtest.New(t), 0))
			for _, payload := range []string{
				`{"x":{"KIND":1,"kind":"a","Ask":1,"aSK":2,"A":3,"ask":2}}`, `{"x":{"KIND":1,"ASK":"","A":1,"a":1}}`,
				`{"xs":[{"v":""},{"KIND":1,"ASK":"","ask":1}]}`, `{"y1":{"kind":5},"y2":{"kind":"a","KIND":1},"y3":{"kind":"b","ask":1,"ASK":1}}`,
			} {
				d := readDocument(t, []byte(payload))
				for range 20 {
					l.holdShuffled(t, r, d, l.json.strict.Validate([]byte(payload)))
				}
				require.False(t, t.Failed(), "%s, at most %d: %s", name, limit, payload)
			}
		}
	}
}

// A name that is a violation has room where those before it are warnings.
func TestWarningsGiveWayToAmbiguousNames(t *testing.T) {
	l := newLaws(t, endpoint(t, schemas(t), "larsverp/register"), engine.Options{Limits: engine.Limits{Violations: 1}}, new(engine.Report))
	payload := []byte(`{"first_name":"H","last_name":"T","email":"a@b.nl","postal_code":"5673RE","password":"x","zzz":1,"EMAIL":2}`)
	report := l.json.lenient.Validate(payload)
	require.Equal(t, 1, report.Len())
	assert.Equal(t, "/EMAIL", report.Violations()[0].Pointer)
	l.hold(t, rand.New(rand.NewPCG(seedtest.New(t), 0)), payload)
}
