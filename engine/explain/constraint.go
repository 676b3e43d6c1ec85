package explain

import (
	"reflect"
	"slices"
	"strings"

	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/rules"
)

// A constraint is what is asked, and what is said where that is not met.
type constraint struct {
	asks    []sentence // several where all have the same message
	says    message
	warning bool
	sources []string     // file:line in the contract
	codes   []constraint // finer reasons that have messages of their own
}

// merged joins constraints that follow each other and have the same message.
func merged(list []constraint) (out []constraint) {
	for _, c := range list {
		last := len(out) - 1
		if last < 0 || out[last].codes != nil || out[last].warning != c.warning || !reflect.DeepEqual(out[last].says, c.says) {
			out = append(out, c)
			continue
		}
		p := &out[last]
		p.asks, p.codes = append(p.asks, c.asks...), c.codes
		if !slices.Contains(p.sources, c.sources[0]) {
			p.sources = append(p.sources, c.sources[0])
		}
	}
	return out
}

// warn adds when there is a warning.
func (x *Contract) warn(list []constraint, when sentence, f *plan.Failure) []constraint {
	c := x.constraint(when, f)
	c.warning = true
	return append(list, c)
}

// constraint is what is asked, the remarks being those of its reasons that are warnings.
func (x *Contract) constraint(asks sentence, f *plan.Failure, remarks ...string) constraint {
	c := constraint{asks: []sentence{asks}, says: x.message(f), sources: []string{x.place(f.Source)}}
	for i := range f.Codes {
		finer := x.constraint(say("code ", code(f.Codes[i].Code)), &f.Codes[i])
		if finer.warning = slices.Contains(remarks, f.Codes[i].Code); !reflect.DeepEqual(finer.says, c.says) {
			c.codes = append(c.codes, finer)
		}
	}
	return c
}

// remarks are the reasons for which a check accepts a value with a warning.
func remarks(c *plan.Check) []string {
	if c.Rule == nil || len(c.Rule.Bound) == 0 {
		return nil
	}
	if r, ok := c.Rule.Bound[0].(rules.Remarker); ok {
		return r.Remarks()
	}
	return nil
}

// place is a file:line of the contract; one in a module's copy of the contract language is that in the language.
func (x *Contract) place(source string) string {
	if _, name, ok := strings.Cut(source, x.names.Copied+"/"); ok && x.names.Copied != "" {
		return name
	}
	return source
}
