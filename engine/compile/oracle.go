package compile

import (
	"errors"
	"fmt"
	"io/fs"
	"path"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/token"
	"cuelang.org/go/encoding/json"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/internal/mutate"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/engine/sample"
)

// An Oracle gives CUE's own verdict on requests and answers of an endpoint, which that of its plan must equal. It is slow,
// and not safe for concurrent use.
type Oracle struct {
	ctx      *cue.Context
	endpoint cue.Value
}

// NewOracle makes the oracle of an endpoint, "larsverp/register", of the CUE module in fsys. Options limit where it is
// looked for. The error joins what is wrong with the module, each an [*Error].
func NewOracle(fsys fs.FS, endpoint string, options ...Option) (*Oracle, error) {
	c := newCompiler(options)
	c.Load(fsys)
	if pkg, field := path.Split(endpoint); !c.Failed() {
		for _, p := range c.Wanted {
			value := p.Value.LookupPath(cue.MakePath(cue.Str(field)))
			if p.Instance.PkgName == path.Clean(pkg) && value.LookupPath(cue.MakePath(cue.Def("#Request"))).Err() == nil {
				return &Oracle{c.Context, value}, nil
			}
		}
		c.Add(token.NoPos, "", "there is no endpoint %s", endpoint)
	}
	return nil, failure(c.Faults)
}

// Accepts reports whether CUE accepts a payload in its normal form. The error is one of JSON.
func (o *Oracle) Accepts(normal []byte) (bool, error) {
	return o.judge(normal, cue.Def("#Request"))
}

// Describes reports whether CUE accepts a body as the answer on an occasion. The error is one of JSON, or tells that no
// body is described.
func (o *Oracle) Describes(occasion string, body []byte) (bool, error) {
	return o.judge(body, cue.Str("answers"), cue.Str(occasion), cue.Def("#Body"))
}

// judge is the verdict of one of the endpoint's definitions on a JSON text.
func (o *Oracle) judge(text []byte, definition ...cue.Selector) (accepts bool, err error) {
	defer func() {
		if r := recover(); r != nil {
			accepts, err = false, &Error{Message: fmt.Sprintf("CUE cannot evaluate the contract: %v", r)}
		}
	}()
	expr, err := json.Extract("", text)
	if err != nil {
		return false, err
	}
	value, definedAs := o.ctx.BuildExpr(expr), o.endpoint.LookupPath(cue.MakePath(definition...))
	if err := errors.Join(value.Err(), definedAs.Err()); err != nil {
		return false, err
	}
	return definedAs.Unify(value).Validate(cue.Concrete(true)) == nil, nil
}

// A VerdictError tells of a payload on which a plan and CUE do not agree.
type VerdictError struct {
	Witness sample.Witness
	Payload []byte
	CUE     bool // whether it is CUE that accepts
}

func (e *VerdictError) Error() string {
	accepts, refuses := "CUE", "the plan"
	if !e.CUE {
		accepts, refuses = refuses, accepts
	}
	w := &e.Witness
	return fmt.Sprintf("%s: %s: %s (%s): %s accepts what %s refuses; report it, or generate the plan anew: %s",
		w.Source, w.Field, w.Rule, w.Constraint, accepts, refuses, e.Payload)
}

// Confirm puts the witnesses of a plan to CUE: it must accept and refuse what they do. The error joins a [*VerdictError]
// for each payload on which it differs.
func (o *Oracle) Confirm(p *plan.Endpoint, witnesses []sample.Witness) error {
	e := engine.New(mutate.JSON(p))
	var faults []error
	for _, w := range witnesses {
		for _, payload := range []struct {
			text     []byte
			accepted bool
		}{{w.Accepts, true}, {w.Refuses, false}} {
			normal, err := e.AppendNormal(nil, payload.text)
			if err != nil {
				return err
			}
			accepts, err := o.Accepts(normal)
			if err != nil {
				return err
			}
			if accepts != payload.accepted {
				faults = append(faults, &VerdictError{w, payload.text, accepts})
			}
		}
	}
	return errors.Join(faults...)
}
