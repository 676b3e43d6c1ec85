package function_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/engine/function"
	"github.com/passant-go/passant/engine/plan"
)

// What each function is in a contract, and where it draws the line. That CUE draws it there is a test of package compile.
func TestFunctions(t *testing.T) {
	for _, test := range []struct {
		function         plan.Function
		name             string
		accepts, refuses string
	}{
		{&function.Time{Layout: time.RFC3339Nano}, `time.Time`, "2024-02-29T00:00:00Z", "2023-02-29T00:00:00Z"},
		{&function.Time{Layout: "15:04"}, `time.Format("15:04")`, "23:59", "24:00"},
		{&function.Duration{}, `time.Duration`, "1h30m", "1d"},
		{&function.URL{}, `net.URL`, "/a", "%zz"},
		{&function.URL{Absolute: true}, `net.AbsURL`, "mailto:a@b.example", "/a"},
		{&function.Host{}, `net.FQDN`, "a.example.", "é.example"},
		{&function.JSON{}, `json.Valid`, `{"a":1}`, `{a:1}`},
		{&function.Pattern{}, `regexp.Valid`, "a{1000}", "a{1001}"},
		{&function.Prefix{}, `net.IPCIDR`, "::/128", "::/129"},
		{&function.Network{Prefix: "10.0.0.0/8"}, `net.InCIDR("10.0.0.0/8")`, "10.255.255.255", "11.0.0.0"},
		{&function.Network{Prefix: "10.0.0.0"}, `net.InCIDR("10.0.0.0")`, "", "10.0.0.0"},
		{&function.Address{}, `net.IP`, "fe80::1%eth0", "1.2.3.256"},
		{&function.Address{Class: function.IPv4}, `net.IPv4`, "1.2.3.4", "::1"},
		{&function.Address{Class: function.IPv6}, `net.IPv6`, "::ffff:1.2.3.4", "1.2.3.4"},
		{&function.Address{Class: function.LoopbackIP}, `net.LoopbackIP`, "127.1.2.3", "128.0.0.1"},
		{&function.Address{Class: function.MulticastIP}, `net.MulticastIP`, "239.1.1.1", "240.0.0.0"},
		{&function.Address{Class: function.InterfaceLocalMulticastIP}, `net.InterfaceLocalMulticastIP`, "ff01::1", "ff02::1"},
		{&function.Address{Class: function.LinkLocalMulticastIP}, `net.LinkLocalMulticastIP`, "ff02::1", "ff01::1"},
		{&function.Address{Class: function.LinkLocalUnicastIP}, `net.LinkLocalUnicastIP`, "fe80::1", "fec0::1"},
		{&function.Address{Class: function.GlobalUnicastIP}, `net.GlobalUnicastIP`, "10.0.0.1", "255.255.255.255"},
		{&function.Address{Class: function.UnspecifiedIP}, `net.UnspecifiedIP`, "::", "::1"},
	} {
		assert.Equal(t, test.name, test.function.String())
		assert.Equal(t, test.accepts != "", test.function.Accepts(plan.KindString, []byte(test.accepts)), test.name)
		assert.False(t, test.function.Accepts(plan.KindString, []byte(test.refuses)), test.name)
	}
}

func TestOctets(t *testing.T) {
	f := &function.Address{Class: function.IPv4}
	assert.True(t, f.Accepts(plan.KindList, []byte(`[127,0,0,1]`)))
	for _, list := range []string{`[]`, `[127,0,0]`, `[127,0,0,256]`, `[127,0,0,-1]`, `[127,0,0,1.0]`, `[[127,0,0,1]]`, `["127",0,0,1]`} {
		assert.False(t, f.Accepts(plan.KindList, []byte(list)), list)
	}
	assert.False(t, f.Accepts(plan.KindInt, []byte(`127`)))
	assert.False(t, (&function.Prefix{}).Accepts(plan.KindList, []byte(`[127,0,0,1]`)))
}
