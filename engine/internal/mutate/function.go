package mutate

import (
	"strconv"
	"strings"
	"time"

	"github.com/passant-go/passant/engine/gen"
	"github.com/passant-go/passant/engine/plan"
)

// operand is v as a function gets it.
func (v *value) operand() []byte {
	if v.kind == plan.KindString {
		return []byte(v.text)
	}
	return v.append(nil, nil)
}

// Texts that the functions on texts tell apart.
var subjects = []string{
	"1h30m", "-1.5s", "1 h", "192.0.2.1", "127.0.0.1", "0.0.0.0", "224.0.0.1", "169.254.0.1", "2001:db8::1", "::1", "::", "ff01::1", "ff02::1", "fe80::1",
	"192.0.2.256", "192.0.2.0/24", "2001:db8::/32", "192.0.2.0/33", "a.example", "a.example.", "a..example", "-a", "xn--a",
	"https://a.example/b?c#d", "/b", "%zz", "a b", "{}", "[", "2024-02-29T23:59:59.5+01:00", "2023-02-29T00:00:00Z",
}

// subjects are values of the maker's kind that functions tell apart.
func (m *maker) subjects(f plan.Function) (all []*value) {
	switch m.kind {
	case plan.KindString:
		for _, s := range subjects {
			all = append(all, text(s))
		}
		switch f := f.(type) {
		case *gen.Time:
			at := time.Unix(m.rand.Int64N(4e9)-2e9, 0).UTC().Format(f.Layout)
			all = append(all, text(at), text(m.alter(at)))
		case *gen.Network:
			address, _, _ := strings.Cut(f.Prefix, "/")
			all = append(all, text(address))
		}
	case plan.KindList:
		octets := &value{kind: plan.KindList}
		for range 4 {
			octets.elems = append(octets.elems, scalar(strconv.Itoa(m.rand.IntN(256))))
		}
		all = append(all, octets)
	}
	return all
}
