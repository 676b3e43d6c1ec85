package bench

import (
	"bytes"
	"encoding/json"
	"io"

	"github.com/bytedance/sonic"
	"github.com/go-faster/jx"
	"github.com/go-json-experiment/json/jsontext"
)

// A Floor reads JSON and judges nothing but its syntax.
type Floor struct {
	Name  string
	Valid func(body []byte) bool
}

// Floors makes the readers of JSON. The first is what every measurement is compared with.
func Floors() []Floor {
	return []Floor{
		{"encoding/json.Valid", json.Valid},
		{"jsontext tokens", newTokens()},
		{"jx.Validate", newJx()},
		{"sonic.Valid", sonic.Valid},
	}
}

// newTokens reads token by token, and so finds repeated names and text that is not UTF-8.
func newTokens() func([]byte) bool {
	var reader bytes.Reader
	decoder := jsontext.NewDecoder(&reader)
	return func(body []byte) bool {
		reader.Reset(body)
		decoder.Reset(&reader)
		for {
			if _, err := decoder.ReadToken(); err != nil {
				return err == io.EOF
			}
		}
	}
}

func newJx() func([]byte) bool {
	var decoder jx.Decoder
	return func(body []byte) bool {
		decoder.ResetBytes(body)
		return decoder.Validate() == nil
	}
}
