package compile_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"math/big"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/gen"
	"github.com/passant-go/passant/engine/internal/mutate"
	"github.com/passant-go/passant/engine/internal/seedtest"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/engine/typed"
	providers "github.com/passant-go/passant/schemas"
	"github.com/passant-go/passant/schemas/bitpub"
	"github.com/passant-go/passant/schemas/digipay"
	"github.com/passant-go/passant/schemas/larsverp"
	"github.com/passant-go/passant/schemas/pankek"
	"github.com/passant-go/passant/schemas/pantel"
)

// structs makes the generated structs of the built-in contracts.
var structs = []func() typed.Struct{
	made[pankek.RegisterRequest], made[pankek.RegisterOKResponse], made[pankek.RegisterInvalidResponse], made[pankek.RegisterMalformedResponse],
	made[larsverp.RegisterRequest], made[larsverp.RegisterOKResponse], made[larsverp.RegisterInvalidResponse], made[larsverp.RegisterMalformedResponse],
	made[larsverp.ValidationRequest], made[larsverp.ValidationOKResponse], made[larsverp.ValidationInvalidResponse],
	made[larsverp.ValidationMalformedResponse], made[larsverp.ValidationValidatedResponse], made[larsverp.ValidationTokenResponse],
	made[pantel.RegisterRequest], made[pantel.RegisterOKResponse], made[pantel.RegisterInvalidResponse], made[pantel.RegisterMalformedResponse],
	made[digipay.UserRegisterRequest], made[digipay.UserRegisterOKResponse], made[digipay.UserRegisterInvalidResponse], made[digipay.UserRegisterMalformedResponse],
	made[bitpub.RegisterRequest], made[bitpub.RegisterOKResponse], made[bitpub.RegisterInvalidResponse], made[bitpub.RegisterMalformedResponse],
}

func made[T any, S interface {
	*T
	typed.Struct
}]() typed.Struct {
	return S(new(T))
}

// constructed are the structs that have something set from the beginning.
var constructed = []typed.Struct{
	pankek.NewRegisterOKResponse(),
	larsverp.NewRegisterOKResponse(), larsverp.NewRegisterInvalidResponse(),
	larsverp.NewValidationOKResponse(), larsverp.NewValidationInvalidResponse(), larsverp.NewValidationValidatedResponse(), larsverp.NewValidationTokenResponse(),
	pantel.NewRegisterOKResponse(),
	digipay.NewUserRegisterOKResponse(), digipay.NewUserRegisterInvalidResponse(), digipay.NewUserRegisterMalformedResponse(),
}

// structOf makes the struct of a contract: the one that is generated from it, or, of one that is not built in, a map.
func structOf(contract string) func() typed.Struct {
	if i := slices.IndexFunc(structs, func(s func() typed.Struct) bool { return s().Contract() == contract }); i >= 0 {
		return structs[i]
	}
	return func() typed.Struct { return &members{contract: contract} }
}

// Members are a struct of any contract, by their names.
type members struct {
	contract string
	byName   map[string]typed.JSON
}

func (m *members) Contract() string { return m.contract }

func (m *members) Fill(v gen.Value) {
	m.byName = nil
	for member := range v.Members {
		if m.byName == nil {
			m.byName = map[string]typed.JSON{}
		}
		m.byName[member.Name()] = gen.ReadJSON(member)
	}
}

func (m *members) AppendJSON(dst []byte) []byte {
	return gen.AppendMap(dst, m.byName, gen.AppendJSON)
}

// The law of decoding: the struct of a valid payload, written as JSON, is the normal form without the members that the
// contract does not have; it is valid again, and decodes into the same. The report is that of Validate.
func TestDecodeLaw(t *testing.T) {
	for _, e := range providers.All() {
		t.Run(e.Name(), func(t *testing.T) {
			t.Parallel()
			pure := engine.New(mutate.WithoutRules(e.Plan()))
			for _, input := range e.Plan().Accepts {
				ruled, unruled := newDecodeLaw(t, e, engine.Options{Input: input}), newDecodeLaw(t, pure, engine.Options{Input: input})
				source, valid := mutate.New(e.Plan(), seedtest.New(t)), 0
				payloads := times(3000)
				for range payloads {
					payload := source.Payload()
					if input != engine.JSON {
						payload = formOf(t, payload)
					}
					ruled.hold(t, payload)
					if unruled.hold(t, payload) {
						valid++
					}
				}
				t.Logf("input %d: %d of %d valid", input, valid, payloads)
				assert.Greater(t, valid, payloads/10)
			}
		})
	}
}

func FuzzDecode(f *testing.F) {
	var laws []*decodeLaw
	for _, e := range providers.All() {
		for _, input := range e.Plan().Accepts {
			laws = append(laws, newDecodeLaw(f, e, engine.Options{Input: input}))
		}
		for _, w := range tenth(f, witnesses(f, e.Plan())) {
			f.Add(uint(len(laws)-1), []byte(w.Accepts))
			f.Add(uint(len(laws)-1), []byte(w.Refuses))
		}
	}
	f.Fuzz(func(t *testing.T, endpoint uint, payload []byte) {
		laws[endpoint%uint(len(laws))].hold(t, payload)
	})
}

// A decodeLaw is an endpoint that reads a form of input and one that reads JSON, with values as they are and canonical.
type decodeLaw struct {
	endpoint, canonical *engine.Endpoint
	json, canonicalJSON *engine.Endpoint
	made                func() typed.Struct
	reused              typed.Struct
}

func newDecodeLaw(t testing.TB, e *engine.Endpoint, o engine.Options) *decodeLaw {
	configure := func(input engine.Input, canonical bool) *engine.Endpoint {
		o.Input, o.Canonical = input, canonical
		configured, err := e.Configure(o)
		require.NoError(t, err)
		return configured
	}
	input := o.Input
	l := &decodeLaw{made: structOf(e.Name()), json: configure(engine.JSON, false), canonicalJSON: configure(engine.JSON, true)}
	l.endpoint = configure(input, false)
	l.canonical = configure(input, true)
	l.reused = l.made()
	return l
}

// hold holds the law against a payload; it reports whether that is valid.
func (l *decodeLaw) hold(t testing.TB, payload []byte) bool {
	want := l.endpoint.Validate(payload)
	got, err := l.endpoint.Decode(payload, l.reused)
	require.NoError(t, err, "%s", payload)
	require.Equal(t, whole(want), whole(got), "%s", payload)
	if !got.Valid() {
		require.Equal(t, l.made(), l.reused, "the struct of %s, which is not valid", payload)
		return false
	}
	normal, err := l.endpoint.AppendNormal(nil, payload)
	require.NoError(t, err)
	written, report, err := l.json.Encode(nil, l.reused)
	require.NoError(t, err)
	require.Equal(t, plainly(t, normal, &l.json.Plan().Request), plainly(t, written, &l.json.Plan().Request), "%s", payload)
	if ambiguous(report) { // as JSON, what a form may say
		return true
	}
	require.True(t, report.Valid(), "%s, the struct of %s: %v", written, payload, report)
	l.same(t, l.json, written, l.reused)

	canonical := l.made()
	got, err = l.canonical.Decode(payload, canonical)
	require.NoError(t, err)
	require.Equal(t, whole(want), whole(got), "%s", payload)
	written, report, err = l.json.Encode(nil, canonical)
	require.NoError(t, err)
	require.True(t, report.Valid(), "%s, canonical, of %s: %v", written, payload, report)
	l.same(t, l.canonicalJSON, written, canonical)
	return true
}

// same asserts that e decodes JSON into a struct.
func (l *decodeLaw) same(t testing.TB, e *engine.Endpoint, written []byte, want typed.Struct) {
	again := l.made()
	_, err := e.Decode(written, again)
	require.NoError(t, err)
	require.Equal(t, want, again, "%s", written)
}

// plainly is JSON without the members that o does not have, numbers as their values.
func plainly(t testing.TB, text []byte, o *plan.Object) any {
	in := json.NewDecoder(bytes.NewReader(text))
	in.UseNumber()
	var v any
	require.NoError(t, in.Decode(&v), "%s", text)
	return plain(v, &plan.Type{Object: o})
}

func plain(v any, t *plan.Type) any {
	switch v := v.(type) {
	case json.Number:
		n, _ := new(big.Rat).SetString(v.String())
		return n.String()
	case []any:
		for i := range v {
			v[i] = plain(v[i], cmp.Or(t.Elem, new(plan.Type)))
		}
	case map[string]any:
		for name := range v {
			if inside, ok := memberOf(t.Object, name); ok {
				v[name] = plain(v[name], inside)
			} else {
				delete(v, name)
			}
		}
	}
	return v
}

// memberOf is the type of the member of o that has a name.
func memberOf(o *plan.Object, name string) (*plan.Type, bool) {
	if o == nil {
		return new(plan.Type), true
	}
	for i := range o.Fields {
		if o.Fields[i].Name == name {
			return &o.Fields[i].Type, true
		}
	}
	for _, t := range o.Others([]byte(name)) {
		return t, true
	}
	return new(plan.Type), o.Open
}

// The law holds for answers, each judged alone. What a constructor sets, every valid answer has.
func TestResponseDecodeLaw(t *testing.T) {
	tried, begun := 0, 0
	for _, e := range providers.All() {
		for _, a := range e.Plan().Answers {
			if a.Type == nil {
				continue
			}
			tried++
			r, err := engine.New(mutate.WithoutRules(e.Plan())).Response(a.Status)
			require.NoError(t, err)
			contract := e.Name() + "#" + a.Occasion
			begin := structOf(contract)()
			if i := slices.IndexFunc(constructed, func(s typed.Struct) bool { return s.Contract() == contract }); i >= 0 {
				begin = constructed[i]
				begun++
			}
			source, valid := mutate.New(&plan.Endpoint{Request: *a.Type}, seedtest.New(t)), 0
			for range 300 {
				body := source.Payload()
				s := structOf(contract)()
				report, err := r.Decode(body, s)
				require.NoError(t, err)
				if !report.Valid() {
					require.Equal(t, structOf(contract)(), s, "%s", body)
					continue
				}
				valid++
				require.True(t, r.Validate(body).Valid(), "%s", body)
				written := s.AppendJSON(nil)
				require.Equal(t, plainly(t, body, a.Type), plainly(t, written, a.Type), "%s", body)
				again := structOf(contract)()
				_, err = r.Decode(written, again)
				require.NoError(t, err)
				require.Equal(t, s, again)
				requireSet(t, reflect.ValueOf(begin).Elem(), reflect.ValueOf(again).Elem())
			}
			assert.Positive(t, valid, contract)
		}
	}
	assert.Equal(t, len(structs)-len(providers.All()), tried)
	assert.Equal(t, len(constructed), begun)
}

// requireSet asserts that what want sets, got has, too.
func requireSet(t *testing.T, want, got reflect.Value) {
	switch {
	case want.IsZero():
	case want.Kind() == reflect.Struct:
		for i := range want.NumField() {
			requireSet(t, want.Field(i), got.Field(i))
		}
	default:
		require.Equal(t, want.Interface(), got.Interface())
	}
}

// Only what is named is judged, and that as ever; of what is found, the first is as ever.
func TestPartialLaw(t *testing.T) {
	for _, e := range providers.All() {
		t.Run(e.Name(), func(t *testing.T) {
			for _, input := range e.Plan().Accepts {
				holdPartial(t, e, input)
			}
		})
	}
}

func holdPartial(t *testing.T, e *engine.Endpoint, input engine.Input) {
	configure := func(o engine.Options) *engine.Endpoint {
		o.Input = input
		configured, err := e.Configure(o)
		require.NoError(t, err)
		return configured
	}
	fields := e.Plan().Request.Fields
	named := func(i int) []string { return []string{fields[i].Name, fields[i/2].Name} }
	whole, first := configure(engine.Options{}), configure(engine.Options{First: true})
	var partial []*engine.Endpoint
	for i := range fields {
		partial = append(partial, configure(engine.Options{Fields: named(i)}))
	}
	source := mutate.New(e.Plan(), seedtest.New(t))
	for range 300 {
		payload := source.Payload()
		if input != engine.JSON {
			payload = formOf(t, payload)
		}
		report := whole.Validate(payload)
		for i, p := range partial {
			want := slices.DeleteFunc(report.Violations(), func(v engine.Violation) bool {
				top, rest, _ := strings.Cut(v.Field, ".")
				unknown := v.Rule == "unknown_field" && v.Code == v.Rule && rest == ""
				return !report.Malformed() && (unknown || !slices.Contains(named(i), top))
			})
			require.Equal(t, want, p.Validate(payload).Violations(), "%s of %s", named(i), payload)
		}

		want := report.Violations()
		if !report.Valid() {
			i := slices.IndexFunc(want, func(v engine.Violation) bool { return v.Severity == engine.SeverityError })
			want = want[i : i+1]
		}
		got := first.Validate(payload)
		require.Equal(t, report.Valid(), got.Valid())
		require.Equal(t, want, got.Violations(), "%s", payload)
		require.Equal(t, len(want) < report.Len(), got.Truncated())
	}
}
