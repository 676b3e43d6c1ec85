package httpcheck

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestHeader(t *testing.T) {
	values := header(http.Header{"Api-Key": {"1", "2"}, "CompanyID": {"3"}, "host": {"4"}}, "example.com")
	for name, want := range map[string][]string{
		"api-key": {"1", "2"}, "CompanyID": {"3"}, "companyid": {"3"}, "Host": {"example.com"}, "HOST": {"example.com"}, "accept": nil,
	} {
		assert.Equal(t, want, values(name), name)
	}
	assert.Nil(t, header(http.Header{}, "")("Host"))
}
