package engine_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/internal/racetest"
	"github.com/passant-go/passant/engine/lookup"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/engine/typed"
	"github.com/passant-go/passant/schemas/bitpub"
	"github.com/passant-go/passant/schemas/digipay"
	"github.com/passant-go/passant/schemas/larsverp"
	"github.com/passant-go/passant/schemas/pankek"
	"github.com/passant-go/passant/schemas/pantel"
)

const harrie = `{"first_name":" Zo\u00eb ","insertion":"","last_name":"Tiggelen","email":"harrie@EXAMPLE.nl","postal_code":1234.0,"password":" Hunter2 ","q":1}`

func TestDecode(t *testing.T) {
	var got larsverp.RegisterRequest
	report, err := larsverp.Register.Decode([]byte(harrie), &got)
	require.NoError(t, err)
	require.True(t, report.Valid())
	assert.Equal(t, larsverp.RegisterRequest{
		FirstName: "Zoë", Insertion: typed.Some(typed.Nullable[string]{}), LastName: "Tiggelen",
		Email: "harrie@EXAMPLE.nl", PostalCode: "1234", Password: typed.Conceal(" Hunter2 "),
	}, got)

	for _, body := range []string{`{}`, `{`, harrie + `x`} {
		report, err = larsverp.Register.Decode([]byte(body), &got)
		require.NoError(t, err)
		assert.False(t, report.Valid())
		assert.Equal(t, larsverp.RegisterRequest{}, got, "what is not valid fills nothing")
		larsverp.Register.Decode([]byte(harrie), &got)
	}
}

// JSON inside of a string, lists, numbers and enumerations.
func TestDecodeKinds(t *testing.T) {
	var user digipay.UserRegisterRequest
	body := `{"dial_code":"+31","phone_number":"201234567","user_type":1,"first_name":"a","last_name":"b","password":"c","location_point":" {\"latitude\": 52.370, \"longitude\":4e0} "}`
	_, err := digipay.UserRegister.Decode([]byte(body), &user)
	require.NoError(t, err)
	at, ok := user.LocationPoint.Get()
	assert.True(t, ok)
	assert.Equal(t, typed.Number("52.370"), at.Latitude)
	assert.Equal(t, 4.0, at.Longitude.Float64())

	var account bitpub.RegisterRequest
	_, err = bitpubForm.Decode([]byte(`phone=31201234567&firstName=a&lastName=b&gender=F&captchaSolution=1,-2&smsCodeOnly=true&email=`), &account)
	require.NoError(t, err)
	assert.Equal(t, bitpub.RegisterRequest{
		FirstName: "a", LastName: "b", Phone: typed.Some[int64](31201234567), Gender: typed.Some(bitpub.RegisterRequestGenderF),
		CaptchaSolution: typed.Some([]int64{1, -2}), SmsCodeOnly: typed.Some(true),
	}, account)
}

func TestDecodeMisuse(t *testing.T) {
	created, err := larsverp.Register.Response(201)
	require.NoError(t, err)
	endpoint := func(s typed.Struct) error {
		_, err := larsverp.Register.Decode([]byte(harrie), s)
		return err
	}
	stateful := func(s typed.Struct) error {
		_, err := larsverp.Register.With().Decode(context.Background(), []byte(harrie), s)
		return err
	}
	response := func(s typed.Struct) error {
		_, err := created.Decode([]byte(harrie), s)
		return err
	}
	encode := func(s typed.Struct) error {
		_, _, err := larsverp.Register.Encode(nil, s)
		return err
	}
	none := (*larsverp.RegisterRequest)(nil)
	request, other, answer := new(larsverp.RegisterRequest), new(pantel.RegisterRequest), new(larsverp.RegisterOKResponse)
	for _, c := range []struct {
		run  func(typed.Struct) error
		give typed.Struct
		want string
	}{
		{endpoint, nil, "larsverp/register: there is no struct, give a pointer to one"},
		{endpoint, none, "larsverp/register: there is no struct, give a pointer to one"},
		{endpoint, other, "larsverp/register: the struct is one of pantel/register"},
		{endpoint, answer, "larsverp/register: the struct is one of larsverp/register#ok"},
		{stateful, none, "larsverp/register: there is no struct, give a pointer to one"},
		{stateful, other, "larsverp/register: the struct is one of pantel/register"},
		{response, nil, "larsverp/register#201: there is no struct, give a pointer to one"},
		{response, request, "larsverp/register#201: the struct is one of larsverp/register"},
		{encode, none, "larsverp/register: there is no struct, give a pointer to one"},
		{encode, other, "larsverp/register: the struct is one of pantel/register"},
	} {
		err := c.run(c.give)
		var fault *engine.StructError
		assert.ErrorAs(t, err, &fault)
		assert.EqualError(t, err, "passant: "+c.want)
	}
	for _, run := range []func(typed.Struct) error{endpoint, stateful, encode} {
		assert.NoError(t, run(request))
	}
	assert.NoError(t, response(answer))
}

// A contract that is compiled at run time may differ from that of the generated code.
func TestDecodeMisfit(t *testing.T) {
	changed := func(change func(*plan.Endpoint)) *engine.Endpoint {
		p := *larsverp.Validation.Plan()
		p.Request.Fields = append([]plan.Field{}, p.Request.Fields...)
		change(&p)
		return engine.New(&p)
	}
	for member, c := range map[string]struct {
		change func(*plan.Endpoint)
		body   string
	}{
		"token": {func(p *plan.Endpoint) { p.Request.Fields[1].Type, p.Request.Fields[1].Read = plan.Type{}, plan.AsIs }, `{"email":"a@b.nl","token":"x"}`},
		"other": {func(p *plan.Endpoint) {
			f := &p.Request.Fields[1]
			f.Name, p.Request.Names = "other", plan.NewIndex([]string{"email", "other"}, false)
		}, `{"email":"a@b.nl","other":1}`},
		"*": {func(p *plan.Endpoint) { p.Request.Rest = new(plan.Type) }, `{"email":"a@b.nl","token":1,"Hunter2":1}`},
	} {
		got := larsverp.ValidationRequest{Email: "old"}
		_, err := changed(c.change).Decode([]byte(c.body), &got)
		assert.EqualError(t, err, "passant: larsverp/validation: the struct has no place for the value of "+member+", generate it from the same contract")
		assert.Equal(t, larsverp.ValidationRequest{}, got)
	}
}

func TestStatefulDecode(t *testing.T) {
	answer := lookup.Yes
	signup := larsverp.Register.With(lookup.Func("email.unique", func(context.Context, lookup.Values) (lookup.Outcome, error) {
		if answer == lookup.Unknown {
			return answer, errors.New("down")
		}
		return answer, nil
	}))
	for _, outcome := range []lookup.Outcome{lookup.Yes, lookup.No, lookup.Unknown} {
		answer = outcome
		got := larsverp.RegisterRequest{Email: "old"}
		report, err := signup.Decode(context.Background(), []byte(harrie), &got)
		assert.Equal(t, outcome == lookup.Unknown, err != nil)
		assert.Equal(t, outcome == lookup.Yes, report.Valid())
		assert.Equal(t, outcome == lookup.Yes, got.Email != "")
	}
	var got larsverp.RegisterRequest
	_, err := larsverp.Register.With(lookup.Func("email.uniqe", nil)).Decode(context.Background(), []byte(harrie), &got)
	var option *engine.OptionError
	assert.ErrorAs(t, err, &option)
}

func TestResponseDecode(t *testing.T) {
	r, err := larsverp.Register.Response(engine.AnyStatus)
	require.NoError(t, err)
	var invalid larsverp.RegisterInvalidResponse
	report, err := r.Decode([]byte(`{"message":"The given data was invalid.","errors":{"email":["a","b"]}}`), &invalid)
	require.NoError(t, err)
	assert.True(t, report.Valid())
	assert.Equal(t, map[string][]string{"email": {"a", "b"}}, invalid.Errors)

	report, err = r.Decode([]byte(`{"message":"x","errors":{}}`), &invalid)
	require.NoError(t, err)
	assert.False(t, report.Valid(), "of another answer")
}

func TestEncode(t *testing.T) {
	request := larsverp.RegisterRequest{FirstName: "Zoë", LastName: "\"\n", Email: "a@b.nl", PostalCode: "1234 AB", Password: typed.Conceal("Hunter2")}
	body, report, err := larsverp.Register.Encode([]byte("before "), &request)
	require.NoError(t, err)
	assert.True(t, report.Valid())
	assert.Equal(t, `before {"first_name":"Zoë","last_name":"\"\n","email":"a@b.nl","postal_code":"1234 AB","password":"Hunter2"}`, string(body))

	request.LastName, request.Email = "\xff", "a"
	_, report, err = larsverp.Register.Encode(nil, &request)
	require.NoError(t, err)
	assert.True(t, report.Malformed())

	_, _, err = pantelQuery.Encode(nil, new(pantel.RegisterRequest))
	assert.EqualError(t, err, "passant: pantel/register: option Input: a struct is written as JSON only")
}

func TestCanonicalOption(t *testing.T) {
	configure := func(e *engine.Endpoint) *engine.Endpoint {
		e, err := e.Configure(engine.Options{Canonical: true})
		require.NoError(t, err)
		return e
	}
	var register larsverp.RegisterRequest
	_, err := configure(larsverp.Register).Decode([]byte(`{"first_name":"Harrie","last_name":"x","email":"H@EXAMPLE.nl","postal_code":"1234ab","password":"x"}`), &register)
	require.NoError(t, err)
	assert.Equal(t, "H@example.nl", register.Email)
	assert.Equal(t, "1234 AB", register.PostalCode)

	var user pantel.RegisterRequest
	_, err = configure(pantel.Register).Decode([]byte(`{"phone_number":"+18885559977","phone_code":"12345","phone_code_hash":"pr8i5nfexzn8w31c","first_name":"Zoe\u0308 ","last_name":"O'Neill"}`), &user)
	require.NoError(t, err)
	assert.Equal(t, "Zoë", user.FirstName)

	var friend pankek.RegisterRequest
	report, err := configure(pankek.Register).Decode([]byte(payloadOf(t, "pankek, valid")), &friend)
	require.NoError(t, err)
	require.True(t, report.Valid())
	assert.Equal(t, "+493583123456", friend.Phone, "a number that is dialled from where the address is")

	var account digipay.UserRegisterRequest
	_, err = configure(digipay.UserRegister).Decode([]byte(`{"dial_code":"+31","phone_number":"0201234567","user_type":1,"first_name":"a","last_name":"b","password":"c"}`), &account)
	require.NoError(t, err)
	assert.Equal(t, "201234567", account.PhoneNumber, "without the calling code, which has a field of its own")
}

func payloadOf(t *testing.T, name string) string {
	for _, p := range payloads {
		if p.name == name {
			return p.body
		}
	}
	require.Fail(t, name)
	return ""
}

// The canonical form of a text that a constraint refuses is left alone.
func TestCanonicalFormThatIsRefused(t *testing.T) {
	p := *larsverp.Register.Plan()
	p.Request.Fields = append([]plan.Field{}, p.Request.Fields...)
	f := &p.Request.Fields[4]
	f.Type.Checks = append(f.Type.Checks[:len(f.Type.Checks):len(f.Type.Checks)], plan.Check{Op: plan.MaxLength, On: plan.KindString, Limit: 6, Failure: new(plan.Failure)})
	e, err := engine.New(&p).Configure(engine.Options{Canonical: true})
	require.NoError(t, err)
	var got larsverp.RegisterRequest
	_, err = e.Decode([]byte(`{"first_name":"Harrie","last_name":"x","email":"h@example.nl","postal_code":"1234ab","password":"x"}`), &got)
	require.NoError(t, err)
	assert.Equal(t, "1234ab", got.PostalCode)
}

// Nothing but Reveal and AppendJSON shows a secret.
func TestSecretsAreNotPrinted(t *testing.T) {
	const secret = "Hunter2"
	var got larsverp.RegisterRequest
	_, err := larsverp.Register.Decode([]byte(harrie), &got)
	require.NoError(t, err)
	account := bitpub.RegisterRequest{Password: typed.Some(typed.Conceal(secret))}
	require.Equal(t, " Hunter2 ", got.Password.Reveal())
	require.Contains(t, string(account.AppendJSON(nil)), secret)

	type request struct {
		Password typed.Secret[string]
		Nested   typed.Optional[larsverp.RegisterRequest]
		hidden   typed.Optional[typed.Nullable[typed.Secret[string]]]
		List     []typed.Secret[string]
		Map      map[string]typed.Optional[typed.Secret[string]]
		secrets  *typed.Secret[[]string]
	}
	list := typed.Conceal([]string{secret})
	holder := request{
		got.Password, typed.Some(got), typed.Some(typed.NotNull(got.Password)), []typed.Secret[string]{got.Password},
		map[string]typed.Optional[typed.Secret[string]]{"a": account.Password}, &list,
	}
	for _, v := range []any{
		got, &got, got.Password, &got.Password, account, &account, account.Password, typed.NotNull(got.Password), holder, &holder, []any{holder}, list,
	} {
		var shown bytes.Buffer
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			fmt.Fprintf(&shown, verb+"\n", v)
		}
		text, err := json.Marshal(v)
		require.NoError(t, err)
		shown.Write(text)
		slog.New(slog.NewTextHandler(&shown, nil)).Info("x", "v", v)
		slog.New(slog.NewJSONHandler(&shown, nil)).Info("x", "v", v)
		assert.Contains(t, shown.String(), "[secret]", "%T", v)
		for _, part := range []string{secret, fmt.Sprintf("%x", secret), "72 117 110"} {
			assert.NotContains(t, shown.String(), part, "%T", v)
		}
	}
}

// A struct shows its members that are not secret, printed or logged.
func TestOtherMembersArePrinted(t *testing.T) {
	var got larsverp.RegisterRequest
	_, err := larsverp.Register.Decode([]byte(harrie), &got)
	require.NoError(t, err)
	var text, json bytes.Buffer
	slog.New(slog.NewTextHandler(&text, nil)).Info("x", "v", got)
	slog.New(slog.NewJSONHandler(&json, nil)).Info("x", "v", got)
	for _, shown := range []string{fmt.Sprint(got), text.String(), json.String()} {
		assert.Contains(t, shown, got.Email)
	}
}

// Decode allocates what the texts of the struct need, and nothing else.
func TestDecodeAllocations(t *testing.T) {
	if racetest.Enabled {
		t.Skip("under the race detector a sync.Pool drops what it is given at random")
	}
	for _, c := range []struct {
		payload string
		into    typed.Struct
		most    float64
	}{
		{"register, valid", new(larsverp.RegisterRequest), 7}, // a secret takes two
		{"validation, valid", new(larsverp.ValidationRequest), 1},
		{"pankek, valid", new(pankek.RegisterRequest), 11},
		{"pantel, valid", new(pantel.RegisterRequest), 9},
	} {
		for _, p := range payloads {
			if p.name != c.payload {
				continue
			}
			body := []byte(p.body)
			allocations := testing.AllocsPerRun(100, func() {
				if report, err := p.endpoint.Decode(body, c.into); err != nil || !report.Valid() {
					t.Error(report, err)
				}
			})
			t.Logf("%s: %.0f allocations", p.name, allocations)
			assert.LessOrEqual(t, allocations, c.most, p.name)
		}
	}
}

func BenchmarkDecode(b *testing.B) {
	body := []byte(payloads[0].body)
	var got larsverp.RegisterRequest
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		if report, err := larsverp.Register.Decode(body, &got); err != nil || !report.Valid() {
			b.Fatal(report, err)
		}
	}
}
