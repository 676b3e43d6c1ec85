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
	Of     string   // the rule that has words for it where it has none, "" where it is a rule or one of its codes
}

// Read lists what contract.#Rules has, in its order, each rule before its codes. The module of the contract language is in dir.
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
	of := ""
	add := func(key string, quotes []string) {
		entries = append(entries, Entry{key, quotes, plain[key], of})
		delete(plain, key)
	}
	for rules.Next() {
		var rule struct {
			Quotes, Codes []string
			Finer         map[string][]string
		}
		for name, part := range map[string]any{"quotes": &rule.Quotes, "codes": &rule.Codes, "finer": &rule.Finer} {
			if v := rules.Value().LookupPath(cue.ParsePath(name)); v.Exists() {
				if err := v.Decode(part); err != nil {
					return nil, err
				}
			}
		}
		key := rules.Selector().Unquoted()
		of, _ = rules.Value().LookupPath(cue.ParsePath("of")).String()
		add(key, rule.Quotes)
		for _, code := range rule.Codes {
			add(key+"."+code, slices.Concat(rule.Finer[code], rule.Quotes))
		}
	}
	for _, key := range slices.Sorted(maps.Keys(plain)) {
		return nil, fmt.Errorf("contract.plain words %s, which contract.#Rules does not have", key)
	}
	return entries, nil
}
