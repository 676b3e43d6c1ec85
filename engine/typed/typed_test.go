package typed_test

import (
	"encoding/json"
	"fmt"
	"github.com/passant-go/passant/engine/gen"
	"log/slog"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/typed"
)

func TestZeroValues(t *testing.T) {
	_, ok := typed.Optional[int64]{}.Get()
	assert.False(t, ok)
	_, ok = typed.Nullable[int64]{}.Get()
	assert.False(t, ok)
	assert.Empty(t, typed.Secret[string]{}.Reveal())
	assert.Zero(t, typed.Number("").Float64())
	assert.Equal(t, "0", string(gen.AppendNumber(nil, "")))
	assert.Equal(t, "null", string(gen.AppendJSON(nil, "")))
}

func TestPrinted(t *testing.T) {
	type member struct {
		A typed.Optional[string]                 `json:"a,omitzero"`
		B typed.Optional[typed.Nullable[string]] `json:"b,omitzero"`
		C typed.Secret[[]int64]                  `json:"c"`
		D typed.Number                           `json:"d"`
		E typed.JSON                             `json:"e"`
	}
	for _, c := range []struct {
		member     member
		plus, json string
	}{
		{member{}, "{A:absent B:absent C:[secret] D: E:}", `{"c":"[secret]","d":0,"e":null}`},
		{
			member{typed.Some("x y"), typed.Some(typed.Nullable[string]{}), typed.Conceal([]int64{1}), "1.50", `{"x":[]}`},
			`{A:x y B:null C:[secret] D:1.50 E:{"x":[]}}`, `{"a":"x y","b":null,"c":"[secret]","d":1.50,"e":{"x":[]}}`,
		},
		{member{B: typed.Some(typed.NotNull("z"))}, "{A:absent B:z C:[secret] D: E:}", `{"b":"z","c":"[secret]","d":0,"e":null}`},
	} {
		assert.Equal(t, c.plus, fmt.Sprintf("%+v", c.member))
		text, err := json.Marshal(c.member)
		require.NoError(t, err)
		assert.Equal(t, c.json, string(text))
	}
	assert.Equal(t, `"x"`, fmt.Sprintf("%q", typed.Some("x")))
	assert.Equal(t, "[secret]", typed.Conceal("x").String())
}

func TestLogged(t *testing.T) {
	for _, c := range []struct {
		value any
		want  string
	}{
		{typed.Some("x"), "v=x\n"},
		{typed.Optional[string]{}, "v=<nil>\n"},
		{typed.Some(typed.NotNull(int64(5))), "v=5\n"},
		{typed.Nullable[bool]{}, "v=<nil>\n"},
		{typed.Some(typed.Conceal("x")), "v=[secret]\n"},
	} {
		var out strings.Builder
		slog.New(slog.NewTextHandler(&out, nil)).Info("x", "v", c.value)
		assert.True(t, strings.HasSuffix(out.String(), c.want), out.String())
	}
}

func TestNumber(t *testing.T) {
	for text, want := range map[typed.Number]float64{"1.50": 1.5, "-0": 0, "1e2": 100, "12345678901234567890": 12345678901234567890} {
		assert.Equal(t, want, text.Float64())
	}
	assert.Greater(t, typed.Number("1e400").Float64(), 1e308)
}

func TestAppend(t *testing.T) {
	list := func(dst []byte, v []int64) []byte { return gen.AppendList(dst, v, gen.AppendInt) }
	dst := gen.AppendMap(nil, map[string][]int64{"b": {1, -2}, "a\"": nil}, list)
	assert.Equal(t, `{"a\"":[],"b":[1,-2]}`, string(dst))
	dst = gen.AppendNullable(gen.AppendName([]byte("{"), `"a"`), typed.NotNull("é\n"), gen.AppendText)
	dst = gen.AppendNullable(gen.AppendName(dst, `"b"`), typed.Nullable[bool]{}, gen.AppendBool)
	assert.Equal(t, `{"a":"é\n","b":null`, string(dst))
}
