package service

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"golang.org/x/text/cases"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/lookup"
	"github.com/passant-go/passant/engine/reference/store"
	"github.com/passant-go/passant/engine/typed"
	"github.com/passant-go/passant/schemas/pankek"
)

// The link that logs in is good for as long, and once.
const linkLasts = 15 * time.Minute

func (s *service) pankek() error {
	taken := lookup.Func("nickname.taken", func(ctx context.Context, in lookup.Values) (lookup.Outcome, error) {
		return outcome(s.Store.Has(ctx, "SELECT 1 FROM pankek_users WHERE nickname_key = $1", nicknameKey(in.Text("nickname"))))
	})
	s.get("pankek/login", "/pankek/login", s.pankekLogin)
	return handle(s, pankek.Register, []engine.Lookup{taken}, s.pankekRegister)
}

func (s *service) pankekRegister(ctx context.Context, r request[*pankek.RegisterRequest]) (typed.Struct, error) {
	row, err := s.user(ctx, r.Value, r.Value.Password.Reveal())
	if err != nil {
		return nil, err
	}
	if nickname, ok := r.Value.Nickname.Get(); ok {
		row["nickname_key"] = nicknameKey(nickname)
	}
	answer := pankek.NewRegisterOKResponse()
	return answer, s.Store.In(ctx, func(tx store.Tx) error {
		id, err := tx.Insert(ctx, "pankek_users", row)
		if err != nil {
			return err
		}
		token, err := s.openSession(ctx, tx, "pankek", id, linkLasts)
		answer.Link = s.linkTo(r.Request, r.HTTPS, token, id)
		return err
	})
}

// nicknameKey is what two spellings of a nickname have in common that differ in upper and lower case only. Unlike the nickname, it
// is short enough for an index, and has no NUL.
func nicknameKey(nickname string) string { return digest(cases.Fold().String(nickname)) }

// linkTo is the address of this service with what logs a user in. It leads to where the operator says that the service is found,
// else to where it listens: what the client calls it in the header Host is the client's to choose.
func (s *service) linkTo(r *http.Request, https bool, token string, user int64) string {
	u := url.URL{Scheme: "http", Path: "/pankek/login", RawQuery: fmt.Sprintf("token=%s&uid=%d", token, user)}
	if here, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr); ok {
		u.Host = here.String()
	}
	if https {
		u.Scheme = "https"
	}
	if s.Public != nil {
		u.Scheme, u.Host = s.Public.Scheme, s.Public.Host
	}
	return u.String()
}

// pankekLogin is where the link leads.
func (s *service) pankekLogin(w http.ResponseWriter, r *http.Request) (report engine.Report, err error) {
	query := r.URL.Query()
	user, err := strconv.ParseInt(query.Get("uid"), 10, 64)
	if err != nil || user <= 0 {
		http.Error(w, "the link is not complete", http.StatusBadRequest)
		return report, nil
	}
	was, err := s.closeSession(r.Context(), "pankek", query.Get("token"), user)
	switch {
	case err != nil:
	case !was:
		http.Error(w, "the link was used before, or is too old", http.StatusForbidden)
	default:
		io.WriteString(w, "You are logged in.\n")
	}
	return report, err
}
