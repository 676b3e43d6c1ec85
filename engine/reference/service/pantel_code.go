package service

import (
	"context"
	"crypto/rand"
	"encoding/json"
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
	s.mux.Handle("GET /a/send_code", s.measured("pantel/send_code", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		report := number.Validate([]byte(r.URL.RawQuery))
		if !report.Valid() {
			httpcheck.Write(w, report)
			return
		}
		var in struct {
			PhoneNumber string `json:"phone_number"`
		}
		normal, err := number.AppendNormal(nil, []byte(r.URL.RawQuery))
		if err == nil {
			err = json.Unmarshal(normal, &in)
		}
		var hash string
		if err == nil {
			hash, err = s.sendCode(r.Context(), in.PhoneNumber)
		}
		answer(w, map[string]string{"phone_code_hash": hash}, err)
	})))
	s.mux.Handle("GET /a/logout", s.measured("pantel/logout", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token, _ := withSession(r).Value(sessionKey{}).(string)
		was, err := s.closeSession(r.Context(), "pantel", token, 0)
		answer(w, map[string]bool{"logged_out": was}, err)
	})))
	return nil
}

// answer writes an answer that is documented nowhere.
func answer(w http.ResponseWriter, body any, err error) {
	if err != nil {
		httpcheck.WriteError(w, err)
		return
	}
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
	return hash, s.Store.In(ctx, func(tx store.Tx) error {
		_, err := tx.Change(ctx, `INSERT INTO pantel_codes (phone_number, hash, code, expires) VALUES ($1, $2, $3, $4)
			ON CONFLICT (phone_number) DO UPDATE SET hash = excluded.hash, code = excluded.code, expires = excluded.expires`,
			number, hash, code, s.Clock().Add(pantelCodeLasts).Unix())
		if err != nil {
			return err
		}
		return s.Outbox.Send(outbox.Message{Endpoint: pantel.Register.Name(), To: number, Code: code})
	})
}
