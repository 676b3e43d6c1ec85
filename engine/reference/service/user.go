package service

import (
	"context"
	"encoding/json"

	"github.com/passant-go/passant/engine/lookup"
	"github.com/passant-go/passant/engine/reference/store"
	"github.com/passant-go/passant/engine/typed"
)

// user is the row of a user: the request without what is secret, and the hash of the password.
func (s *service) user(ctx context.Context, in typed.Struct, password string) (store.Row, error) {
	hash, err := s.passwords.hash(ctx, password)
	if err != nil {
		return nil, err
	}
	row, err := profile(in)
	row["password"] = hash
	return row, err
}

// profile is the row of a user that has no password.
func profile(in typed.Struct) (store.Row, error) {
	text, err := json.Marshal(in) // in which what is secret is withheld
	return store.Row{"profile": string(text)}, err
}

// outcome is No where a lookup's question is true.
func outcome(no bool, err error) (lookup.Outcome, error) {
	switch {
	case err != nil:
		return lookup.Unknown, err
	case no:
		return lookup.No, nil
	}
	return lookup.Yes, nil
}
