package main

import (
	"io"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestDNSServer(t *testing.T) {
	for dns, want := range map[string]string{
		"off": "off", "system": "system", "127.0.0.1": "127.0.0.1:53", "127.0.0.1:5353": "127.0.0.1:5353",
		"::1": "[::1]:53", "[::1]": "[::1]:53", "[::1]:5353": "[::1]:5353", "dns.example": "dns.example:53",
	} {
		o, err := parse([]string{"--dns", dns}, io.Discard)
		require.NoError(t, err, dns)
		assert.Equal(t, want, o.dns, dns)
	}
}

func TestOrigins(t *testing.T) {
	want := []string{"http://localhost:5173", "https://xn--bcher-kva.example", "http://127.0.0.1", "http://[::1]:3000", "capacitor://localhost"}
	var args []string
	for _, o := range want {
		args = append(args, "--cors", o)
	}
	o, err := parse(args, io.Discard)
	require.NoError(t, err)
	assert.Equal(t, want, o.origins)
}
