package compile_test

import (
	"context"
	"errors"
	"github.com/passant-go/passant/engine/gen"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/typed"
)

// A context that is done while a payload is read ends the reading within as many values as lie between two looks, whatever
// they are, and leaves the struct empty. A payload of fewer values is judged.
func TestContext(t *testing.T) {
	const between, instant = 4096, `1700000000000`
	errPatience := errors.New("out of patience")
	fields := "x?: [...field.#UnixMilli]\n\tm?: {[string]: field.#UnixMilli}\n\tn?: [...[...field.#UnixMilli]]"
	json, form := engine.JSON, engine.Form
	many := func(thing string, n int) string { return strings.TrimSuffix(strings.Repeat(thing+",", n), ",") }
	for _, c := range []struct {
		name  string
		input engine.Input
		body  string
		ends  bool
	}{
		{"elements", json, `{"x":[` + many(instant, 2*between) + `]}`, true},
		{"lists in a list", json, `{"n":[` + many("["+instant+"]", between) + `]}`, true},
		{"members", json, `{"m":{` + numbered(`"%d":`+instant, ",", 2*between) + `}}`, true},
		{"unknown elements", json, `{"x":[` + instant + `],"y":[` + many("1", 2*between) + `]}`, true},
		{"unknown members", json, `{"x":[` + instant + `],"y":{` + numbered(`"%d":1`, ",", 2*between) + `}}`, true},
		{"unknown members of the whole", json, `{"x":[` + instant + `],` + numbered(`"%d":1`, ",", 2*between) + `}`, true},
		{"few values", json, `{"x":[` + many(instant, between-2) + `]}`, false},
		{"elements in a form", form, "x=" + many(instant, 2*between), true},
		{"pairs", form, "x=" + instant + "&" + numbered("%d=1", "&", 2*between), true},
		{"few values in a form", form, "x=" + many(instant, between-2), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := small(t, fields, "")
			if c.input == form {
				files = small(t, "x?: [...field.#UnixMilli]", "")
				edit(t, files, "own/own.cue", `path:     "/own"`, "path: \"/own\"\n\taccepts: [\"form\"]")
			}
			own := engine.New(endpoint(t, files, "own/post"))
			var cancel context.CancelCauseFunc
			looks := 0
			clock := func() time.Time {
				looks++
				cancel(errPatience)
				return time.Now()
			}
			e, err := own.Configure(engine.Options{Input: c.input, Clock: clock, Limits: engine.Limits{Keys: 4 * between, String: 1 << 20}})
			require.NoError(t, err)
			cancel = func(error) {}
			require.True(t, e.Validate([]byte(c.body)).Valid(), "without a context")

			read, write := listOf(gen.ReadJSON, gen.AppendJSON)
			s := one[[]typed.JSON]{contract: "own/post", read: read, write: write}
			for _, do := range []func(context.Context) (engine.Report, error){
				func(ctx context.Context) (engine.Report, error) { return e.With().Check(ctx, []byte(c.body)) },
				func(ctx context.Context) (engine.Report, error) {
					r := engine.Request{Method: "POST", Body: engine.Hide([]byte(c.body))}
					return e.With().CheckRequest(ctx, r)
				},
				func(ctx context.Context) (engine.Report, error) {
					if !c.ends {
						return e.With().Check(ctx, []byte(c.body))
					}
					s.x = []typed.JSON{"1"}
					report, err := e.With().Decode(ctx, []byte(c.body), &s)
					assert.Empty(t, s.x)
					return report, err
				},
			} {
				var ctx context.Context
				ctx, cancel = context.WithCancelCause(context.Background())
				defer cancel(nil)
				looks = 0
				report, err := do(ctx)
				assert.Positive(t, looks)
				if !c.ends {
					assert.NoError(t, err)
					assert.True(t, report.Valid())
					continue
				}
				var ended *engine.ContextError
				require.ErrorAs(t, err, &ended)
				assert.Equal(t, "own/post", ended.Endpoint)
				assert.ErrorIs(t, err, errPatience)
				assert.False(t, report.Valid())
				assert.LessOrEqual(t, looks, between)
			}
		})
	}
}
