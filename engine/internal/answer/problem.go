package answer

import "github.com/passant-go/passant/engine/plan"

// ProblemStatus is the HTTP status that AppendProblem names.
func (f *Findings) ProblemStatus() int {
	for i := range f.List {
		if f.List[i].Warning {
			continue
		}
		switch f.List[i].Failure.Rule {
		case "json", "query":
			return 400
		case "method":
			return 405
		case "media_type":
			return 415
		}
	}
	return 422
}

// AppendProblem appends the errors among the findings as problem details (application/problem+json, RFC 9457), in the
// form of the example in its section 3: each error points into the payload by a URI fragment (RFC 6901, section 6),
// and names its rule and code besides. The detail of the whole is that of the first error.
func (f *Findings) AppendProblem(dst []byte) []byte {
	w := writer{Findings: *f, dst: dst, escape: plan.Plain}
	status := f.ProblemStatus()
	w.literal(`{"type":"about:blank","title":`)
	w.string(title(status))
	w.literal(`,"status":`)
	w.integer(status)
	if first := f.first(); first >= 0 {
		w.literal(`,"detail":`)
		w.say(first)
	}
	w.literal(`,"errors":[`)
	for i := range f.List {
		if !f.List[i].Warning {
			w.comma()
			w.problem(i)
		}
	}
	w.literal(`]}`)
	return w.dst
}

func (w *writer) problem(i int) {
	v := &w.List[i]
	w.literal(`{"detail":`)
	w.say(i)
	w.literal(`,"pointer":"#`)
	w.fragment(v)
	w.literal(`","rule":`)
	w.string(v.Failure.Rule)
	w.literal(`,"code":`)
	w.string(v.Reason())
	w.literal(`}`)
}

// fragment writes the pointer, percent-encoded but for the ASCII characters of a fragment (RFC 3986, section 3.5),
// none of which JSON escapes.
func (w *writer) fragment(v *Finding) {
	w.dst = appendFragment(w.dst, w.Findings.text(v.Pointer))
}

func appendFragment(dst, pointer []byte) []byte {
	const hex = "0123456789ABCDEF"
	for i := range len(pointer) {
		if c := pointer[i]; fragment.Has(c) {
			dst = append(dst, c)
		} else {
			dst = append(dst, '%', hex[c>>4], hex[c&15])
		}
	}
	return dst
}

// fragment holds letters, digits and -._~!$&'()*+,;=:@/?
var fragment = plan.ASCIISet{0xAFFFFFD200000000, 0x47FFFFFE87FFFFFF}

// title is the phrase of a status (RFC 9110, section 15.5).
func title(status int) string {
	switch status {
	case 400:
		return "Bad Request"
	case 405:
		return "Method Not Allowed"
	case 415:
		return "Unsupported Media Type"
	}
	return "Unprocessable Content"
}
