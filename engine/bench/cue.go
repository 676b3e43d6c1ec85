package bench

import (
	"fmt"
	"path/filepath"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/cuecontext"
	"cuelang.org/go/cue/errors"
	"cuelang.org/go/cue/load"
	"cuelang.org/go/encoding/json"

	"github.com/passant-go/passant/engine/bench/contract"
)

// cueEngine unifies with the contracts as they are written, and then asks the rules that their attributes name.
type cueEngine struct {
	ctx      *cue.Context
	requests []cue.Value
}

func newCUE() (Engine, error) {
	e := &cueEngine{ctx: cuecontext.New()}
	for _, c := range contracts {
		instances := load.Instances([]string{"./" + c.Name}, &load.Config{Dir: filepath.Join(Root, "schemas"), Env: []string{}})
		pkg := e.ctx.BuildInstance(instances[0])
		_, name := filepath.Split(c.Endpoint.Name())
		request := pkg.LookupPath(cue.MakePath(cue.Str(name), cue.Def("#Request")))
		if request.Err() != nil {
			return nil, request.Err()
		}
		e.requests = append(e.requests, request)
	}
	return e, nil
}

func (*cueEngine) Differs() []Trait { return []Trait{Lax, Reading, Unknown, Mark} }

func (e *cueEngine) Valid(endpoint int, body []byte) bool {
	v, err := e.judge(endpoint, body)
	return err == nil && ruled(contracts[endpoint], v) == nil
}

func (e *cueEngine) AppendAnswer(dst []byte, endpoint int, body []byte) []byte {
	v, err := e.judge(endpoint, body)
	for _, fault := range errors.Errors(err) {
		dst = fmt.Appendln(dst, fault)
	}
	for _, name := range ruled(contracts[endpoint], v) {
		dst = fmt.Appendf(dst, "%s: %v\n", name, errRule)
	}
	return dst
}

func (e *cueEngine) judge(endpoint int, body []byte) (cue.Value, error) {
	expression, err := json.Extract("", body)
	if err != nil {
		return cue.Value{}, err
	}
	v := e.ctx.BuildExpr(expression)
	return v, v.Unify(e.requests[endpoint]).Validate(cue.Concrete(true))
}

// ruled names the members of a value that rules refuse.
func ruled(c *contract.Contract, v cue.Value) (names []string) {
	if !v.Exists() {
		return nil
	}
	lookup := func(name string) (text string, ok bool) {
		member := v.LookupPath(cue.MakePath(cue.Str(name)))
		if !member.Exists() {
			return "", false
		}
		if text, err := member.String(); err == nil {
			return text, true
		}
		number, err := member.AppendInt(nil, 10)
		return string(number), err == nil
	}
	for i := range c.Fields {
		f := &c.Fields[i]
		if f.Rule == nil {
			continue
		}
		text, ok := lookup(f.Name)
		if !ok || excepted(f, text) {
			continue
		}
		other, _ := lookup(f.Other)
		if !f.Accepts(text, other) {
			names = append(names, f.Name)
		}
	}
	return names
}
