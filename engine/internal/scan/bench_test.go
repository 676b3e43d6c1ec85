package scan_test

import (
	"encoding/json"
	"testing"

	"github.com/passant-go/passant/engine/internal/scan"
)

// payloads are registrations as clients send them, of people who do not exist.
var payloads = []struct{ name, text string }{
	{"compact", `{"first_name":"Anna","insertion":"van der","last_name":"Voorbeeld","email":"anna.voorbeeld@example.nl","postal_code":"1234 AB","password":"correct horse battery staple"}`},
	{"flat", `{"database":"main","link":"https://ex.example.org/landing?c=42","nickname":"kirsche_84","email":"k.muster@example.de","password":"Zw!eiundvierzig","coin":25,"birth_date":"1984-02-29","gender":1,"searchGender":0,"ref":"aff-7781","address":"de, Berlin, 10115, Mitte","phone":"+4930901820","beziehungsstatus":"single","kinder":"0","leben":"","raucher":"nein","abschluss":"","click_id":"","notification":true,"verify":false}`},
	{"nested", `{"user":{"name":{"given":"Jan","family":"Jansen"},"contacts":[{"type":"email","value":"jan@example.be"},{"type":"phone","value":"+3225550123"}]},"consent":{"terms":true,"marketing":false,"version":"2024-05"},"device":{"id":"5f0c6f0e-2d1b-4a57-9c0e-3f2b8f5f8a11","os":"Android 14","screen":[1080,2400],"scale":2.625},"referrer":null}`},
	{"indented", `{
    "first_name": "Marie",
    "last_name": "Exemple",
    "phone_number": "+32475550123",
    "phone_code": "48213",
    "phone_code_hash": "9f86d081884c7d65",
    "user_name": "marie.exemple",
    "version": "3.14.15",
    "device_details": "Pixel 8; Android 14; nl_BE"
}`},
	{"escaped", `{"first_name":"J\u00f6rg","last_name":"M\u00fcller-L\u00fcdenscheidt","city":"K\u00f6ln","website":"https:\/\/example.de\/j\u00f6rg","bio":"Erste Zeile\nZweite Zeile\n\ud83d\ude00","email":"joerg@example.de"}`},
	{"umlauts", `{"first_name":"Jörg","last_name":"Müller-Lüdenscheidt","city":"Köln","street":"Große Straße 12","bio":"Grüße aus Köln","email":"joerg@example.de"}`},
	{"greek", `{"first_name":"Κωνσταντίνος","last_name":"Παπαδόπουλος","city":"Θεσσαλονίκη","bio":"Καλημέρα από την Ελλάδα, χαίρομαι που σας γνωρίζω"}`},
	{"japanese", `{"first_name":"さくら","last_name":"佐藤","city":"東京都千代田区","bio":"はじめまして、どうぞよろしくお願いいたします。"}`},
}

func BenchmarkCheck(b *testing.B) {
	for _, payload := range payloads {
		text := []byte(payload.text)
		b.Run(payload.name+"/scan", func(b *testing.B) {
			s, limits := scanner(scan.DefaultLimits()), scan.DefaultLimits()
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				s.Reset(limits)
				if _, code := s.Check(text); code != scan.None {
					b.Fatal(code)
				}
			}
		})
		b.Run(payload.name+"/encoding-json", func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if !json.Valid(text) {
					b.Fatal("refused")
				}
			}
		})
	}
}

func BenchmarkString(b *testing.B) {
	for _, test := range []struct{ name, body string }{
		{"short", `Anna`},
		{"ascii", `correct horse battery staple, correct horse battery staple`},
		{"escaped", `J\u00f6rg M\u00fcller-L\u00fcdenscheidt\n\ud83d\ude00`},
		{"umlauts", `Jörg Müller-Lüdenscheidt, Große Straße 12, Köln`},
		{"greek", `Καλημέρα από την Ελλάδα, χαίρομαι που σας γνωρίζω`},
		{"japanese", `はじめまして、どうぞよろしくお願いいたします。`},
	} {
		text := []byte(`"` + test.body + `","email":"a"`)
		b.Run(test.name, func(b *testing.B) {
			b.SetBytes(int64(len(test.body)))
			for b.Loop() {
				if _, _, code := scan.String(text, 1, 1000); code != scan.None {
					b.Fatal(code)
				}
			}
		})
	}
}

func BenchmarkCompare(b *testing.B) {
	lit := []byte("1234.5")
	for b.Loop() {
		if scan.Compare(lit, "9999") >= 0 {
			b.Fatal("not less")
		}
	}
}
