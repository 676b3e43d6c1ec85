package compile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/compile/internal/mutate"
	"github.com/passant-go/passant/engine/compile/internal/notation"
	"github.com/passant-go/passant/engine/plan"
)

// A Witness shows one constraint of a request at work. Its payloads are JSON whatever the endpoint accepts.
type Witness struct {
	Endpoint   string          `json:"endpoint"`
	Field      string          `json:"field"`   // as in engine.Violation
	Pointer    string          `json:"pointer"` // to the field in the contract, of an element that of its list
	Rule       string          `json:"rule"`
	Code       string          `json:"code"`
	Constraint string          `json:"constraint"` // in CUE, or what counts as missing
	Source     string          `json:"schema"`     // file:line of the constraint
	Accepts    json.RawMessage `json:"accepts"`    // keeps the contract, and the constraint decides on it
	Refuses    json.RawMessage `json:"refuses"`    // breaks this constraint alone
}

// A DeadError tells of a constraint without a witness, which may as well not be there.
type DeadError struct {
	Endpoint, Field, Rule, Code, Constraint string

	Source string // file:line of the constraint
	Reason string // what keeps it from deciding anything
	Hint   string
}

func (e *DeadError) Error() string {
	return fmt.Sprintf("%s: %s: the constraint %s (%s) is dead: %s; %s", e.Source, e.Field, e.Rule, e.Constraint, e.Reason, e.Hint)
}

// Witnesses shows every constraint of an endpoint's request at work: that a field is required, every value that counts as
// missing, every condition, and every check of a type, those of nested objects and of elements included. Go rules are off;
// lookups, headers and what is merely expected have no witness, nor has it that an object is closed, as a member that the
// contract does not have may be a warning.
//
// A constraint is broken alone where a strict endpoint reports it and no other violation, and where no other check of the
// value fails that would be reported under the same rule. What it keeps from being asked does not count: a value of the
// wrong type, where that ends the checks of its field, or a member that is missing breaks no further constraint. A check
// that only repeats, under the rule of "required", what counts as missing for its field is no constraint of its own.
//
// Witnesses come in the order of the contract and are the same for equal plans. Each was put to the engine. The error, if
// any, joins a [*DeadError] for each constraint that has no witness.
func Witnesses(p *plan.Endpoint) ([]Witness, error) {
	p = mutate.JSON(p)
	strict, err := engine.New(p).Configure(engine.Options{Strict: true})
	if err != nil {
		return nil, err
	}
	var (
		witnesses []Witness
		dead      []error
	)
	var attempts []*attempt
	for _, c := range mutate.Constraints(p) {
		x := &attempt{Constraint: c, strict: strict}
		x.search(p)
		attempts = append(attempts, x)
	}
	draw(p, strict, attempts)
	for _, x := range attempts {
		switch fault := x.fault(); {
		case fault == nil:
			witnesses = append(witnesses, x.witness)
		case x.Repeats() && x.witness.Refuses == nil:
		default:
			dead = append(dead, fault)
		}
	}
	if dead != nil {
		return nil, errors.Join(dead...)
	}
	return witnesses, nil
}

// An attempt puts the payloads for a constraint to the engine.
type attempt struct {
	mutate.Constraint
	strict  *engine.Endpoint
	witness Witness // with the payloads that stand the attempt, nil where none does
	drawn   bool    // payloads were made at random, too
}

// search looks for a witness among the payloads that are made for the constraint.
func (x *attempt) search(p *plan.Endpoint) {
	f := x.Target.Of()
	x.witness = Witness{
		Endpoint: p.Name, Field: f.Path, Pointer: f.Pointer,
		Rule: x.Failure.Rule, Code: x.Failure.Code, Constraint: x.notation(), Source: x.Failure.Source,
	}
	first := func(payloads [][]byte, stands func([]byte) bool) []byte {
		if i := slices.IndexFunc(payloads, stands); i >= 0 {
			return payloads[i]
		}
		return nil
	}
	x.witness.Accepts = first(x.Accepted(), func(payload []byte) bool { return x.strict.Validate(payload).Valid() })
	x.witness.Refuses = first(x.Refused(), func(payload []byte) bool {
		found := violations(x.strict, payload)
		return len(found) == 1 && x.reports(&found[0])
	})
}

// draw looks for what is lacking among payloads made at random, where the search is not one for all that a type asks for.
func draw(p *plan.Endpoint, strict *engine.Endpoint, attempts []*attempt) {
	if mutate.Exact(&plan.Type{Object: &p.Request}) {
		return
	}
	const tries = 10_000
	var open []*attempt
	for _, x := range attempts {
		if x.witness.lacks() {
			x.drawn = true
			open = append(open, x)
		}
	}
	source := mutate.New(p, 1)
	for try := 0; try < tries && len(open) > 0; try++ {
		payload := source.Payload()
		found := violations(strict, payload)
		if len(found) > 1 {
			continue
		}
		open = slices.DeleteFunc(open, func(x *attempt) bool {
			switch w := &x.witness; {
			case w.Accepts == nil && len(found) == 0 && (x.Between == "" || x.Decides(payload)):
				w.Accepts = compact(payload)
			case w.Refuses == nil && len(found) == 1 && x.reports(&found[0]):
				w.Refuses = compact(payload)
			}
			return !x.witness.lacks()
		})
	}
}

func (w *Witness) lacks() bool { return w.Accepts == nil || w.Refuses == nil }

func compact(payload []byte) []byte {
	var b bytes.Buffer
	json.Compact(&b, payload)
	return b.Bytes()
}

// notation is the constraint in CUE, or the value that counts as missing.
func (x *attempt) notation() string {
	f := x.Target.Of()
	switch {
	case x.Check != nil && x.Check.Op == plan.Kinds:
		return notation.Kinds(x.Target.Type().Kinds())
	case x.Check != nil:
		return notation.Check(x.Check)
	case x.Condition != nil:
		return notation.Condition(x.Target.Object.Fields, x.Condition)
	case x.Between != "":
		return x.Between
	case x.Missing != 0:
		return "missing: " + strings.Join(notation.Nothing(x.Missing), ", ")
	}
	return f.Name + "!: _"
}

// violations are those of a payload, warnings left out.
func violations(strict *engine.Endpoint, payload []byte) []engine.Violation {
	return slices.DeleteFunc(strict.Validate(payload).Violations(), func(v engine.Violation) bool { return v.Severity != engine.Error })
}

// reports reports whether a violation is of the constraint. Where a value is tried against types, what is wrong by the
// nearest of them is told in its place.
func (x *attempt) reports(v *engine.Violation) bool {
	if path := x.Target.Of().Path; x.Check != nil && x.Check.Trial != nil {
		return v.Field == path || strings.HasPrefix(v.Field, path+".")
	}
	return v.Field == x.Target.Of().Path && v.Rule == x.Failure.Rule && v.Code == x.Failure.Code && v.Source == x.Failure.Source
}

// fault says why a witness is incomplete, nil where it is not.
func (x *attempt) fault() error {
	w := &x.witness
	e := &DeadError{Endpoint: w.Endpoint, Field: w.Field, Rule: w.Rule, Code: w.Code, Constraint: w.Constraint, Source: w.Source}
	switch {
	case w.Accepts != nil && w.Refuses != nil:
		return nil
	case x.GaveUp() || x.drawn:
		e.Reason, e.Hint = "the search for a payload that it decides on was given up", "make the limits or patterns of the field smaller"
	case w.Accepts == nil:
		e.Reason, e.Hint = "no payload that it decides on meets it and all others", "loosen it or what contradicts it"
	default:
		e.Reason, e.Hint = "no payload breaks it alone", "remove it, or loosen what refuses the same"
		if others := x.others(); len(others) > 0 {
			e.Reason = "what breaks it also breaks " + strings.Join(others, ", ")
		}
	}
	return e
}

// others are the constraints that refuse what breaks this one, as the engine names them.
func (x *attempt) others() (names []string) {
	for _, payload := range x.Broken() {
		found := violations(x.strict, payload)
		own := slices.IndexFunc(found, func(v engine.Violation) bool { return x.reports(&v) })
		if own < 0 {
			continue
		}
		for _, v := range slices.Delete(found, own, own+1) {
			names = append(names, fmt.Sprintf("%s of %s (%s)", v.Rule, v.Field, v.Source))
		}
		break
	}
	return names
}
