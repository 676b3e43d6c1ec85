package service

import (
	"context"
	"fmt"
	"time"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/lookup"
	"github.com/passant-go/passant/engine/reference/store"
	"github.com/passant-go/passant/engine/typed"
	"github.com/passant-go/passant/schemas/pantel"
)

const pantelSessionLasts = 24 * time.Hour

func (s *service) pantel() error {
	users := lookup.Table{DB: s.Store.DB, Name: "pantel_users"}
	if err := s.pantelBeside(); err != nil {
		return err
	}
	return handle(s, pantel.Register, []engine.Lookup{
		lookup.Func("must_logout", func(ctx context.Context, _ lookup.Values) (lookup.Outcome, error) {
			return outcome(s.hasSession(ctx, "pantel"))
		}),
		lookup.Func("phone_code_hash_expired", func(ctx context.Context, in lookup.Values) (lookup.Outcome, error) {
			good, err := s.Store.Has(ctx, "SELECT 1 FROM pantel_codes WHERE phone_number = $1 AND hash = $2 AND expires > $3",
				in.Text("phone_number"), digest(in.Text("phone_code_hash")), s.Clock().Unix())
			return outcome(!good, err)
		}),
		lookup.Func("wrong_phone_code", func(ctx context.Context, in lookup.Values) (lookup.Outcome, error) {
			good, err := s.Store.Has(ctx, "SELECT 1 FROM pantel_codes WHERE phone_number = $1 AND code = $2",
				in.Text("phone_number"), codeDigest(in.Text("phone_code_hash"), in.Text("phone_code")))
			return outcome(!good, err)
		}),
		users.Unique("already_registered", lookup.Condition{Column: "phone_number", Member: "phone_number"}),
		users.Unique("user_name_is_taken", lookup.Condition{Column: "user_name", Member: "user_name", Case: lookup.Folded}),
	}, s.pantelRegister)
}

func (s *service) pantelRegister(ctx context.Context, r request[*pantel.RegisterRequest]) (typed.Struct, error) {
	row, err := profile(r.Value)
	if err != nil {
		return nil, err
	}
	row["phone_number"] = r.Value.PhoneNumber
	if name, ok := r.Value.UserName.Get(); ok {
		row["user_name"] = name
	}
	answer := pantel.NewRegisterOKResponse()
	answer.Time = seconds(s.Clock())
	return answer, s.Store.In(ctx, func(tx store.Tx) error {
		id, err := tx.Insert(ctx, "pantel_users", row)
		if err != nil {
			return err
		}
		n, err := tx.Change(ctx, "DELETE FROM pantel_codes WHERE phone_number = $1 AND code = $2 AND expires > $3",
			r.Value.PhoneNumber, codeDigest(r.Value.PhoneCodeHash.Reveal(), r.Value.PhoneCode.Reveal()), s.Clock().Unix())
		if err == nil && n == 0 {
			err = store.ErrTaken
		}
		if err != nil {
			return err
		}
		session, err := s.openSession(ctx, tx, "pantel", id, pantelSessionLasts)
		answer.Id, answer.SetSessionId = typed.Number(fmt.Sprint(id)), typed.Conceal(session)
		return err
	})
}

// seconds is a time as seconds since 1970.
func seconds(t time.Time) typed.Number {
	return typed.Number(fmt.Sprintf("%d.%06d", t.Unix(), t.Nanosecond()/1000))
}
