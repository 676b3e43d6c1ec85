package diff

import "github.com/passant-go/passant/engine/plan"

// bare is a type without what is said of it and without its place. Two that are equal accept the same values.
func bare(t *plan.Type) *plan.Type {
	if t == nil {
		return nil
	}
	b := &plan.Type{Checks: bareChecks(t.Checks), Except: t.Except, Items: bareTypes(t.Items), Elem: bare(t.Elem), Again: t.Again}
	if t.Object != nil {
		b.Object = bareObject(t.Object)
	}
	return b
}

func bareTypes(types []plan.Type) (out []plan.Type) {
	for i := range types {
		out = append(out, *bare(&types[i]))
	}
	return out
}

func bareChecks(checks []plan.Check) (out []plan.Check) {
	for _, c := range checks {
		c.Failure = new(plan.Failure)
		if c.Trial != nil {
			c.Trial = &plan.Trial{
				Normal: c.Trial.Normal, Types: bareTypes(c.Trial.Types), Least: c.Trial.Least, Most: c.Trial.Most, Delegate: c.Trial.Delegate,
			}
		}
		out = append(out, c)
	}
	return out
}

func bareObject(o *plan.Object) *plan.Object {
	b := &plan.Object{Open: o.Open, Rest: bare(o.Rest)}
	for _, c := range o.Conditions {
		c.Failure, c.Inferred = new(plan.Failure), nil
		b.Conditions = append(b.Conditions, c)
	}
	for _, p := range o.Patterns {
		p.Type = *bare(&p.Type)
		b.Patterns = append(b.Patterns, p)
	}
	for _, c := range o.Comparisons {
		c.Failure = new(plan.Failure)
		b.Comparisons = append(b.Comparisons, c)
	}
	for _, c := range o.Consequences {
		c.Inferred, c.Type = nil, bare(c.Type)
		if c.Required != nil {
			c.Required = &plan.Failure{}
		}
		when := c.When
		c.When = nil
		for _, clause := range when {
			clause.Checks = bareChecks(clause.Checks)
			c.When = append(c.When, clause)
		}
		b.Consequences = append(b.Consequences, c)
	}
	for i := range o.Fields {
		f := &o.Fields[i]
		b.Fields = append(b.Fields, plan.Field{Name: f.Name, Stop: f.Required != nil, Type: *bare(&f.Type)})
	}
	return b
}
