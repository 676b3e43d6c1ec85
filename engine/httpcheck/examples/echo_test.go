package examples_test

import (
	"log"
	"net/http"

	"github.com/labstack/echo/v5"

	"github.com/passant-go/passant/engine/httpcheck"
	"github.com/passant-go/passant/engine/typed"
	"github.com/passant-go/passant/schemas/larsverp"
)

func Example_echo() {
	signup, err := httpcheck.New(larsverp.Register, httpcheck.Options{
		Struct: func() typed.Struct { return new(larsverp.RegisterRequest) },
	})
	if err != nil {
		log.Fatal(err)
	}
	e := echo.New()
	e.Any("/users/register", func(c *echo.Context) error {
		user, _ := httpcheck.ValueFrom[larsverp.RegisterRequest](c.Request().Context())
		// Register the user here.
		return c.String(http.StatusCreated, "welcome, "+user.FirstName)
	}, echo.WrapMiddleware(signup.Middleware))

	show(e) // a registration, one with a wrong postal code, a GET
	// Output:
	// 201  welcome, Harrie
	// 422  {"message":"The given data was invalid.","errors":{"postal_code":["This postal code is not recognized. Insert something like: 1234 AB, 4000, 26133 "]}}
	// 405 POST {"type":"about:blank","title":"Method Not Allowed","status":405,"detail":"The method is not allowed.","errors":[{"detail":"The method is not allowed.","pointer":"#","rule":"method","code":"method"}]}
}
