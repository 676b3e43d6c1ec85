package bench

import (
	"bytes"
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"testing/fstest"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/compile"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/schemas"
)

// plans judges the valid payloads by n plans in turn, which share no memory.
func plans(n int) Case {
	return Case{"plans", fmt.Sprint(n), func() (Operation, error) {
		set, err := ValidSet()
		if err != nil {
			return Operation{}, err
		}
		all := make([]*engine.Endpoint, n)
		for i := range all {
			p := contracts[i%len(contracts)].Endpoint.Plan()
			all[i] = engine.New(copied(reflect.ValueOf(p)).Interface().(*plan.Endpoint))
		}
		operation := turns([]Set{set}, all)
		_, err = operation.Time(n / len(contracts)) // so that every plan was used once
		return operation, err
	}}
}

// fresh judges the valid payloads by endpoints that have judged none.
func fresh() Case {
	return Case{"first", "passant", func() (Operation, error) {
		set, err := ValidSet()
		var report engine.Report
		return set.operation(func(i int, body []byte) {
			engine.New(contracts[i].Endpoint.Plan()).ValidateInto(&report, body)
		}), err
	}}
}

// EndpointMemory is how many bytes an endpoint takes beside its contract once it was used, what it keeps for the next
// payload included: the mean of the five.
func EndpointMemory() (int, error) {
	set, err := ValidSet()
	if err != nil {
		return 0, err
	}
	heap := func() int {
		var stats runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&stats)
		return int(stats.HeapAlloc)
	}
	heap() // two collections empty the pools of others
	all := make([]*engine.Endpoint, 1000)
	before := heap()
	for i := range all {
		all[i] = engine.New(contracts[i%len(contracts)].Endpoint.Plan())
		all[i].Validate(set[i%len(contracts)])
	}
	memory := (heap() - before) / len(all)
	runtime.KeepAlive(all)
	return memory, nil
}

// copied is a value that shares no memory with v, texts included.
func copied(v reflect.Value) reflect.Value {
	c := reflect.New(v.Type()).Elem()
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			c.Set(reflect.New(v.Type().Elem()))
			c.Elem().Set(copied(v.Elem()))
		}
	case reflect.Interface:
		if !v.IsNil() {
			c.Set(copied(v.Elem()))
		}
	case reflect.Slice:
		if !v.IsNil() {
			c.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
			for i := range v.Len() {
				c.Index(i).Set(copied(v.Index(i)))
			}
		}
	case reflect.Struct:
		c.Set(v)
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				c.Field(i).Set(copied(v.Field(i)))
			}
		}
	case reflect.String:
		c.SetString(strings.Clone(v.String()))
	default:
		c.Set(v)
	}
	return c
}

// wide is a contract of n required texts with limits, and a valid body.
func wide(n int) (*engine.Endpoint, []byte, error) {
	var source, body strings.Builder
	source.WriteString(`package wide

import (
	"strings"

	"github.com/passant-go/passant/schemas/answer"
	"github.com/passant-go/passant/schemas/contract"
)

post: contract.#Endpoint & {
	document: "wide"
	method:   "POST"
	path:     "/"
	#Request: #Wide
	messages: contract.plain
	answers: {
		ok: status: 201
		invalid: {status: 422, #Body: errors!: [answer.#Field]: [...answer.#Message]}
		malformed: {status: 400, #Body: error!: answer.#Message}
	}
}

#Text: string & strings.MinRunes(1) & strings.MaxRunes(40)

#Wide: {
`)
	for i := range n {
		fmt.Fprintf(&source, "\tfield_name_%03d!: #Text\n", i)
		fmt.Fprintf(&body, `,"field_name_%03[1]d":"value %[1]d x"`, i)
	}
	source.WriteString("}\n")

	module := fstest.MapFS{"wide/wide.cue": {Data: []byte(source.String())}}
	for _, dir := range append(schemas.Language(), "cue.mod") {
		entries, err := schemas.FS.ReadDir(dir)
		if err != nil {
			return nil, nil, err
		}
		for _, entry := range entries {
			name := dir + "/" + entry.Name()
			text, err := schemas.FS.ReadFile(name)
			if err != nil {
				return nil, nil, err
			}
			module[name] = &fstest.MapFile{Data: text}
		}
	}
	compiled, err := compile.FS(module, compile.Dirs("wide"))
	if err != nil {
		return nil, nil, err
	}
	e, err := engine.New(compiled[0]).Configure(engine.Options{Limits: engine.Limits{Keys: n}})
	return e, bytes.Replace([]byte("{"+body.String()+"}"), []byte(","), nil, 1), err
}
