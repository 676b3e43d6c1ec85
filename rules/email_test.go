package rules_test

import (
	"fmt"
	"net/mail"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/rules"
)

var (
	local64  = strings.Repeat("l", 64)
	label63  = strings.Repeat("d", 63)
	domain   = label63 + "." + label63 + "." // 128 octets
	emailSet = []struct {
		source string
		want   rules.Reason
		texts  []string
	}{
		{"RFC 5321 §4.1.2 Dot-string", "", []string{
			"jan@example.org", "j@example.org", "jan.de.vries@example.org", "jan+news@example.org", "1@example.org",
			"jan-de-vries@example.org", "-@example.org", "--jan--@example.org", "_@example.org", "a.b.c.d.e@example.org",
			"!#$%&'*+-/=?^_`{|}~@example.org", "customer/department=shipping@example.org", "$A12345@example.org",
			"!def!xyz%abc@example.org", "user%host.example@example.org", "JAN@EXAMPLE.ORG", "o'hara@example.org",
			"0123456789@example.org", "*@example.org", "a=b@example.org", "~@example.org", "{}@example.org",
		}},
		{"RFC 5321 §4.1.2 Dot-string: an atom is not empty", rules.EmailLocal, []string{
			"@example.org", ".jan@example.org", "jan.@example.org", "jan..vries@example.org", ".@example.org", "..@example.org", "@", "", ".",
		}},
		{"RFC 5321 §4.1.2 Dot-string: atext excludes specials, spaces and controls", rules.EmailLocal, []string{
			"jan vries@example.org", " jan@example.org", "jan @example.org", "jan(x)@example.org", "(x)jan@example.org",
			"jan,vries@example.org", "jan:vries@example.org", "jan;vries@example.org", "<jan@example.org>", "Jan <jan@example.org>",
			"jan>@example.org", "[jan]@example.org", "jan\\@example.org", "jan\\@x@example.org", "jan\tvries@example.org",
			"jan\r\n@example.org", "jan\x00@example.org", "jan\x7f@example.org", "mailto:jan@example.org", "@a.example:jan@example.org",
			"ja\"n@example.org", "jan\"\"@example.org", "jan.\"de\".vries@example.org", "\ufeff jan@example.org",
		}},
		{"RFC 5321 §4.1.2 Quoted-string", "", []string{
			`""@example.org`, `"jan"@example.org`, `"jan vries"@example.org`, `" "@example.org`, `"jan@home"@example.org`,
			`"jan..vries"@example.org`, `".jan."@example.org`, `"\""@example.org`, `"\\"@example.org`, `"\ "@example.org`,
			`"a\bc"@example.org`, `"()<>[]:,;@"@example.org`, `"!#$%&'*+-/=?^_{}|~."@example.org`, `"\@"@example.org`, `"\~"@example.org`,
		}},
		{"RFC 5321 §4.1.2 Quoted-string: qtextSMTP and quoted-pairSMTP are printable ASCII, quotes are paired and outermost", rules.EmailLocal, []string{
			`"@example.org`, `"jan@example.org`, `"jan\"@example.org`, `"jan"vries@example.org`, `"jan".vries@example.org`,
			`"jan""vries"@example.org`, `"jan" @example.org`, `"ja"n"@example.org`, `"\`, `"`, "\"\t\"@example.org", "\"\r\n \"@example.org",
			"\"\x00\"@example.org", "\"\x7f\"@example.org", "\"\\\t\"@example.org", "\"\\\x7f\"@example.org",
		}},
		{"RFC 6531 §3.3 atext and qtextSMTP in UTF-8", "", []string{
			"jörg@example.org", "用户@example.org", "δοκιμή@example.org", "संपर्क@example.org", "почта@example.org", "١٢@example.org", "‘t@example.org",
			"a\u0301@example.org", "\u00e1@example.org", "مثال@example.org", "\"jörg müller\"@example.org", "jan＠home@example.org", "\"山田 太郎\"@example.org", "山田・太郎@example.org",
		}},
		{"choice: no character that nobody sees", rules.EmailLocal, []string{
			"\u0085@example.org", "\uffff@example.org", "\ufeff@example.org", "ja\u200bn@example.org", "ja\u00adn@example.org", "jan\u200d@example.org", "ja\u202en@example.org",
			"jan\u00a0vries@example.org", "\"jan\u00a0vries\"@example.org", "山田\u3000太郎@example.org", "jan\u2028@example.org", "\u3164@example.org", "\"\uffa0\"@example.org", "ja\u034fn@example.org",
			"葛\ufe00@example.org", "\ue000@example.org", "\U0010fffe@example.org", "\ufdd0@example.org", "\U000e0041@example.org", "\u0600@example.org", "\"\u200b\"@example.org",
		}},
		{"choice: no symbol", rules.EmailLocal, []string{
			"☃@example.org", "👩\u200d🚒@example.org", "👍@example.org", "€@example.org", "a√b@example.org", "\"☃\"@example.org", "\ufffd@example.org", "´@example.org", "jan©@example.org", "\u2800@example.org",
		}},
		{"RFC 6531 §3.3 leaves quoted-pairSMTP in ASCII", rules.EmailLocal, []string{
			"\"\\ö\"@example.org", "\"\\☃\"@example.org",
		}},
		{"RFC 6532 §3.1 UTF-8 as RFC 3629 §3 has it", rules.EmailUTF8, []string{
			"\xff@example.org", "j\xf6rg@example.org", "\xc0\x80@example.org", "\xed\xa0\x80@example.org", "\xf4\x90\x80\x80@example.org",
			"\"\xff\"@example.org", "jan@ex\xe4mple.org", "jan@\xe4", "\xc3", "jan@example.\xc3",
		}},
		{"RFC 5321 §4.5.3.1.1 a local part of 64 octets", "", []string{
			local64 + "@example.org", `"` + local64[:62] + `"@example.org`, strings.Repeat("ö", 32) + "@example.org", strings.Repeat("l.", 31) + "ll@example.org",
		}},
		{"RFC 5321 §4.5.3.1.1 a local part of 65 octets, quotes and UTF-8 counted", rules.EmailLocalLength, []string{
			local64 + "l@example.org", `"` + local64[:63] + `"@example.org`, strings.Repeat("ö", 32) + "l@example.org", `"` + strings.Repeat(`\"`, 31) + `l"@example.org`,
			local64 + "l",
		}},
		{"RFC 5321 §4.1.2 Mailbox has an at-sign", rules.EmailAt, []string{
			"jan", "example.org", `"jan@example.org"`, "jan.example.org", "ö", "jan＠example.org",
		}},
		{"RFC 5321 §4.1.2 Domain", "", []string{
			"jan@a.b", "jan@mail.example.co.uk", "jan@a-b.example", "jan@a--b.example", "jan@ab--cd.example", "jan@xn-ab.example",
			"jan@r3---sn-apo3qvuoxuxbt-j5pe.example", "jan@1.example", "jan@1a.example", "jan@3com.example", "jan@example.c", "jan@a.b.c.d.e.f.g.h", "jan@1.1a", "jan@127.0.0.x1",
			"jan@" + label63 + ".example", "jan@example." + label63,
		}},
		{"choice: all-numeric labels are labels", "", []string{
			"jan@1.example", "jan@127.0.0.example", "jan@0.0.a", "jan@bücher.1.example",
		}},
		{"choice: but not the last one", rules.EmailDomain, []string{
			"jan@example.1", "jan@127.0.0.1", "harrie@192.168.1.1", "jan@256.256.256.256", "jan@0.0", "jan@bücher.1", "jan@a.00",
		}},
		{"choice: nor in other digits", rules.EmailIDN, []string{
			"jan@example.１２", "jan@example.१२", "jan@example.xn--e4bc",
		}},
		{"RFC 5321 §4.1.2 sub-domain: letters, digits and inner hyphens", rules.EmailDomain, []string{
			"jan@", "jan@-example.org", "jan@example-.org", "jan@example.-org", "jan@example.org-", "jan@-.org", "jan@exam_ple.org",
			"jan@_dmarc.example.org", "jan@exam ple.org", "jan@example.org ", "jan@ example.org", "jan@example.org\n", "jan@example.org\x00",
			"jan@example.org\t", "jan@exam*ple.org", "jan@exam/ple.org", "jan@example.org:25", "jan@home@example.org", "jan@@example.org",
			"jan@\"example\".org", "jan@example,org", "jan@example.org>", "jan@example!org.de", "jan@exam%70le.org", "jan@exam\x7fple.org", "jan@bü_cher.example",
			"jan@bücher-.example", "jan@-bücher.example", "a@b.example,c@d.example", "a@b.example;c@d.example",
		}},
		{"choice: one U+002E between labels, none at an end", rules.EmailDomain, []string{
			"jan@example.org.", "jan@.example.org", "jan@example..org", "jan@.", "jan@example.", "jan@bücher.", "jan@bücher..example",
		}},
		{"choice: at least two labels, counted at U+002E", rules.EmailOneLabel, []string{
			"jan@example。org", "jan@example．org", "jan@example｡org", "jan@localhost", "jan@org", "jan@bücher", "jan@xn--bcher-kva", "jan@1", "root@a",
		}},
		{"choice: no address literals", rules.EmailDomain, []string{
			"jan@[127.0.0.1]", "jan@[IPv6:::1]", "jan@[x]", "jan@[]",
		}},
		{"choice: no comments or folding white space", rules.EmailDomain, []string{
			"jan@example.org (Jan)", "jan@(x)example.org", "jan@example.(x)org", "jan@\r\n example.org",
		}},
		{"RFC 1035 §2.3.4 a label of 64 octets", rules.EmailDomainLength, []string{
			"jan@" + label63 + "d.example", "jan@example." + label63 + "d",
		}},
		{"RFC 5321 §4.5.3.1.3 an address of 254 octets", "", []string{
			local64 + "@" + domain + strings.Repeat("d", 59) + ".x", "l@" + domain + label63 + "." + strings.Repeat("d", 60),
		}},
		{"RFC 5321 §4.5.3.1.3 an address of more than 254 octets", rules.EmailLength, []string{
			local64 + "@" + domain + strings.Repeat("d", 60) + ".x", "l@" + domain + label63 + "." + strings.Repeat("d", 61),
			strings.Repeat("ö", 128), strings.Repeat("@", 255), strings.Repeat("\xff", 255),
		}},
		{"UTS #46 §4 U-labels", "", []string{
			"jan@bücher.example", "jan@straße.example", "jan@ελλάς.gr", "jan@例え.jp", "用户@例子.广告", "jan@пример.рф", "jan@ουτοπία.example", "jan@münchen.bücher.example",
			"jan@ab--cd.bücher.example", "jan@नेपाल.example", "jan@한국.example", "jan@ไทย.example", "jan@faß.de", "jan@βόλος.com",
		}},
		{"UTS #46 §4 step 1: mapped and composed", "", []string{
			"jan@BÜCHER.example", "jan@bu\u0308cher.example", "jan@ＥＸＡＭＰＬＥ.org", "jan@ﬁ.example", "jan@bücher.ＸＮ--BCHER-KVA",
		}},
		{"choice: letters, marks, digits and what RFC 5892 excepts, as written too", rules.EmailIDN, []string{
			"jan@exam\u00adple.org", "jan@example.org\u200b", "jan@\u200bexample.org", "jan@exam\u2060ple.org", "jan@①.example", "jan@℡.example", "jan@Ⅷ.example",
		}},
		{"RFC 5890 §2.3.2.1 A-labels, in any case", "", []string{
			"jan@xn--bcher-kva.example", "jan@XN--BCHER-KVA.EXAMPLE", "jan@Xn--Bcher-Kva.example", "jan@xn--strae-oqa.example", "jan@xn--e1afmkfd.xn--p1ai",
			"jan@example.xn--p1ai", "jan@xn--bcher-kva.bücher.example",
		}},
		{"RFC 5890 §2.3.2.1 A-labels decode, and to a valid U-label", rules.EmailIDN, []string{
			"jan@xn--a.example", "jan@xn--zzzzzzzzzzzz.example", "jan@xn--bcher-kv.example", "jan@xn--99999999.example",
			"jan@xn--Bcher-Kva8445.example", "jan@example.xn--0", "jan@xn--u-ccb.example", "jan@xn--xn---3ra.example", "jan@xn--b--cher-n2a.example",
		}},
		{"RFC 5890 §2.3.2.1 A-labels do not end in a hyphen", rules.EmailDomain, []string{
			"jan@xn--.example", "jan@xn--abc-.example", "jan@xn---.example",
		}},
		{"RFC 5892 symbols and emoji", rules.EmailIDN, []string{
			"jan@☃.de", "jan@xn--n3h.de", "jan@i❤.ws", "jan@💩.la", "jan@xn--ls8h.la", "jan@a√b.example", "jan@€.example", "jan@a≠b.example",
			"jan@“x”.example", "jan@a…b.example", "jan@½.example", "jan@℀.example",
		}},
		{"RFC 5892 §2.6, §2.4 and §2.9 disallowed letters and marks", rules.EmailIDN, []string{
			"jan@\u0640.example", "jan@م\u0640م.example", "jan@a\u20d0.example", "jan@\u1100\u1161\u1100.example", "jan@か\u3031.example", "jan@a\U0001d165.example",
			"jan@ߊ\u07fa.example", "jan@か\u302e.example", "jan@か\u303b.example", "jan@\ua960.example", "jan@\ud7b0.example", "jan@\ud7cb.example", "jan@α\U0001d242.example",
		}},
		{"RFC 5892 §2.6 allowed beside letters, marks and digits", "", []string{
			"jan@〇.example", "jan@م\u06fd.example", "jan@م\u06fe.example", "jan@\u0f0b.example", "jan@ς.example", "jan@ß.example",
		}},
		{"choice: separators are U+002E, not what maps to it", rules.EmailIDN, []string{
			"jan@www.example。org", "jan@www.example．org", "jan@www.example｡org", "jan@bücher。example.org", "jan@example.org。",
			"jan@a․b.example", "jan@⒈.example", "jan@bücher.example｡",
		}},
		{"UTS #46 §4 step 1: nothing is left of a label, or a hyphen at its end", rules.EmailIDN, []string{
			"jan@\u00ad.example", "jan@example.\u00ad", "jan@example-\u00ad.org", "jan@\u00ad-example.org", "jan@－a.example", "jan@example.\u200b",
		}},
		{"RFC 5891 §4.2.3.1 a U-label has no two hyphens in third and fourth place", rules.EmailIDN, []string{
			"jan@bü--cher.example", "jan@ab--cü.example", "jan@xn--bücher.example",
		}},
		{"RFC 5891 §4.2.3.1 concerns characters, not octets", "", []string{
			"jan@ü--cher.example", "jan@abc--ü.example",
		}},
		{"RFC 5891 §4.2.3.2 a label does not begin with a mark", rules.EmailIDN, []string{
			"jan@\u0301a.example", "jan@example.\u0301",
		}},
		{"RFC 5892 unassigned, private use and controls", rules.EmailIDN, []string{
			"jan@a\u0378.example", "jan@a\ue000.example", "jan@a\u0085.example", "jan@a\uffff.example", "jan@a\ufffd.example", "jan@a\u202e.example", "jan@a\u2028.example",
			"jan@a\u00a0b.example", "jan@a\u3000b.example",
		}},
		{"RFC 5892 A.1, A.2 joiners after a virama or between joining letters", "", []string{
			"jan@क्\u200dष.example", "jan@क्\u200cष.example", "jan@نامه\u200cای.example",
		}},
		{"RFC 5892 A.1, A.2 joiners elsewhere", rules.EmailIDN, []string{
			"jan@a\u200db.example", "jan@a\u200cb.example", "jan@ü\u200d.example",
		}},
		{"RFC 5892 A.3 to A.9 in their context", "", []string{
			"jan@l·l.example", "jan@col·lecció.example", "jan@͵α.example", "jan@א׳.example", "jan@א״ב.example", "jan@ア・イ.example", "jan@a・漢.example",
			"jan@م٣.example", "jan@م۳.example",
		}},
		{"RFC 5892 A.3 to A.9 out of their context", rules.EmailIDN, []string{
			"jan@a·l.example", "jan@l·.example", "jan@·l.example", "jan@ü͵.example", "jan@͵a.example", "jan@׳א.example", "jan@a״.example", "jan@a・b.example", "jan@م٣۳.example", "jan@م۳٣.example",
		}},
		{"RFC 5893 §2 the Bidi rule, on every label once one is right-to-left", "", []string{
			"jan@مثال.example", "jan@דוגמה.example", "jan@אב1.example",
		}},
		{"RFC 5893 §2 the Bidi rule broken", rules.EmailIDN, []string{
			"jan@אa.example", "jan@1א.example", "jan@aא.example", "jan@1a.אב.example",
		}},
	}
)

func TestCheckEmail(t *testing.T) {
	n := 0
	for _, set := range emailSet {
		n += len(set.texts)
		t.Run(set.source, func(t *testing.T) {
			for _, text := range set.texts {
				assert.Equal(t, set.want, rules.CheckEmail([]byte(text)), "%q", text)
			}
		})
	}
	t.Logf("%d addresses", n)
}

func TestEmail(t *testing.T) {
	var rule rules.Checker = new(rules.Email)
	assert.Zero(t, rule.Check(rules.Value{Text: []byte("jan@example.org")}))
	assert.Equal(t, rules.Verdict{Outcome: rules.Refuse, Code: "one_label"}, rule.Check(rules.Value{Text: []byte("jan@localhost")}))
}

func TestVerdictsHideTheText(t *testing.T) {
	for _, set := range emailSet {
		for _, text := range []string{"secretsecret" + set.texts[0], "secretsecret"} {
			verdict := new(rules.Email).Check(rules.Value{Text: []byte(text)})
			assert.NotContains(t, fmt.Sprintf("%v %+v %#v", verdict, verdict, verdict), "secret")
		}
	}
}

func TestEmailAllocations(t *testing.T) {
	var rule rules.Checker = new(rules.Email)
	for _, text := range []string{"jan.de.vries+news@mail.example.org", `"jan vries"@example.org`, "jörg@example.org", "jan@xa--b.yn--c", "jan@localhost", "", "jan@exam_ple.org"} {
		value := rules.Value{Text: []byte(text)}
		assert.Zero(t, testing.AllocsPerRun(100, func() { rule.Check(value) }), text)
	}
}

func BenchmarkEmail(b *testing.B) {
	for _, text := range []string{"jan@example.org", "jan.de.vries+news@mail.example.org", `"jan vries"@example.org`, "jörg@example.org", "jan@bücher.example"} {
		b.Run(text, func(b *testing.B) {
			benchmark(b, new(rules.Email), text, "net/mail", func(text string) bool {
				_, err := mail.ParseAddress(text)
				return err == nil
			})
		})
	}
}
