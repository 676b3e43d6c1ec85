package examples_test

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v5"
	"github.com/labstack/echo/v5/middleware"

	"github.com/passant-go/passant/engine/httpcheck"
	"github.com/passant-go/passant/schemas/larsverp"
)

// A service is what the servers of the frameworks have in common.
type service struct {
	check *httpcheck.Checker
	limit int64    // of the framework, on bodies
	body  []byte   // that the handler found
	trace []string // what ran, in the order of its end; "outer" has the status that the framework knows then
}

func (s *service) ran(format string, args ...any) {
	s.trace = append(s.trace, fmt.Sprintf(format, args...))
}

const path = "/users/register"

// show prints the answers to a registration, one with a wrong postal code, and a GET.
func show(server http.Handler) {
	const harrie = `{"first_name":"Harrie","last_name":"Tiggelen","email":"harrie@example.nl","postal_code":5673,"password":"x"}`
	for _, w := range []*httptest.ResponseRecorder{
		send(server, "POST", jsonType, strings.NewReader(harrie)),
		send(server, "POST", jsonType, strings.NewReader(strings.Replace(harrie, "5673", "567", 1))),
		send(server, "GET", "", nil),
	} {
		fmt.Println(w.Code, w.Header().Get("Allow"), w.Body)
	}
}

// A user is what the handlers themselves read of the body.
type user struct {
	Email string `json:"email"`
}

var errFull = errors.New("full")

// register is what every handler does: it fails for Fail, and panics for Panic.
func (s *service) register(r *http.Request, bound user) (name string, err error) {
	value, _ := httpcheck.ValueFrom[larsverp.RegisterRequest](r.Context())
	if again, err := r.GetBody(); err == nil {
		s.body, _ = io.ReadAll(again)
	}
	s.ran("handler %s %s", value.FirstName, bound.Email)
	switch value.FirstName {
	case "Fail":
		return "", errFull
	case "Panic":
		panic("at the handler")
	}
	return value.FirstName, nil
}

// servers are the ways to serve a service.
var servers = map[string]func(*service) http.Handler{
	"gin, Any": func(s *service) http.Handler {
		r := s.gin()
		r.Any(path, Gin(s.check), s.ginInner, s.ginHandler)
		return r
	},
	"gin, NoMethod": func(s *service) http.Handler {
		r := s.gin()
		r.HandleMethodNotAllowed = true
		r.NoMethod(Gin(s.check))
		r.POST(path, Gin(s.check), s.ginInner, s.ginHandler)
		return r
	},
	"echo": (*service).echo,
}

func (s *service) gin() *gin.Engine {
	r := gin.New()
	r.Use(func(c *gin.Context) {
		c.Next()
		s.ran("outer %d", c.Writer.Status())
	}, gin.CustomRecoveryWithWriter(io.Discard, func(c *gin.Context, _ any) {
		c.AbortWithStatusJSON(http.StatusInternalServerError, gin.H{"message": http.StatusText(http.StatusInternalServerError)})
	}), func(c *gin.Context) {
		c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, s.limit)
	})
	return r
}

func (s *service) ginInner(*gin.Context) { s.ran("inner") }

func (s *service) ginHandler(c *gin.Context) {
	var bound user
	if err := c.ShouldBindJSON(&bound); err != nil {
		c.AbortWithStatus(http.StatusTeapot)
		return
	}
	name, err := s.register(c.Request, bound)
	if err != nil {
		c.AbortWithStatusJSON(http.StatusConflict, gin.H{"message": err.Error()})
		return
	}
	c.String(http.StatusCreated, "welcome, %s", name)
}

func (s *service) echo() http.Handler {
	e := echo.New()
	e.Logger = slog.New(slog.DiscardHandler)
	e.HTTPErrorHandler = func(c *echo.Context, err error) {
		s.ran("error handler")
		echo.DefaultHTTPErrorHandler(false)(c, err)
	}
	e.Use(func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c *echo.Context) error {
			err := next(c)
			_, status := echo.ResolveResponseStatus(c.Response(), err)
			s.ran("outer %d", status)
			return err
		}
	}, middleware.Recover(), middleware.BodyLimit(s.limit))
	inner := func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c *echo.Context) error {
			s.ran("inner")
			return next(c)
		}
	}
	e.Any(path, func(c *echo.Context) error {
		var bound user
		if err := c.Bind(&bound); err != nil {
			return err
		}
		name, err := s.register(c.Request(), bound)
		if err != nil {
			return echo.NewHTTPError(http.StatusConflict, err.Error())
		}
		return c.String(http.StatusCreated, "welcome, "+name)
	}, echo.WrapMiddleware(s.check.Middleware), inner)
	return e
}
