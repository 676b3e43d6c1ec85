package diff

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/passant-go/passant/engine/plan"
)

// facts are the changes of how an endpoint is called.
func facts(old, new *plan.Endpoint) (changes []Change) {
	add := func(verdict Verdict, what string) {
		changes = append(changes, Change{
			Verdict: verdict, Endpoint: old.Name, What: []string{what}, Old: old.UnknownField.Source, New: new.UnknownField.Source,
		})
		if verdict == Undecided {
			changes[len(changes)-1].because("lookups are not compared")
		}
	}
	for _, in := range old.Accepts {
		if slices.Contains(new.Accepts, in) && old.Methods[in] != new.Methods[in] {
			add(Breaking, became("method of "+inputs[in]+" ", old.Methods[in], new.Methods[in]))
		}
	}
	oldPaths, newPaths := old.Paths(), new.Paths()
	for _, path := range without(oldPaths, newPaths) {
		add(Breaking, "no longer at "+path)
	}
	for _, path := range without(newPaths, oldPaths) {
		add(Compatible, "now at "+path)
	}
	for _, in := range without(old.Accepts, new.Accepts) {
		add(Breaking, "no longer accepts "+inputs[in])
	}
	for _, in := range without(new.Accepts, old.Accepts) {
		add(Compatible, "now accepts "+inputs[in])
	}
	if old.HTTPS != new.HTTPS {
		verdict := Compatible
		if new.HTTPS == plan.Refuse {
			verdict = Breaking
		}
		add(verdict, became("plain http is ", policies[old.HTTPS], policies[new.HTTPS]))
	}
	if old.Unknown != new.Unknown {
		add(Compatible, became("a field that the contract does not have is ", policies[old.Unknown], policies[new.Unknown]))
	}
	for _, name := range without(lookups(new.Lookups), lookups(old.Lookups)) {
		add(Undecided, "now asks the lookup "+name)
	}
	for _, name := range without(lookups(old.Lookups), lookups(new.Lookups)) {
		add(Compatible, "no longer asks the lookup "+name)
	}
	if old.Server != new.Server {
		add(Changed, became("server ", old.Server, new.Server))
	}
	return changes
}

var (
	inputs   = [...]string{plan.JSON: "JSON", plan.Form: "forms", plan.Query: "query strings"}
	policies = [...]string{plan.Ignore: "ignored", plan.Warn: "a warning", plan.Refuse: "a violation"}
)

func lookups(all []plan.Lookup) (names []string) {
	for i := range all {
		names = append(names, all[i].Name)
	}
	return names
}

func became(name, old, new string) string { return fmt.Sprintf("%s%s → %s", name, old, new) }

// without is what of some is not among others.
func without[T comparable](some, others []T) []T {
	return slices.DeleteFunc(slices.Clone(some), func(x T) bool { return slices.Contains(others, x) })
}

// answers is the change of what an endpoint answers, if any.
func answers(old, new *plan.Endpoint) []Change {
	var what []string
	for i := range old.Answers {
		o := &old.Answers[i]
		j := slices.IndexFunc(new.Answers, func(n plan.Answer) bool { return n.Occasion == o.Occasion })
		if j < 0 {
			what = append(what, "answers."+o.Occasion+" removed")
			continue
		}
		n := &new.Answers[j]
		if o.Status != n.Status {
			what = append(what, fmt.Sprintf("answers.%s: status %d → %d", o.Occasion, o.Status, n.Status))
		}
		if o.ContentType != n.ContentType {
			what = append(what, became("answers."+o.Occasion+": content type ", o.ContentType, n.ContentType))
		}
		if o.Escape != n.Escape || !reflect.DeepEqual(o.Body, n.Body) {
			what = append(what, "answers."+o.Occasion+": body")
		}
	}
	for i := range new.Answers {
		n := &new.Answers[i]
		if !slices.ContainsFunc(old.Answers, func(o plan.Answer) bool { return n.Occasion == o.Occasion }) {
			what = append(what, "answers."+n.Occasion+" added")
		}
	}
	if !sameWords(whole(old), whole(new)) {
		what = append(what, "messages")
	}
	if !slices.Equal(old.Catalogues, new.Catalogues) {
		what = append(what, became("catalogues ", strings.Join(old.Catalogues, ", "), strings.Join(new.Catalogues, ", ")))
	}
	if what == nil {
		return nil
	}
	return []Change{{Verdict: Changed, Endpoint: old.Name, What: what, Old: old.UnknownField.Source, New: new.UnknownField.Source}}
}

// whole is what is reported of no field in particular.
func whole(p *plan.Endpoint) []*plan.Failure {
	all := []*plan.Failure{p.UnknownField, p.UnknownWarning, p.Malformed, p.UnreadableForm, p.UnreadableQuery, p.WrongMethod, p.WrongMedia, p.PlainHTTP}
	for i := range p.Lookups {
		all = append(all, p.Lookups[i].Failure)
	}
	return all
}

// sameWords reports whether failures are told alike.
func sameWords(old, new []*plan.Failure) bool {
	return slices.EqualFunc(old, new, func(o, n *plan.Failure) bool {
		codes := func(f *plan.Failure) (all []*plan.Failure) {
			for i := range f.Codes {
				all = append(all, &f.Codes[i])
			}
			return all
		}
		return o.Rule == n.Rule && o.Code == n.Code && reflect.DeepEqual(o.Words, n.Words) && sameWords(codes(o), codes(n))
	})
}
