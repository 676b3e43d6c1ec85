// Package vocabulary reads from the contract language what there is to word, and writes it as Go for package message.
package vocabulary

import (
	"fmt"
	"maps"
	"slices"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/cuecontext"
	"cuelang.org/go/cue/load"
)

// An Entry is a rule, or a rule and one of its codes.
type Entry struct {
	Key    string   // "max_length", "unknown_field.instead"
	Quotes []string // what a text may quote besides the field
	Plain  string   // the text of contract.plain, "" where it has none
}

// Read lists what contract.#Rules has, in its order, each rule before its codes. A rule that quotes both min and max is
// about one of them at a time: these are its codes, and only they quote it. The module of the contract language is in dir.
func Read(dir string) ([]Entry, error) {
	instance := load.Instances([]string{"./contract"}, &load.Config{Dir: dir, Env: []string{"CUE_REGISTRY=none"}})[0]
	if instance.Err != nil {
		return nil, instance.Err
	}
	contract := cuecontext.New().BuildInstance(instance)
	var plain map[string]string
	if err := contract.LookupPath(cue.ParsePath("plain.rules")).Decode(&plain); err != nil {
		return nil, err
	}
	rules, err := contract.LookupPath(cue.ParsePath("#Rules")).Fields()
	if err != nil {
		return nil, err
	}
	var entries []Entry
	add := func(key string, quotes []string) {
		entries = append(entries, Entry{key, quotes, plain[key]})
		delete(plain, key)
	}
	for rules.Next() {
		var rule struct{ Quotes, Codes []string }
		for name, list := range map[string]*[]string{"quotes": &rule.Quotes, "codes": &rule.Codes} {
			if v := rules.Value().LookupPath(cue.ParsePath(name)); v.Exists() {
				if err := v.Decode(list); err != nil {
					return nil, err
				}
			}
		}
		key := rules.Selector().Unquoted()
		always, limits := rule.Quotes, []string(nil)
		if slices.Contains(always, "min") && slices.Contains(always, "max") {
			limits = []string{"min", "max"}
			always = slices.DeleteFunc(always, func(q string) bool { return slices.Contains(limits, q) })
		}
		add(key, always)
		for _, code := range rule.Codes {
			add(key+"."+code, always)
		}
		for _, limit := range limits {
			add(key+"."+limit, append([]string{limit}, always...))
		}
	}
	for _, key := range slices.Sorted(maps.Keys(plain)) {
		return nil, fmt.Errorf("contract.plain words %s, which contract.#Rules does not have", key)
	}
	return entries, nil
}
