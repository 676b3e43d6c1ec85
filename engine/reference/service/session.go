package service

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"time"

	"github.com/passant-go/passant/engine/reference/store"
)

// The cookie with the token of a pantel session.
const sessionCookie = "session_id"

type sessionKey struct{}

// withSession is the context of a request, with the token of its session.
func withSession(r *http.Request) context.Context {
	if c, err := r.Cookie(sessionCookie); err == nil {
		return context.WithValue(r.Context(), sessionKey{}, c.Value)
	}
	return r.Context()
}

// openSession stores a session and returns its token, 32 hex digits.
func (s *service) openSession(ctx context.Context, tx store.Tx, provider string, user int64, lasts time.Duration) (token string, err error) {
	token = randomHex()
	_, err = tx.Change(ctx, "INSERT INTO sessions (token, provider, user_id, expires) VALUES ($1, $2, $3, $4)",
		digest(token), provider, user, s.Clock().Add(lasts).Unix())
	return token, err
}

// closeSession reports whether there was a session of a user; any user's, where that is 0.
func (s *service) closeSession(ctx context.Context, provider, token string, user int64) (was bool, err error) {
	err = s.Store.In(ctx, func(tx store.Tx) error {
		n, err := tx.Change(ctx, "DELETE FROM sessions WHERE token = $1 AND provider = $2 AND (CAST($3 AS BIGINT) = 0 OR user_id = $3) AND expires > $4",
			digest(token), provider, user, s.Clock().Unix())
		was = n > 0
		return err
	})
	return was, err
}

// hasSession reports whether the request whose context ctx is comes from somebody who is logged in.
func (s *service) hasSession(ctx context.Context, provider string) (bool, error) {
	token, _ := ctx.Value(sessionKey{}).(string)
	if token == "" {
		return false, nil
	}
	return s.Store.Has(ctx, "SELECT 1 FROM sessions WHERE token = $1 AND provider = $2 AND expires > $3",
		digest(token), provider, s.Clock().Unix())
}

// digest is what is stored of a token: whoever reads the database cannot use it.
func digest(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// randomHex is 128 random bits as 32 digits.
func randomHex() string {
	var b [16]byte
	rand.Read(b[:]) // which cannot fail
	return hex.EncodeToString(b[:])
}
