package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// A program is the least that uses an engine.
type program struct {
	name  string
	bytes int64
	start quartiles // from its start to its end, in milliseconds
}

// uses are the imports and the work of programs; the first does nothing but read JSON.
var uses = []struct{ name, imports, work string }{
	{"encoding/json", `"encoding/json"`, `var v map[string]any; os.Exit(code(json.Unmarshal([]byte(body), &v) == nil))`},
	{"passant", `"github.com/passant-go/passant/schemas/larsverp"`, `os.Exit(code(larsverp.Register.Validate([]byte(body)).Valid()))`},
	{"validator", `"encoding/json"; "github.com/go-playground/validator/v10"`, "var v struct { Email string `json:\"email\" validate:\"required,email\"` }\n" +
		`if err := json.Unmarshal([]byte(body), &v); err != nil { os.Exit(1) }; os.Exit(code(validator.New().Struct(v) == nil))`},
	{"protovalidate", `"buf.build/go/protovalidate"; "google.golang.org/protobuf/encoding/protojson"; "github.com/passant-go/passant/engine/bench/internal/pb"`,
		`v, err := protovalidate.New(); if err != nil { os.Exit(1) }; var m pb.Larsverp; if protojson.Unmarshal([]byte(body), &m) != nil { os.Exit(1) }; os.Exit(code(v.Validate(&m) == nil))`},
	{"ozzo-validation", `"encoding/json"; ozzo "github.com/go-ozzo/ozzo-validation/v4"`,
		`var v map[string]any; if json.Unmarshal([]byte(body), &v) != nil { os.Exit(1) }; os.Exit(code(ozzo.Validate(v, ozzo.Map(ozzo.Key("email", ozzo.Required, ozzo.RuneLength(1, 191))).AllowExtraKeys()) == nil))`},
	{"santhosh-tekuri", `"strings"; "github.com/santhosh-tekuri/jsonschema/v6"`,
		`v, err := jsonschema.UnmarshalJSON(strings.NewReader(body)); if err != nil { os.Exit(1) }; c := jsonschema.NewCompiler(); if c.AddResource("x", map[string]any{"required": []any{"email"}}) != nil { os.Exit(1) }; os.Exit(code(c.MustCompile("x").Validate(v) == nil))`},
	{"kaptinlin", `"github.com/kaptinlin/jsonschema"`,
		"s, err := jsonschema.NewCompiler().Compile([]byte(`{\"required\":[\"email\"]}`)); if err != nil { os.Exit(1) }; os.Exit(code(s.ValidateJSON([]byte(body)).IsValid()))"},
	{"CEL", `"encoding/json"; "cel.dev/cel-go/cel"`,
		`env, err := cel.NewEnv(cel.Variable("this", cel.MapType(cel.StringType, cel.DynType))); if err != nil { os.Exit(1) }; a, _ := env.Compile("has(this.email)"); p, err := env.Program(a); if err != nil { os.Exit(1) }; var v map[string]any; if json.Unmarshal([]byte(body), &v) != nil { os.Exit(1) }; x, _, err := p.Eval(map[string]any{"this": v}); os.Exit(code(err == nil && x.Value() == true))`},
	{"OPA", `"context"; "encoding/json"; "github.com/open-policy-agent/opa/v1/rego"`,
		`var v map[string]any; if json.Unmarshal([]byte(body), &v) != nil { os.Exit(1) }; r, err := rego.New(rego.Query("input.email"), rego.Input(v)).Eval(context.Background()); os.Exit(code(err == nil && len(r) == 1))`},
	{"CUE", `"cuelang.org/go/cue"; "cuelang.org/go/cue/cuecontext"`,
		`c := cuecontext.New(); os.Exit(code(c.CompileString(body).Unify(c.CompileString("{email!: string, ...}")).Validate(cue.Concrete(true)) == nil))`},
}

const text = `package main

import ("os"; %s)

const body = %q

func code(ok bool) int { if ok { return 0 }; return 1 }

func main() { %s }
`

const payload = `{"first_name":"Harrie","last_name":"Tiggelen","email":"harrie@example.com","postal_code":"5673RE","password":"SweetKittens23#"}`

// weigh builds a program for every engine in Go, and starts each in turn.
func (r *results) weigh() error {
	// Below this module, so that a program may import what is internal.
	dir, err := os.MkdirTemp(".", "programs")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	var paths []string
	for i, u := range uses {
		path := filepath.Join(dir, fmt.Sprint("program", i))
		source := filepath.Join(path, "main.go")
		if err := os.Mkdir(path, 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(source, fmt.Appendf(nil, text, u.imports, payload, u.work), 0o644); err != nil {
			return err
		}
		binary := filepath.Join(path, "program")
		if out, err := exec.Command("go", "build", "-ldflags=-s -w", "-o", binary, "./"+path).CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w\n%s", u.name, err, out)
		}
		info, err := os.Stat(binary)
		if err != nil {
			return err
		}
		paths = append(paths, binary)
		r.programs = append(r.programs, program{name: u.name, bytes: info.Size()})
	}
	starts := make([][]float64, len(paths))
	for range 21 {
		for i, path := range paths {
			start := time.Now()
			if err := exec.Command(path).Run(); err != nil {
				return fmt.Errorf("%s: %w", uses[i].name, err)
			}
			starts[i] = append(starts[i], float64(time.Since(start).Microseconds())/1000)
		}
	}
	for i := range starts {
		r.programs[i].start = quartilesOf(starts[i])
	}
	return nil
}
