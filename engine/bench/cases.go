package bench

import (
	"fmt"
	"time"
)

// A Case is one thing that is measured.
type Case struct {
	Group   string // of what it is compared with: "valid"
	Name    string // "passant"
	Prepare func() (Operation, error)
}

// ID is group and name, "valid/passant".
func (c Case) ID() string { return c.Group + "/" + c.Name }

// An Operation is what a case does, again and again.
type Operation struct {
	Bytes int                                // of the payloads
	Time  func(n int) (time.Duration, error) // does it n times
	Local bool                               // in this process, by one goroutine
	Warm  time.Duration                      // how long it takes until it is as fast as it gets
}

// Base is what everything is compared with.
const Base = "encoding/json.Valid"

// repeat is an operation in this process.
func repeat(bytes int, once func()) Operation {
	return Operation{Bytes: bytes, Local: true, Time: func(n int) (time.Duration, error) {
		start := time.Now()
		for range n {
			once()
		}
		return time.Since(start), nil
	}}
}

// Cases lists all that is measured in this process.
func Cases() []Case {
	var all []Case
	for _, f := range Floors() {
		all = append(all, floorCase("valid", f, ValidSet), floorCase("invalid", f, InvalidSet))
	}
	for _, m := range Makers() {
		all = append(all, validCase(m), invalidCase(m))
	}
	return append(all, growth()...)
}

// Find is the case with an ID.
func Find(id string) (Case, error) {
	for _, c := range Cases() {
		if c.ID() == id {
			return c, nil
		}
	}
	return Case{}, fmt.Errorf("there is no case %s", id)
}

func floorCase(group string, f Floor, read func() (Set, error)) Case {
	return Case{group, f.Name, func() (Operation, error) {
		set, err := read()
		return f.operation(set), err
	}}
}

// operation reads every body of a set.
func (f Floor) operation(set Set) Operation {
	return set.operation(func(_ int, body []byte) { f.Valid(body) })
}

// operation does the work with every body.
func (s Set) operation(work func(endpoint int, body []byte)) Operation {
	return repeat(s.Len(), func() {
		for i, body := range s {
			work(i, body)
		}
	})
}

func validCase(m Maker) Case {
	return engineCase("valid", m, ValidSet, func(e Engine) func(int, []byte) {
		return func(endpoint int, body []byte) { e.Valid(endpoint, body) }
	})
}

func invalidCase(m Maker) Case {
	return engineCase("invalid", m, InvalidSet, func(e Engine) func(int, []byte) {
		var answer []byte
		return func(endpoint int, body []byte) { answer = e.AppendAnswer(answer[:0], endpoint, body) }
	})
}

func engineCase(group string, m Maker, read func() (Set, error), work func(Engine) func(endpoint int, body []byte)) Case {
	return Case{group, m.Name, func() (Operation, error) {
		set, err := read()
		if err != nil {
			return Operation{}, err
		}
		e, err := m.New()
		return set.operation(work(e)), err
	}}
}
