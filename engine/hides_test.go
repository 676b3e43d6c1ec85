package engine_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/typed"
	"github.com/passant-go/passant/schemas/larsverp"
)

// holding is v in all places that a program may keep it in, some of which package fmt calls no methods in.
func holding[T any](v T) []any {
	type inner struct{ held T }
	return []any{
		v, &v, []T{v}, [1]T{v}, map[string]T{"k": v}, []*T{&v}, []any{v},
		struct{ Held T }{v}, struct{ held T }{v}, &struct{ held T }{v}, struct{ held *T }{&v}, struct{ held []T }{[]T{v}},
		struct{ held [1]T }{[1]T{v}}, struct{ held map[string]T }{map[string]T{"k": v}}, struct{ held any }{v},
		struct{ held inner }{inner{v}}, struct{ Held inner }{inner{v}}, struct{ held []inner }{[]inner{{v}}},
		struct{ held any }{&v}, reflect.ValueOf(struct{ held T }{v}), reflect.ValueOf(v), errorsOf(v),
	}
}

// failure is an error that holds something.
type failure[T any] struct{ held T }

func (f failure[T]) Error() string { return fmt.Sprint(struct{ held T }{f.held}) }

func errorsOf[T any](v T) error { return fmt.Errorf("outer: %w", failure[T]{v}) }

// secrets are those of a typed struct.
type secrets struct {
	engine.Violation
	optional typed.Secret[typed.Optional[string]]
	list     typed.Secret[[]string]
	text     typed.Secret[string]
}

// spellings are the ways in which package fmt may write a text.
func spellings(text string) []string {
	all := []string{text, fmt.Sprintf("%x", text), fmt.Sprintf("%X", text)}
	for _, verb := range []string{"%d", "%#v", "%x", "%v"} {
		list := fmt.Sprintf(verb, []byte(text))
		if from := strings.IndexAny(list, "[{"); from >= 0 {
			list = list[from:]
		}
		all = append(all, strings.Trim(list, "[]{}"))
	}
	return all
}

// Nothing of a payload shows, neither a value nor a name that the contract does not have, wherever what is known of the
// payload is kept, and however it is printed or logged. JSON alone has names, where they look like names.
func TestNothingShowsWherever(t *testing.T) {
	const secret, name = "Hunter2Hunter2", "nickname"
	body := []byte(`{"first_name":["` + secret + `"],"insertion":7,"last_name":"` + secret + `","email":"` + secret + `","password":"` + secret +
		`","` + name + `":{"` + secret + `":"` + secret + `"},"` + secret + ` ":1}`)
	report := larsverp.Register.Validate(body)
	violations := report.Violations()
	require.Contains(t, fmt.Sprint(violations[len(violations)-1].Pointer, violations[len(violations)-2].Pointer), name)
	request := engine.Request{
		Method: "POST", Header: func(string) []string { return []string{secret} },
		Query: engine.Hide([]byte(name + "=" + secret)), Body: engine.Hide(body),
	}
	response, err := larsverp.Register.Response(422)
	require.NoError(t, err)
	answer := response.Validate([]byte(`{"` + name + `":"` + secret + `","message":"` + secret + `"}`))

	var held []any
	for _, all := range [][]any{
		holding(report), holding(answer), holding(violations), holding(violations[0]), holding(violations[len(violations)-1]),
		holding(secrets{engine.Violation{}, typed.Conceal(typed.Some(secret)), typed.Conceal([]string{secret}), typed.Conceal(secret)}), holding(request), holding(larsverp.Register), holding(response),
		holding(larsverp.Register.With()), holding(engine.Hide(body)), holding(engine.Violation{}), holding(engine.Report{}),
	} {
		held = append(held, all...)
	}
	shown := append(spellings(secret), spellings(name)...)
	none := func(text string, v any, how string, shown []string) {
		for _, part := range shown {
			if strings.Contains(text, part) {
				assert.Fail(t, "shown", "%T %s: %s: %s", v, how, part, text)
			}
		}
	}
	for _, v := range held {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%t"} {
			none(fmt.Sprintf(verb, v), v, verb, shown)
		}
		var log bytes.Buffer
		slog.New(slog.NewTextHandler(&log, nil)).Info("x", "v", v)
		slog.New(slog.NewTextHandler(&log, nil)).WithGroup("g").With("v", v).Info("x", slog.Group("h", slog.Any("v", v)))
		none(log.String(), v, "slog", shown)
		log.Reset()
		slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "v", v)
		none(log.String(), v, "slog", spellings(secret))
		if text, err := json.Marshal(v); err == nil {
			none(string(text), v, "JSON", spellings(secret))
		}
	}

	logged := func(v any) string {
		var log bytes.Buffer
		slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "v", v)
		return log.String()
	}
	for _, v := range violations {
		none(logged(v), v, "slog", shown)
	}
	none(logged(report), report, "slog", shown)
	assert.Contains(t, logged(violations), name, "the slice is written as JSON")
	assert.Contains(t, logged(struct{ R engine.Report }{report}), name, "the struct is written as JSON")
}
