package service

import (
	"context"
	"crypto/rand"
	"math/big"
	"strconv"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/lookup"
	"github.com/passant-go/passant/engine/reference/outbox"
	"github.com/passant-go/passant/engine/reference/store"
	"github.com/passant-go/passant/engine/typed"
	"github.com/passant-go/passant/rules"
	"github.com/passant-go/passant/schemas/larsverp"
)

func (s *service) larsverp() error {
	users := lookup.Table{DB: s.Store.DB, Name: "larsverp_users"}
	email := lookup.Condition{Column: "mailbox", Member: "email", Case: lookup.Folded}

	registration := []engine.Lookup{users.Unique("email.unique", email)}
	if s.DNS.Resolver != nil {
		registration = append(registration, s.DNS.Domain("email.domain"))
	}
	if err := handle(s, larsverp.Register, registration, s.larsverpRegister); err != nil {
		return err
	}
	return handle(s, larsverp.Validation, []engine.Lookup{
		lookup.Func("validated", func(ctx context.Context, in lookup.Values) (lookup.Outcome, error) {
			return outcome(s.Store.Has(ctx, "SELECT 1 FROM larsverp_users WHERE LOWER(mailbox) = LOWER($1) AND validated", in.Canonical("email")))
		}),
		users.Exists("token", lookup.Condition{Column: "token"}, email),
	}, s.larsverpValidate)
}

func (s *service) larsverpRegister(ctx context.Context, r request[*larsverp.RegisterRequest]) (typed.Struct, error) {
	row, err := s.user(ctx, r.Value, r.Value.Password.Reveal())
	if err != nil {
		return nil, err
	}
	token, err := rand.Int(rand.Reader, big.NewInt(900_000))
	if err != nil {
		return nil, err
	}
	row["email"], row["mailbox"], row["token"] = r.Value.Email, mailbox(r.Value.Email), 100_000+token.Int64()
	answer := larsverp.NewRegisterOKResponse()
	answer.FirstName, answer.LastName, answer.Email, answer.PostalCode = r.Value.FirstName, r.Value.LastName, r.Value.Email, r.Value.PostalCode
	if insertion, ok := r.Value.Insertion.Get(); ok {
		answer.Insertion = insertion
	}
	var id int64
	err = s.Store.In(ctx, func(tx store.Tx) (err error) {
		id, err = tx.Insert(ctx, "larsverp_users", row)
		return err
	})
	if err != nil {
		return nil, err
	}
	code := strconv.FormatInt(100_000+token.Int64(), 10)
	return answer, s.send(ctx, outbox.Message{Endpoint: larsverp.Register.Name(), To: r.Value.Email, Code: code},
		"DELETE FROM larsverp_users WHERE id = $1", id)
}

func (s *service) larsverpValidate(ctx context.Context, r request[*larsverp.ValidationRequest]) (typed.Struct, error) {
	return larsverp.NewValidationOKResponse(), s.Store.In(ctx, func(tx store.Tx) error {
		n, err := tx.Change(ctx, "UPDATE larsverp_users SET validated = TRUE WHERE LOWER(mailbox) = LOWER($1) AND token = $2 AND NOT validated",
			mailbox(r.Value.Email), r.Value.Token)
		if err == nil && n == 0 {
			err = store.ErrTaken
		}
		return err
	})
}

// mailbox is what spellings of an e-mail address have in common that differ in the domain only. It is what lookups are given as
// its canonical form.
func mailbox(email string) string {
	return string(new(rules.Email).AppendCanonical(nil, rules.Value{Text: []byte(email)}))
}
