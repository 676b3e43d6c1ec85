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
	if t.Elem != nil {
		elem := pureType(*t.Elem)
		t.Elem = &elem
	}
	return t
}

func pureChecks(all []plan.Check) []plan.Check {
	return slices.DeleteFunc(slices.Clone(all), func(c plan.Check) bool { return c.Op == plan.Judge })
}
