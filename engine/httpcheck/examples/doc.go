// Package examples shows package httpcheck in front of handlers of gin and echo. It is a module of its own, so that whoever
// imports passant need not have either.
//
// For echo, echo.WrapMiddleware takes the middleware as it is; for gin, the function Gin of its example makes a handler of it.
//
// A route takes every method, so that a wrong one is answered by the check. That of echo's Any does; that of gin's Any takes
// the methods that net/http names, and others are not found. Where those matter as well, a route of the right methods,
// HandleMethodNotAllowed, and the check as NoMethod answer every method. There is one NoMethod in an engine: beside routes
// of other paths it has to tell them apart.
//
// A limit on bodies that the framework sets should be higher than the endpoint's Limits.Body. A body between the two has the
// answer of the provider, and so has a longer one, unless the framework refuses it by its Content-Length.
package examples
