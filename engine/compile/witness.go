package compile

import (
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
	for _, c := range mutate.Constraints(p) {
		x := trial{c, strict}
		w := x.witness(p)
		switch fault := x.fault(&w); {
		case fault == nil:
			witnesses = append(witnesses, w)
		case c.Repeats() && w.Refuses == nil:
		default:
			dead = append(dead, fault)
		}
	}
	if dead != nil {
		return nil, errors.Join(dead...)
	}
	return witnesses, nil
}

// A trial puts the payloads for a constraint to the engine.
type trial struct {
	mutate.Constraint
	strict *engine.Endpoint
}

// witness has the payloads that stand the trial, nil where none does.
func (x *trial) witness(p *plan.Endpoint) Witness {
	f := x.Target.Of()
	w := Witness{
		Endpoint: p.Name, Field: f.Path, Pointer: f.Pointer,
		Rule: x.Failure.Rule, Code: x.Failure.Code, Constraint: x.notation(), Source: x.Failure.Source,
	}
	first := func(payloads [][]byte, stands func([]byte) bool) []byte {
		if i := slices.IndexFunc(payloads, stands); i >= 0 {
			return payloads[i]
		}
		return nil
	}
	w.Accepts = first(x.Accepted(), func(payload []byte) bool { return x.strict.Validate(payload).Valid() })
	w.Refuses = first(x.Refused(), func(payload []byte) bool {
		violations := x.violations(payload)
		return len(violations) == 1 && x.reports(&violations[0])
	})
	return w
}

// notation is the constraint in CUE, or the value that counts as missing.
func (x *trial) notation() string {
	f := x.Target.Of()
	switch {
	case x.Check != nil && x.Check.Op == plan.Kinds:
		return notation.Kinds(x.Target.Type().Kinds())
	case x.Check != nil:
		return notation.Check(x.Check)
	case x.Condition != nil:
		return notation.Condition(x.Target.Object.Fields, x.Condition)
	case x.Missing != 0:
		return "missing: " + strings.Join(notation.Nothing(x.Missing), ", ")
	}
	return f.Name + "!: _"
}

// violations are those of a payload, warnings left out.
func (x *trial) violations(payload []byte) []engine.Violation {
	return slices.DeleteFunc(x.strict.Validate(payload).Violations(), func(v engine.Violation) bool { return v.Severity != engine.Error })
}

func (x *trial) reports(v *engine.Violation) bool {
	return v.Field == x.Target.Of().Path && v.Rule == x.Failure.Rule && v.Code == x.Failure.Code && v.Source == x.Failure.Source
}

// fault says why a witness is incomplete, nil where it is not.
func (x *trial) fault(w *Witness) error {
	e := &DeadError{Endpoint: w.Endpoint, Field: w.Field, Rule: w.Rule, Code: w.Code, Constraint: w.Constraint, Source: w.Source}
	switch {
	case w.Accepts != nil && w.Refuses != nil:
		return nil
	case x.GaveUp():
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
func (x *trial) others() (names []string) {
	for _, payload := range x.Broken() {
		violations := x.violations(payload)
		own := slices.IndexFunc(violations, func(v engine.Violation) bool { return x.reports(&v) })
		if own < 0 {
			continue
		}
		for _, v := range slices.Delete(violations, own, own+1) {
			names = append(names, fmt.Sprintf("%s of %s (%s)", v.Rule, v.Field, v.Source))
		}
		break
	}
	return names
}
