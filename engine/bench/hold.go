package bench

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/tools/txtar"

	"github.com/passant-go/passant/engine/bench/contract"
	"github.com/passant-go/passant/engine/plan"
)

// A Trait is what a payload has that an engine may judge otherwise, by design.
type Trait string

const (
	// Lax: JSON to some readers, malformed to the contract: repeated names, text that is not UTF-8, limits.
	Lax Trait = "lax JSON"
	// Reading: the contract reads it first: trims, converts, leaves out, takes names in any case.
	Reading Trait = "reading"
	// Null: an explicit null, which is no absent member; Go's structs cannot tell.
	Null Trait = "null"
	// Notation: an integer written with a fraction or an exponent, which is none to the contract.
	Notation Trait = "1.0 as an integer"
	// Huge: a number that a float64 does not hold exactly.
	Huge Trait = "huge numbers"
	// Quoted: a number as a text, which protojson takes for the number.
	Quoted Trait = "numbers as texts"
	// Unknown: a member that the contract does not have, a warning of passant.
	Unknown Trait = "unknown members"
	// Mark: U+FEFF within a text, which CUE refuses.
	Mark Trait = "U+FEFF"
	// Beyond: characters beyond U+FFFF, of which some count two.
	Beyond Trait = "surrogates"
	// Ruled: refused by a rule in Go, which is out of reach.
	Ruled Trait = "rules in Go"
)

// A Payload is a fixture of a contract and its verdict.
type Payload struct {
	Name     string // "larsverp/email_obsolete"
	Endpoint int
	Body     []byte
	Valid    bool
	Traits   []Trait
}

var (
	verdict  = regexp.MustCompile(`(?m)^  "valid": (true|false)`)
	settings = regexp.MustCompile(`(?m)^(strict|option [^:]*|lookup [^:]*|values|spaces): `)
	// ambiguous is a name that another reader takes for the contract's, which is refused for the sake of such readers.
	ambiguous = regexp.MustCompile(`(?m)^ *"code": "ambiguous"`)
	first     = regexp.MustCompile(`"\w+":"[^"]*",`)
)

// Hold reads the fixtures of the registrations that are JSON and judged with default options, lookups aside. To these it
// adds the valid payloads with a member repeated.
func Hold() ([]Payload, error) {
	var all []Payload
	for i, c := range contracts {
		_, name, _ := strings.Cut(c.Endpoint.Name(), "/")
		paths, err := filepath.Glob(filepath.Join(Root, "schemas", c.Name, "testdata", name, "*.txtar"))
		if err != nil || len(paths) == 0 {
			return nil, fmt.Errorf("%s has no fixtures", c.Name)
		}
		for _, path := range paths {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				return nil, err
			}
			text := txtar.Format(archive)
			said := verdict.FindSubmatch(text)
			if archive.Files[0].Name != "payload.json" || settings.Match(archive.Comment) || said == nil || ambiguous.Match(text) {
				continue
			}
			p := Payload{
				Name:     c.Name + "/" + strings.TrimSuffix(filepath.Base(path), ".txtar"),
				Endpoint: i,
				Body:     bytes.TrimSuffix(archive.Files[0].Data, []byte("\n")),
				Valid:    string(said[1]) == "true",
			}
			p.Traits = p.traits(c, bytes.Contains(archive.Comment, []byte("layer: rule")))
			all = append(all, p)
		}
	}
	valid, err := ValidSet()
	for i, body := range valid {
		all = append(all, Payload{
			Name:     contracts[i].Name + "/repeated",
			Endpoint: i,
			Body:     slices.Concat([]byte("{"), first.Find(body), body[1:]),
			Traits:   []Trait{Lax},
		})
	}
	return all, err
}

func (p *Payload) traits(c *contract.Contract, ruled bool) (traits []Trait) {
	normal, err := c.Endpoint.AppendNormal(nil, p.Body)
	if err != nil {
		traits = append(traits, Lax)
	}
	if bytes.Contains(p.Body, []byte("\ufeff")) {
		traits = append(traits, Mark)
	}
	if bytes.ContainsFunc(p.Body, func(r rune) bool { return r > 0xFFFF }) {
		traits = append(traits, Beyond)
	}
	if ruled {
		traits = append(traits, Ruled)
	}
	members := decoded(p.Body)
	if err == nil && !reflect.DeepEqual(members, decoded(normal)) {
		traits = append(traits, Reading)
	}
	return append(traits, traitsOf(c.Fields, members)...)
}

// decoded is an object as encoding/json reads it, numbers as they are written; nil for all else.
func decoded(body []byte) (members map[string]any) {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	if d.Decode(&members) != nil {
		return nil
	}
	return members
}

// traitsOf are those of members, as an object with the fields.
func traitsOf(fields []contract.Field, members map[string]any) (traits []Trait) {
	for name, value := range members {
		i := slices.IndexFunc(fields, func(f contract.Field) bool { return f.Name == name })
		if i < 0 {
			traits = append(traits, Unknown)
			continue
		}
		traits = append(traits, traitsIn(&fields[i], value)...)
	}
	return traits
}

// traitsIn are those of the value of a field.
func traitsIn(f *contract.Field, value any) (traits []Trait) {
	numeric := f.Kinds&(plan.KindInt|plan.KindFloat) != 0
	switch v := value.(type) {
	case nil:
		traits = append(traits, Null)
	case string:
		if numeric {
			traits = append(traits, Quoted)
		}
	case json.Number:
		if strings.ContainsAny(v.String(), ".eE") {
			traits = append(traits, Notation)
		}
		if len(v) > len("9007199254740992") {
			traits = append(traits, Huge)
		}
	case []any:
		for _, elem := range v {
			if f.Elem != nil {
				traits = append(traits, traitsIn(f.Elem, elem)...)
			}
		}
	case map[string]any:
		if f.Fields != nil {
			traits = append(traits, traitsOf(f.Fields, v)...)
		}
	}
	return traits
}

// Prove holds verdicts against those of the payloads. They must agree where a payload has no trait of differs, and each
// of these must make a difference somewhere. Judged is for how many payloads they had to agree.
func Prove(hold []Payload, differs []Trait, judge func(Payload) bool) (judged int, err error) {
	var wrong []error
	different := map[Trait]bool{}
	for _, p := range hold {
		valid := judge(p)
		traits := slices.DeleteFunc(slices.Clone(p.Traits), func(t Trait) bool { return !slices.Contains(differs, t) })
		if len(traits) == 0 {
			judged++
			if valid != p.Valid {
				wrong = append(wrong, fmt.Errorf("%s %v: valid is %t", p.Name, p.Traits, valid))
			}
		}
		for _, t := range traits {
			different[t] = different[t] || valid != p.Valid
		}
	}
	for _, t := range differs {
		if !different[t] {
			wrong = append(wrong, fmt.Errorf("it does not differ where there is %s", t))
		}
	}
	return judged, errors.Join(wrong...)
}
