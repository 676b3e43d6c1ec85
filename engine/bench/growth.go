package bench

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/passant-go/passant/engine"
)

// The sizes of what grows.
var (
	FieldCounts = []int{4, 16, 64, 250, 500}
	ValueSizes  = []int{16, 256, 4096, 65_000} // a text has at most 64 KiB, its quotes counted
	PlanCounts  = []int{5, 100, 1000, 10_000}
	CoreCounts  = []int{1, 2}
)

// growth lists the cases of passant, and of the base on the same bytes, in which one thing grows or changes.
func growth() []Case {
	var all []Case
	pair := func(group string, read func() (*engine.Endpoint, []byte, error)) {
		all = append(all, Case{group, "passant", func() (Operation, error) {
			e, body, err := read()
			return endpointOperation(e, body), err
		}}, Case{group, Base, func() (Operation, error) {
			_, body, err := read()
			return Floors()[0].operation(Set{body}), err
		}})
	}
	for _, n := range FieldCounts {
		pair(fmt.Sprint("fields ", n), func() (*engine.Endpoint, []byte, error) { return wide(n) })
	}
	for _, n := range ValueSizes {
		pair(fmt.Sprint("ascii ", n), func() (*engine.Endpoint, []byte, error) { return long(ascii, n) })
		pair(fmt.Sprint("non-ascii ", n), func() (*engine.Endpoint, []byte, error) { return long(mixed, n) })
	}
	sets := func(group string, read func() ([]Set, error)) {
		all = append(all, Case{group, "passant", func() (Operation, error) {
			versions, err := read()
			if err != nil {
				return Operation{}, err
			}
			return turns(versions, endpoints()), nil
		}}, Case{group, Base, func() (Operation, error) {
			versions, err := read()
			if err != nil {
				return Operation{}, err
			}
			next := 0
			return repeat(versions[0].Len(), func() {
				next = (next + 1) % len(versions)
				for _, body := range versions[next] {
					json.Valid(body)
				}
			}), nil
		}})
	}
	sets("order schema", func() ([]Set, error) { return changed(1, func(_ int, body []byte) []byte { return body }) })
	sets("order stable", func() ([]Set, error) { return changed(1, shuffled) })
	sets("order random", func() ([]Set, error) { return changed(64, shuffled) })
	sets("indented", func() ([]Set, error) {
		return changed(1, func(_ int, body []byte) []byte {
			var b bytes.Buffer
			if err := json.Indent(&b, body, "", "  "); err != nil {
				return nil
			}
			return b.Bytes()
		})
	})
	all = append(all, ndjson("passant", judging()))
	for _, f := range Floors() {
		all = append(all, ndjson(f.Name, func(_ int, body []byte) { f.Valid(body) }))
	}
	for _, n := range PlanCounts {
		all = append(all, plans(n))
	}
	for _, n := range CoreCounts {
		all = append(all, cores("passant", n, judging), cores(Base, n, reading))
	}
	return append(all, fresh())
}

func endpoints() []*engine.Endpoint {
	all := make([]*engine.Endpoint, len(contracts))
	for i, c := range contracts {
		all[i] = c.Endpoint
	}
	return all
}

// endpointOperation judges one body.
func endpointOperation(e *engine.Endpoint, body []byte) Operation {
	var report engine.Report
	return repeat(len(body), func() { e.ValidateInto(&report, body) })
}

// turns judges one version of the bodies after the other, each by the next five endpoints.
func turns(versions []Set, all []*engine.Endpoint) Operation {
	var report engine.Report
	version, at := 0, 0
	return repeat(versions[0].Len(), func() {
		version = (version + 1) % len(versions)
		for i, body := range versions[version] {
			all[at+i].ValidateInto(&report, body)
		}
		if at += len(contracts); at == len(all) {
			at = 0
		}
	})
}

// changed makes n versions of the valid payloads.
func changed(n int, change func(version int, body []byte) []byte) ([]Set, error) {
	valid, err := ValidSet()
	if err != nil {
		return nil, err
	}
	versions := make([]Set, n)
	for i := range versions {
		for _, body := range valid {
			versions[i] = append(versions[i], change(i, body))
		}
	}
	return versions, nil
}

// shuffled writes the members of a body in another order, which the version alone decides.
func shuffled(version int, body []byte) []byte {
	all := members(body)
	random := rand.New(rand.NewPCG(uint64(version), uint64(len(body))))
	random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return slices.Concat([]byte("{"), bytes.Join(all, []byte(",")), []byte("}"))
}

// ascii and mixed are repeated to make long values.
const (
	ascii = "The lion passant walks. "
	mixed = "Żółć, Ærø, Σωκράτης, Йорк, 東京, नमस्ते 😀 "
)

// long is the first payload with a value of n bytes, in a field that must not be blank.
func long(unit string, n int) (*engine.Endpoint, []byte, error) {
	valid, err := ValidSet()
	if err != nil {
		return nil, nil, err
	}
	value := strings.ToValidUTF8(strings.Repeat(unit, n/len(unit)+1)[:n], "")
	return contracts[0].Endpoint, bytes.Replace(valid[0], []byte(`"lovers.example"`), []byte(`"`+value+`"`), 1), nil
}

// ndjson judges a megabyte of lines.
func ndjson(name string, work func(endpoint int, body []byte)) Case {
	return Case{"ndjson", name, func() (Operation, error) {
		set, err := ValidSet()
		if err != nil {
			return Operation{}, err
		}
		var text []byte
		for i := 0; len(text) < 1<<20; i++ {
			text = append(append(text, set[i%len(set)]...), '\n')
		}
		return repeat(len(text), func() {
			for i, rest := 0, text; len(rest) > 0; i = (i + 1) % len(set) {
				end := bytes.IndexByte(rest, '\n')
				work(i, rest[:end])
				rest = rest[end+1:]
			}
		}), nil
	}}
}

// cores judges the valid payloads on n cores at once; an operation is that a hundred times on each.
func cores(name string, n int, work func() func(endpoint int, body []byte)) Case {
	return Case{fmt.Sprint("cores ", n), name, func() (Operation, error) {
		set, err := ValidSet()
		return Operation{Bytes: 100 * n * set.Len(), Time: func(times int) (time.Duration, error) {
			var wait sync.WaitGroup
			start := time.Now()
			for range n {
				wait.Go(func() {
					judge := work()
					for range 100 * times {
						for i, body := range set {
							judge(i, body)
						}
					}
				})
			}
			wait.Wait()
			return time.Since(start), nil
		}}, err
	}}
}

func judging() func(endpoint int, body []byte) {
	var report engine.Report
	return func(endpoint int, body []byte) { contracts[endpoint].Endpoint.ValidateInto(&report, body) }
}

func reading() func(endpoint int, body []byte) {
	return func(_ int, body []byte) { json.Valid(body) }
}
