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
	"github.com/passant-go/passant/engine/compile/internal/mutate"
	"github.com/passant-go/passant/engine/plan"
)

// An Oracle gives CUE's own verdict on requests of an endpoint, which that of its plan must equal. It is slow, and not safe
// for concurrent use.
type Oracle struct {
	ctx     *cue.Context
	request cue.Value
}

// NewOracle makes the oracle of an endpoint, "larsverp/register", of the CUE module in fsys. Options limit where it is
// looked for. The error joins what is wrong with the module, each an [*Error].
func NewOracle(fsys fs.FS, endpoint string, options ...Option) (*Oracle, error) {
	c := &compiler{}
	for _, option := range options {
		option(c)
	}
	c.load(fsys)
	if pkg, field := path.Split(endpoint); !c.failed() {
		for _, p := range c.wanted {
			request := p.value.LookupPath(cue.MakePath(cue.Str(field), cue.Def("#Request")))
			if p.inst.PkgName == path.Clean(pkg) && request.Err() == nil {
				return &Oracle{c.ctx, request}, nil
			}
		}
		c.fault(token.NoPos, "", "there is no endpoint %s", endpoint)
	}
	return nil, c.err()
}

// Accepts reports whether CUE accepts a payload in its normal form. The error is one of JSON.
func (o *Oracle) Accepts(normal []byte) (bool, error) {
	expr, err := json.Extract("", normal)
	if err != nil {
		return false, err
	}
	payload := o.ctx.BuildExpr(expr)
	if err := payload.Err(); err != nil {
		return false, err
	}
	return o.request.Unify(payload).Validate(cue.Concrete(true)) == nil, nil
}

// A VerdictError tells of a payload on which a plan and CUE do not agree.
type VerdictError struct {
	Witness Witness
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
func (o *Oracle) Confirm(p *plan.Endpoint, witnesses []Witness) error {
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
