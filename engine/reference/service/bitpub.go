package service

import (
	"cmp"
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/passant-go/passant/engine/reference/store"
	"github.com/passant-go/passant/engine/typed"
	"github.com/passant-go/passant/schemas/bitpub"
)

const day = 24 * time.Hour

// A session without rememberFor lasts 8 hours, or as long as the browser where that ends earlier, by the document.
const bitpubSessionLasts = 8 * time.Hour

// The cookie with the token of a session, as ServiceStack has it.
const bitpubCookie = "ss-id"

// bitpub documents no answer to somebody who is registered before: whoever registers is registered.
func (s *service) bitpub() error {
	return handle(s, bitpub.Register, nil, s.bitpubRegister)
}

func (s *service) bitpubRegister(ctx context.Context, r request[*bitpub.RegisterRequest]) (typed.Struct, error) {
	in := r.Value
	row, err := profile(in)
	if password, ok := in.Password.Get(); ok {
		row, err = s.user(ctx, in, password.Reveal())
	}
	if err != nil {
		return nil, err
	}
	lasts, maxAge := bitpubSessionLasts, 0 // which is to the end of the browser
	if d, ok := in.RememberFor.Get(); ok {
		lasts = duration(d)
		maxAge = cmp.Or(int(lasts/time.Second), -1)
	}
	now := s.Clock().UTC()
	answer := &bitpub.RegisterOKResponse{
		Name:                  typed.Some(in.FirstName + " " + in.LastName),
		Email:                 in.Email,
		IsConfirmed:           typed.Some(false),
		IsEmailConfirmed:      typed.Some(false),
		IsTelephoneConfirmed:  typed.Some(false),
		CanResendConfirmation: typed.Some(true),
		Language:              in.Language,
		ServerTime:            typed.Some(now.Format(time.RFC3339)),
		ExpirationTime:        typed.Some(now.Add(lasts).Format(time.RFC3339)),
		UserAgent:             typed.Some(bitpub.RegisterOKResponseUserAgent{Name: typed.Some(strings.ToValidUTF8(r.UserAgent(), "\uFFFD"))}),
	}
	if phone, ok := in.Phone.Get(); ok {
		answer.Telephone = typed.Some(typed.NotNull(phone))
	}
	return answer, s.Store.In(ctx, func(tx store.Tx) error {
		id, err := tx.Insert(ctx, "bitpub_users", row)
		if err != nil {
			return err
		}
		answer.PersonID = typed.Some(id)
		token, err := s.openSession(ctx, tx, "bitpub", id, lasts)
		if noCookies, _ := in.NoCookies.Get(); noCookies {
			answer.SessionKey = typed.Some(typed.Conceal(token))
		} else {
			cookie := http.Cookie{Name: bitpubCookie, Value: token, Path: "/", MaxAge: maxAge, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: r.HTTPS}
			r.Answer.Set("Set-Cookie", cookie.String())
		}
		return err
	})
}

// duration is a number and its unit, such as 2week; at most ten years.
func duration(s string) time.Duration {
	const longest = 10 * 365 * day
	unit := strings.TrimLeft(s, "0123456789")
	n, err := strconv.ParseInt(strings.TrimSuffix(s, unit), 10, 64)
	of := map[string]time.Duration{"min": time.Minute, "hour": time.Hour, "day": day, "week": 7 * day, "month": 30 * day, "year": 365 * day}[unit]
	if err != nil || of == 0 || n > int64(longest/of) {
		return longest
	}
	return time.Duration(n) * of
}
