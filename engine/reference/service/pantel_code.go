package service

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"net/http"
	"time"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/httpcheck"
	"github.com/passant-go/passant/engine/reference/outbox"
	"github.com/passant-go/passant/engine/reference/store"
	"github.com/passant-go/passant/schemas/pantel"
)

const pantelCodeLasts = 5 * time.Minute

// pantelBeside handles what stands beside register: the document mentions send_code and that one can be logged in, but shows
// neither. A wrong number is answered as register does.
func (s *service) pantelBeside() error {
	number, err := pantel.Register.Configure(engine.Options{Input: engine.Query, Fields: []string{"phone_number"}})
	if err != nil {
		return err
	}
	s.get("pantel/send_code", "/a/send_code", func(w http.ResponseWriter, r *http.Request) (engine.Report, error) {
		report := number.Validate([]byte(r.URL.RawQuery))
		if !report.Valid() {
			httpcheck.Write(w, report)
			return report, nil
		}
		var in struct {
			PhoneNumber string `json:"phone_number"`
		}
		normal, err := number.AppendNormal(nil, []byte(r.URL.RawQuery))
		if err == nil {
			err = json.Unmarshal(normal, &in)
		}
		if err != nil {
			return report, err
		}
		hash, err := s.sendCode(r.Context(), in.PhoneNumber)
		if err == nil {
			writeJSON(w, map[string]string{"phone_code_hash": hash})
		}
		return report, err
	})
	s.get("pantel/logout", "/a/logout", func(w http.ResponseWriter, r *http.Request) (report engine.Report, err error) {
		token, _ := r.Context().Value(sessionKey{}).(string)
		was, err := s.closeSession(r.Context(), "pantel", token, 0)
		if err == nil {
			writeJSON(w, map[string]bool{"logged_out": was})
		}
		return report, err
	})
	return nil
}

// writeJSON writes an answer that is documented nowhere.
func writeJSON(w http.ResponseWriter, body any) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(body)
}

// sendCode stores a code for a telephone number, and puts it into the outbox. What comes with a code is its hash.
func (s *service) sendCode(ctx context.Context, number string) (hash string, err error) {
	n, err := rand.Int(rand.Reader, big.NewInt(100_000))
	if err != nil {
		return "", err
	}
	hash, code := randomHex()[:16], fmt.Sprintf("%05d", n)
	err = s.Store.In(ctx, func(tx store.Tx) error {
		_, err := tx.Change(ctx, `INSERT INTO pantel_codes (phone_number, hash, code, expires) VALUES ($1, $2, $3, $4)
			ON CONFLICT (phone_number) DO UPDATE SET hash = excluded.hash, code = excluded.code, expires = excluded.expires`,
			number, digest(hash), codeDigest(hash, code), s.Clock().Add(pantelCodeLasts).Unix())
		return err
	})
	if err != nil {
		return "", err
	}
	return hash, s.send(ctx, outbox.Message{Endpoint: pantel.Register.Name(), To: number, Code: code},
		"DELETE FROM pantel_codes WHERE phone_number = $1 AND hash = $2", number, digest(hash))
}

// send puts a message about what is stored into the outbox. Where that fails, the statement takes it from the store again: nobody
// could use it.
func (s *service) send(ctx context.Context, m outbox.Message, takeBack string, values ...any) error {
	err := s.Outbox.Send(m)
	if err == nil {
		return nil
	}
	return errors.Join(err, s.Store.In(context.WithoutCancel(ctx), func(tx store.Tx) error {
		_, err := tx.Change(ctx, takeBack, values...)
		return err
	}))
}

// codeDigest is what is stored of a code, of which there are too few for a digest of it alone to hide it.
func codeDigest(hash, code string) string { return digest(hash + " " + code) }
