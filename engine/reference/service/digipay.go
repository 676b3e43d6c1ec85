package service

import (
	"context"
	"time"

	"github.com/passant-go/passant/engine/reference/store"
	"github.com/passant-go/passant/engine/typed"
	"github.com/passant-go/passant/schemas/digipay"
)

const digipayTokenLasts = 24 * time.Hour

// digipay documents no answer to somebody who is registered before: whoever registers is registered.
func (s *service) digipay() error {
	return handle(s, digipay.UserRegister, nil, s.digipayRegister)
}

func (s *service) digipayRegister(ctx context.Context, r request[*digipay.UserRegisterRequest]) (typed.Struct, error) {
	row, err := s.user(ctx, r.Value, r.Value.Password.Reveal())
	if err != nil {
		return nil, err
	}
	row["uid"] = randomHex()
	answer := digipay.NewUserRegisterOKResponse()
	answer.Data.UserId = row["uid"].(string)
	return answer, s.Store.In(ctx, func(tx store.Tx) error {
		id, err := tx.Insert(ctx, "digipay_users", row)
		if err != nil {
			return err
		}
		token, err := s.openSession(ctx, tx, "digipay", id, digipayTokenLasts)
		answer.Data.Token.Token = typed.Conceal(token)
		return err
	})
}
