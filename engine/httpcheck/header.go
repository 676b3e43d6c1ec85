package httpcheck

import (
	"net/http"
	"strings"
)

// header gives the values of the header fields of a name, in whatever case they are kept: a client may write a name in a case of
// its own. The field Host net/http keeps apart.
func header(h http.Header, host string) func(name string) []string {
	return func(name string) []string {
		if host != "" && strings.EqualFold(name, "Host") {
			return []string{host}
		}
		if values := h.Values(name); len(values) > 0 {
			return values
		}
		for n, values := range h {
			if strings.EqualFold(n, name) {
				return values
			}
		}
		return nil
	}
}
