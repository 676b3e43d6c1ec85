package compile_test

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/internal/drawtest"
	"github.com/passant-go/passant/engine/internal/mutate"
	"github.com/passant-go/passant/engine/plan"
)

// A cueFault is where CUE is known to be wrong, so that its verdict does not count.
type cueFault struct {
	name    string
	excuses func(contract string, report engine.Report, cue bool) bool
}

var cueFaults = []cueFault{
	{"{a?: _, if a != _|_ {}} accepts 1", func(contract string, report engine.Report, cue bool) bool {
		return cue && strings.Contains(contract, "if ") && only(report, "type.object")
	}},
	{"matchIf({a!: _, if a == \"x\" {}}, _, _) refuses 1", func(contract string, report engine.Report, cue bool) bool {
		return !cue && strings.Contains(contract, "matchIf(") && (strings.Contains(contract, "if ") || strings.Contains(contract, "struct.M"))
	}},
	{"list.MatchN(1, matchIf(_, {a!: _}, _)) and json.Validate of it accept {}", func(contract string, report engine.Report, cue bool) bool {
		return cue && strings.Contains(contract, "matchIf(") && validates(contract)
	}},
	{"list.MatchN(1, matchN(>=1 & <=2, [{}])) and json.Validate of it accept 1", func(contract string, report engine.Report, cue bool) bool {
		return cue && bounded.MatchString(contract) && validates(contract)
	}},
}

// bounded is matchN with two bounds.
var bounded = regexp.MustCompile(`matchN\([^,]*&`)

// validates reports whether a contract calls a function that asks CUE again about a value.
func validates(contract string) bool {
	return strings.Contains(contract, "list.MatchN(") || strings.Contains(contract, "json.Validate(")
}

// only reports whether all violations are of a rule and code.
func only(report engine.Report, code string) bool {
	return !slices.ContainsFunc(report.Violations(), func(v engine.Violation) bool { return v.Rule+"."+v.Code != code })
}

// payloads holds the law against payloads for an endpoint.
func (v *verdicts) payloads(t testing.TB, files fs.FS, p *plan.Endpoint, next func() (payload []byte, more bool)) {
	const most = 24
	if !slices.Contains(p.Accepts, plan.JSON) {
		p = mutate.JSON(p)
	}
	l := newLaw(t, files, p)
	l.except = func(report engine.Report, cue bool) bool {
		for _, f := range cueFaults {
			if cue != report.Valid() && f.excuses(v.contract, report, cue) {
				v.excused[f.name]++
				return true
			}
		}
		return false
	}
	for range most {
		payload, more := next()
		report := l.hold(t, payload)
		v.keepsSecrets(t, l, payload)
		switch {
		case report.Malformed():
			v.malformed++
		case report.Valid():
			v.accepted++
		default:
			v.refused++
		}
		if t.Failed() {
			normal, err := l.strict.AppendNormal(nil, payload)
			t.Fatalf("%s\npayload: %s\nnormal:  %s %v\nplan: %v", v.contract, payload, normal, err, report)
		}
		if !more {
			return
		}
	}
}

// keepsSecrets finds the value of a secret member in what is said of a payload.
func (v *verdicts) keepsSecrets(t testing.TB, l *law, payload []byte) {
	for _, e := range []*engine.Endpoint{l.strict, l.json.lenient, l.ruled} {
		report := e.Validate(payload)
		said := whole(report) + fmt.Sprintf("%v %+v %#v", report, report, report.Violations())
		_, err := e.AppendNormal(nil, payload)
		said += fmt.Sprintf("%v %+v", err, err)
		for _, secret := range []string{drawtest.SecretText, drawtest.SecretNumber} {
			assert.NotContains(t, said, secret, "%s", payload)
		}
	}
}
