package engine_test

import (
	"flag"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/internal/racetest"
	"github.com/passant-go/passant/schemas/bitpub"
	"github.com/passant-go/passant/schemas/digipay"
	"github.com/passant-go/passant/schemas/larsverp"
	"github.com/passant-go/passant/schemas/pankek"
	"github.com/passant-go/passant/schemas/pantel"
)

var payloads = []struct {
	name     string
	endpoint *engine.Endpoint
	body     string
	valid    bool
}{
	{"register, valid", larsverp.Register, `{"first_name":"Harrie","insertion":"van","last_name":"Tiggelen","email":"harrie.van.tiggelen@example.nl","postal_code":"5673RE","password":"SweetKittens23#"}`, true},
	{"register, valid, another order and escapes", larsverp.Register, `{"password":"x","postal_code":1234,"other":{"a":[1,2]},"email":" a@b.nl ","last_name":"Ti\u00ebl","first_name":"Żółć 😀","insertion":null}`, true},
	{"register, failing", larsverp.Register, `{"first_name":[],"insertion":7,"email":"harrie","postal_code":"0000 AA","passwrd":"x"}`, false},
	{"register, malformed", larsverp.Register, `{"first_name":"Harrie","first_name":"x"}`, false},
	{"validation, valid", larsverp.Validation, `{"email":"harrie@example.nl","token":"+12"}`, true},
	{"validation, failing", larsverp.Validation, `{"email":"harrie@example.nl","token":1.5}`, false},
	{"pankek, valid", pankek.Register, `{"database":"main","link":"example.com","address":"de, sachsen, 02763, zittau","nickname":"Jürgen","email":"test@example.de","password":"123456","coin":12,"birth_date":"2000-10-05","gender":0,"searchGender":1,"ref":"r1","phone":"03583 123456","beziehungsstatus":"","kinder":"","leben":"","raucher":"","abschluss":"","click_id":"c","notification":true,"verify":true}`, true},
	{"pankek, failing", pankek.Register, `{"database":" ","link":7,"address":"xx, , , ","email":"test","password":"","coin":1.5,"birth_date":"2000-02-30","gender":2,"phone":"1x","notification":"true"}`, false},
	{"pantel, valid", pantelQuery, `phone_number=+18885559977&phone_code=12345&phone_code_hash=pr8i5nfexzn8w31c&first_name=J%C3%BCrgen&last_name=O%27Neill&user_name=test_username&version=1.2.3`, true},
	{"pantel, failing", pantelQuery, `phone_number=+1**********&phone_code=1234&phone_code_hash=x&first_name=J%00&last_name=+&user_name=a%20b&verison=1`, false},
	{"pantel, malformed", pantelQuery, `phone_number=%zz`, false},
	{"pantel as JSON, valid", pantel.Register, `{"phone_number":"+18885559977","phone_code":"12345","phone_code_hash":"pr8i5nfexzn8w31c","first_name":"Jürgen","last_name":"O'Neill"}`, true},
	{"pantel as JSON, failing", pantel.Register, `{"phone_number":null,"phone_code":"123456","first_name":"1","last_name":"","version":"1"}`, false},
	{"digipay, valid", digipay.UserRegister, `{"dial_code":"+31","phone_number":"612345678","user_type":2,"first_name":"abc","last_name":"deo","password":"123456","email":"john@example.com","login_pin":"1234","birth_date":946684800000,"image":"https://example.com/john.jpg","kyc_status":1,"country_id":"US","location_point":"{\"latitude\":37.7749,\"longitude\":-122.4194}"}`, true},
	{"digipay, failing", digipay.UserRegister, `{"dial_code":"+91","phone_number":"1","user_type":"2","first_name":"","password":1,"email":"john","login_pin":"12a","birth_date":9466848000000,"image":"ftp://x","kyc_status":7,"location_point":{"latitude":91,"longitude":"x"},"location_poin":1,"created_by":"x"}`, false},
	{"bitpub, valid", bitpub.Register, `{"Email":"harrie@example.nl","firstName":"Harrie","LASTNAME":"Tiggelen","rememberFor":"2week","birthDate":"19800229","gender":"M","language":"nl-NL","phone":31612345678,"smsCodeOnly":false,"captchaSolution":[1,2,3]}`, true},
	{"bitpub, failing", bitpub.Register, `{"email":"String","firstName":" ","rememberFor":"String","birthDate":"String","gender":"String","language":"x_y","phone":7,"smsCodeOnly":1,"captchaSolution":[1,"x"],"nosuch":1}`, false},
	{"bitpub as a form, valid", bitpubForm, `email=&phone=31612345678&firstName=A&lastName=B&captchaSolution=[1,2]&noCookies=true`, true},
	{"bitpub as a form, failing", bitpubForm, `email=x&phone=+1&firstName=&captchaSolution=1,,x&noCookies=yes`, false},
}

var (
	pantelQuery = reads(pantel.Register, engine.Query)
	bitpubForm  = reads(bitpub.Register, engine.Form)
)

// reads is an endpoint that reads another form of input.
func reads(e *engine.Endpoint, in engine.Input) *engine.Endpoint {
	other, err := e.Configure(engine.Options{Input: in})
	if err != nil {
		panic(err)
	}
	return other
}

func TestNoAllocation(t *testing.T) {
	if racetest.Enabled {
		t.Skip("under the race detector a sync.Pool drops what it is given at random")
	}
	benchtime := flag.Lookup("test.benchtime").Value
	defer benchtime.Set(benchtime.String())
	require.NoError(t, benchtime.Set("50000x"))

	for _, p := range payloads {
		body := []byte(p.body)
		report := p.endpoint.Validate(body)
		assert.Equal(t, p.valid, report.Valid(), p.name)

		var buffer []byte
		runs := map[string]func(){
			"a reused report and buffer": func() {
				p.endpoint.ValidateInto(&report, body)
				buffer = report.AppendAnswer(buffer[:0])
			},
		}
		if report.Len() == 0 {
			runs["a fresh report"] = func() {
				report := p.endpoint.Validate(body)
				buffer = report.AppendAnswer(buffer[:0])
			}
		}
		for how, run := range runs {
			run()
			result := testing.Benchmark(func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					run()
				}
			})
			assert.Zero(t, result.AllocsPerOp(), "%s, %s", p.name, how)
			assert.Zero(t, result.AllocedBytesPerOp(), "%s, %s", p.name, how)
		}
	}
}

func BenchmarkValidate(b *testing.B) {
	for _, p := range payloads {
		b.Run(p.name, func(b *testing.B) {
			body := []byte(p.body)
			var report engine.Report
			var buffer []byte
			b.SetBytes(int64(len(body)))
			b.ReportAllocs()
			for b.Loop() {
				p.endpoint.ValidateInto(&report, body)
				buffer = report.AppendAnswer(buffer[:0])
			}
		})
	}
}
