package sample

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/internal/mutate"
	"github.com/passant-go/passant/engine/internal/notation"
	"github.com/passant-go/passant/engine/plan"
)

// A Witness shows one constraint of a request at work. Its payloads are JSON whatever the endpoint accepts.
type Witness struct {
	Endpoint   string          `json:"endpoint"`
	Field      string          `json:"field"`   // as in engine.Violation
	Pointer    string          `json:"pointer"` // to the field in the contract, of what has no name of its own to what it is in
	Rule       string          `json:"rule"`
	Code       string          `json:"code"`
	Constraint string          `json:"constraint"` // in CUE, or what counts as missing
	Source     string          `json:"schema"`     // file:line of the constraint
	Accepts    json.RawMessage `json:"accepts"`    // keeps the contract, and the constraint decides on it
	Refuses    json.RawMessage `json:"refuses"`    // breaks this constraint alone

	// Implied, of a constraint that nothing breaks alone, names those that Refuses breaks with it: of a limit that others
	// imply, where it is told in the words of each; of what tells alternatives apart, where they are told in its place.
	Implied string `json:"implied,omitempty"`
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

// A GivenUpError tells of constraints that may have a witness, which was not found.
type GivenUpError struct {
	Endpoint    string
	Constraints []Witness // that lack a payload, in the order of the contract
}

func (e *GivenUpError) Error() string {
	var all []string
	for i := range e.Constraints {
		w := &e.Constraints[i]
		all = append(all, fmt.Sprintf("%s of %s (%s)", w.Constraint, w.Field, w.Source))
	}
	return fmt.Sprintf("%s: the search for payloads was given up, though there may be some, for %s", e.Endpoint, strings.Join(all, ", "))
}

// Witnesses shows every constraint of an endpoint's request at work: that a field is required, every value that counts as
// missing, every condition, and every check of a type, with those of what is in it: members, also by the patterns of their
// names, elements, also at places of their own, and alternatives. Go rules are off; lookups, headers and what is merely
// expected have no witness, nor has it that an object is closed, as a member that the contract does not have may be a
// warning. What matchN, matchIf and list.MatchN try a value against is one constraint, and what is inside of a type that
// contains itself is shown at its first level.
//
// A constraint is broken alone where a strict endpoint reports it and no other violation, and where no other check of the
// value fails that would be reported under the same rule. What it keeps from being asked does not count: a value of the
// wrong type, where that ends the checks of its field, or a member that is missing breaks no further constraint. A check
// that only repeats, under the rule of "required", what counts as missing for its field is no constraint of its own. A
// limit of a number or a size that others imply is not dead where it is reported beside them in words of its own, as
// documents state limits that their patterns imply; its witness is Implied. So is that of what tells alternatives apart, such
// as a literal or that a member is there, where the value that breaks it is told as none of the alternatives, or as what is
// wrong by another.
//
// Witnesses come in the order of the contract and are the same for equal plans. Each was put to the engine. The error, if
// any, joins a [*DeadError] for each constraint that can have no witness, and then there are no witnesses, or it is a
// [*GivenUpError] on all that may have one that was not found, beside the witnesses of the others.
func Witnesses(p *plan.Endpoint) ([]Witness, error) {
	p = mutate.JSON(p)
	strict, err := engine.New(p).Configure(engine.Options{Strict: true})
	if err != nil {
		return nil, err
	}
	var (
		witnesses []Witness
		dead      []error
		givenUp   = &GivenUpError{Endpoint: p.Name}
	)
	var attempts []*attempt
	for _, c := range mutate.Constraints(p) {
		x := &attempt{Constraint: c, strict: strict}
		x.search(p)
		attempts = append(attempts, x)
	}
	draw(p, attempts)
	for _, x := range attempts {
		switch fault := x.fault(); {
		case fault == nil:
			witnesses = append(witnesses, x.witness)
		case x.Repeats() && x.witness.Refuses == nil:
		case x.instead():
			witnesses = append(witnesses, x.witness)
		case x.gaveUp && !(x.witness.Refuses == nil && x.Implied()):
			givenUp.Constraints = append(givenUp.Constraints, x.witness)
		case x.told():
			witnesses = append(witnesses, x.witness)
		default:
			dead = append(dead, fault)
		}
	}
	if dead != nil {
		return nil, errors.Join(dead...)
	}
	if givenUp.Constraints != nil {
		return witnesses, givenUp
	}
	return witnesses, nil
}

// An attempt puts the payloads for a constraint to the engine.
type attempt struct {
	mutate.Constraint
	strict  *engine.Endpoint
	witness Witness  // with the payloads that stand the attempt, nil where none does
	broken  [][]byte // what was made to break the constraint
	gaveUp  bool     // there may be payloads that were not found
}

// search looks for a witness among the payloads that are made for the constraint.
func (x *attempt) search(p *plan.Endpoint) {
	f := x.Target.Of()
	x.witness = Witness{
		Endpoint: p.Name, Field: f.Path(), Pointer: x.Target.Pointer(),
		Rule: x.Failure.Rule, Code: x.Failure.Reason(), Constraint: x.notation(), Source: x.Failure.Source,
	}
	first := func(payloads [][]byte, stands func([]byte) bool) []byte {
		if i := slices.IndexFunc(payloads, stands); i >= 0 {
			return payloads[i]
		}
		return nil
	}
	x.witness.Accepts = first(x.Accepted(), func(payload []byte) bool { return x.strict.Validate(payload).Valid() })
	if x.gaveUp = x.GaveUp(); x.gaveUp && x.witness.Accepts == nil {
		return
	}
	x.broken = slices.Concat(x.Refused(), x.Fuller())
	x.witness.Refuses = first(x.broken, x.alone)
	x.gaveUp = x.GaveUp()
}

// alone reports whether the constraint is all that a payload breaks.
func (x *attempt) alone(payload []byte) bool {
	found := violations(x.strict, payload)
	return len(found) == 1 && x.reports(&found[0])
}

// draw looks for what is lacking among payloads made at random, where the search is not one for all that is asked for.
func draw(p *plan.Endpoint, attempts []*attempt) {
	const tries, most = 10_000, 1 << 20 // payloads, and values made for them
	var open []*attempt
	for _, x := range attempts {
		if decidable := x.Decidable(); x.witness.lacks() && (!decidable || !x.gaveUp && x.Target.Alternatives() != nil) {
			x.gaveUp = x.gaveUp || !decidable
			open = append(open, x)
		}
	}
	if open == nil {
		return
	}
	strict := open[0].strict
	source := mutate.New(p, 1)
	for try := 0; try < tries && source.Made() < most && len(open) > 0; try++ {
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
	return slices.DeleteFunc(strict.Validate(payload).Violations(), func(v engine.Violation) bool { return v.Severity != engine.SeverityError })
}

// reports reports whether a violation is of the constraint. Where a value is tried against types that are no alternatives,
// what is wrong by the nearest of them is told in its place.
func (x *attempt) reports(v *engine.Violation) bool {
	if path := x.Target.Of().Path(); x.ToldInside() {
		return v.Field == path || strings.HasPrefix(v.Field, path+".")
	}
	return x.Target.At(v.Pointer) && v.Rule == x.Failure.Rule && v.Code == x.Failure.Reason() && v.Source == x.Failure.Source
}

// instead reports whether the constraint is of alternatives, what they are or what is in one, and what breaks it alone is
// told as another: that the value is none of them, or what is wrong by the nearest. Its witness is then whole.
func (x *attempt) instead() bool {
	if x.witness.Accepts == nil || !x.IsChoice() && x.Target.Alternatives() == nil {
		return false
	}
	for _, payload := range x.broken {
		if found := violations(x.strict, payload); len(found) > 0 {
			x.witness.Refuses = payload
			x.witness.Implied = "implied by " + strings.Join(names(found), ", ") + ", told in its place"
			return true
		}
	}
	return false
}

// fault says why a witness is incomplete, nil where it is not.
func (x *attempt) fault() error {
	w := &x.witness
	e := &DeadError{Endpoint: w.Endpoint, Field: w.Field, Rule: w.Rule, Code: w.Code, Constraint: w.Constraint, Source: w.Source}
	switch {
	case w.Accepts != nil && w.Refuses != nil:
		return nil
	case w.Accepts == nil:
		e.Reason, e.Hint = "no payload that it decides on meets it and all others", "loosen it or what contradicts it"
	default:
		e.Reason, e.Hint = "no payload breaks it alone", "remove it, or loosen what refuses the same"
		if _, _, others := x.beside(); len(others) > 0 {
			e.Reason = "what breaks it also breaks " + strings.Join(names(others), ", ")
		}
	}
	return e
}

// told reports whether the constraint is a limit that others imply, and is reported beside them in words of its own. Its
// witness is then whole.
func (x *attempt) told() bool {
	if x.witness.Accepts == nil || !x.IsLimit() {
		return false
	}
	payload, own, others := x.beside()
	if len(others) == 0 || slices.ContainsFunc(others, func(v engine.Violation) bool { return v.Message == own.Message }) {
		return false
	}
	x.witness.Refuses = payload
	x.witness.Implied = "implied by " + strings.Join(names(others), ", ") + ", which leaves it no value of its own"
	return true
}

// beside is a payload that breaks the constraint, with what the engine reports of it and of others.
func (x *attempt) beside() (payload []byte, own engine.Violation, others []engine.Violation) {
	for _, payload := range x.Broken() {
		found := violations(x.strict, payload)
		if i := slices.IndexFunc(found, func(v engine.Violation) bool { return x.reports(&v) }); i >= 0 {
			own = found[i]
			return payload, own, slices.Delete(found, i, i+1)
		}
	}
	return nil, own, nil
}

// names are those of the constraints that violations are of.
func names(found []engine.Violation) (all []string) {
	for _, v := range found {
		all = append(all, fmt.Sprintf("%s of %s (%s)", v.Rule, v.Field, v.Source))
	}
	return all
}
