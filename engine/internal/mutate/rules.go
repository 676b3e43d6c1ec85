package mutate

import (
	"slices"

	"github.com/passant-go/passant/engine/plan"
)

// WithoutRules is the part of a plan that CUE knows of.
func WithoutRules(p *plan.Endpoint) *plan.Endpoint {
	pure := *p
	pure.Read.UTF16 = false
	pure.Request = pureObject(p.Request)
	pure.Types = slices.Clone(p.Types)
	for i := range pure.Types {
		pure.Types[i] = pureType(pure.Types[i])
	}
	pure.Answers = slices.Clone(p.Answers)
	for i := range pure.Answers {
		pure.Answers[i].Type = pureMembers(pure.Answers[i].Type)
	}
	return &pure
}

// JSON is the part of a plan that CUE knows of, for payloads in JSON whether the contract accepts that or not.
func JSON(p *plan.Endpoint) *plan.Endpoint {
	pure := WithoutRules(p)
	pure.Accepts = []plan.Input{plan.JSON}
	return pure
}

func pureMembers(o *plan.Object) *plan.Object {
	if o == nil {
		return nil
	}
	pure := pureObject(*o)
	return &pure
}

func pureObject(o plan.Object) plan.Object {
	o.Late = nil // their checks are rules
	if o.Rest != nil {
		rest := pureType(*o.Rest)
		o.Rest = &rest
	}
	o.Patterns = slices.Clone(o.Patterns)
	for i := range o.Patterns {
		o.Patterns[i].Type = pureType(o.Patterns[i].Type)
	}
	o.Consequences = slices.Clone(o.Consequences)
	for i := range o.Consequences {
		if c := &o.Consequences[i]; c.Type != nil {
			then := pureType(*c.Type)
			c.Type = &then
		}
	}
	o.Fields = slices.Clone(o.Fields)
	for i := range o.Fields {
		f := &o.Fields[i]
		f.Type, f.Expected = pureType(f.Type), pureChecks(f.Expected)
	}
	return o
}

func pureType(t plan.Type) plan.Type {
	t.Checks = pureChecks(t.Checks)
	t.Object = pureMembers(t.Object)
	t.Items = slices.Clone(t.Items)
	for i := range t.Items {
		t.Items[i] = pureType(t.Items[i])
	}
	if t.Elem != nil {
		elem := pureType(*t.Elem)
		t.Elem = &elem
	}
	return t
}

func pureChecks(all []plan.Check) []plan.Check {
	all = slices.DeleteFunc(slices.Clone(all), func(c plan.Check) bool { return c.Op == plan.Judge && c.Refuses == 0 })
	for i := range all {
		if all[i].Op == plan.Judge { // what its value is not, CUE says too
			all[i] = plan.Check{Refuses: all[i].Refuses, Stop: all[i].Stop, Failure: all[i].Failure}
		}
		if t := all[i].Trial; t != nil {
			pure := *t
			pure.Types = slices.Clone(t.Types)
			for j := range pure.Types {
				pure.Types[j] = pureType(pure.Types[j])
			}
			all[i].Trial = &pure
		}
	}
	return all
}
