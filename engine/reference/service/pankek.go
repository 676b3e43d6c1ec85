package service

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/httpcheck"
	"github.com/passant-go/passant/engine/lookup"
	"github.com/passant-go/passant/engine/reference/store"
	"github.com/passant-go/passant/engine/typed"
	"github.com/passant-go/passant/schemas/pankek"
)

// The link that logs in is good for as long, and once.
const linkLasts = 15 * time.Minute

func (s *service) pankek() error {
	users := lookup.Table{DB: s.Store.DB, Name: "pankek_users"}
	taken := users.Unique("nickname.taken", lookup.Condition{Column: "nickname", Case: lookup.Folded})
	s.mux.Handle("GET /pankek/login", s.measured("pankek/login", http.HandlerFunc(s.pankekLogin)))
	return handle(s, pankek.Register, []engine.Lookup{taken}, s.pankekRegister)
}

func (s *service) pankekRegister(ctx context.Context, r request[*pankek.RegisterRequest]) (typed.Struct, error) {
	row, err := s.user(ctx, r.Value, r.Value.Password.Reveal())
	if err != nil {
		return nil, err
	}
	row["nickname"] = nullable(r.Value.Nickname)
	answer := pankek.NewRegisterOKResponse()
	return answer, s.Store.In(ctx, func(tx store.Tx) error {
		id, err := tx.Insert(ctx, "pankek_users", row)
		if err != nil {
			return err
		}
		token, err := s.openSession(ctx, tx, "pankek", id, linkLasts)
		link := url.URL{Scheme: "http", Host: r.Host, Path: "/pankek/login", RawQuery: fmt.Sprintf("token=%s&uid=%d", token, id)}
		if r.TLS != nil {
			link.Scheme = "https"
		}
		answer.Link = link.String()
		return err
	})
}

// pankekLogin is where the link leads.
func (s *service) pankekLogin(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	user, err := strconv.ParseInt(query.Get("uid"), 10, 64)
	if err != nil || user <= 0 {
		http.Error(w, "the link is not complete", http.StatusBadRequest)
		return
	}
	ok, err := s.closeSession(r.Context(), "pankek", query.Get("token"), user)
	switch {
	case err != nil:
		httpcheck.WriteError(w, err)
	case !ok:
		http.Error(w, "the link was used before, or is too old", http.StatusForbidden)
	default:
		io.WriteString(w, "You are logged in.\n")
	}
}
