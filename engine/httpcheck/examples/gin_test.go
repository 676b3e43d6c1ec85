package examples_test

import (
	"log"
	"net/http"

	"github.com/gin-gonic/gin"

	"github.com/passant-go/passant/engine/httpcheck"
	"github.com/passant-go/passant/engine/typed"
	"github.com/passant-go/passant/schemas/larsverp"
)

// Gin makes a handler that aborts where the request is refused.
func Gin(check *httpcheck.Checker) gin.HandlerFunc {
	return func(c *gin.Context) {
		refused := true
		check.Middleware(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			c.Request, refused = r, false
		})).ServeHTTP(c.Writer, c.Request)
		if refused {
			c.Abort()
		}
	}
}

func Example_gin() {
	signup, err := httpcheck.New(larsverp.Register, httpcheck.Options{
		Struct: func() typed.Struct { return new(larsverp.RegisterRequest) },
	})
	if err != nil {
		log.Fatal(err)
	}
	r := gin.New()
	r.Any("/users/register", Gin(signup), func(c *gin.Context) {
		user, _ := httpcheck.ValueFrom[larsverp.RegisterRequest](c.Request.Context())
		// Register the user here.
		c.String(http.StatusCreated, "welcome, %s", user.FirstName)
	})

	show(r) // a registration, one with a wrong postal code, a GET
	// Output:
	// 201  welcome, Harrie
	// 422  {"message":"The given data was invalid.","errors":{"postal_code":["This postal code is not recognized. Insert something like: 1234 AB, 4000, 26133 "]}}
	// 405 POST {"type":"about:blank","title":"Method Not Allowed","status":405,"detail":"The method is not allowed.","errors":[{"detail":"The method is not allowed.","pointer":"#","rule":"method","code":"method"}]}
}
