package engine

import (
	"strings"

	"github.com/passant-go/passant/engine/internal/answer"
	"github.com/passant-go/passant/engine/internal/scan"
	"github.com/passant-go/passant/engine/plan"
)

// Ranks of what a payload came with, before those of the payload.
const (
	rankHTTPS   = -1 << 31
	rankHeaders = -1 << 30
)

// receive takes scratch memory for a request, and judges what the payload came with.
func (e *Endpoint) receive(r *Request) (from *Endpoint, x *evaluator) {
	in, wrong := e.form(r, len(r.Body.Bytes()) == 0)
	if wrong != nil {
		x = e.begin(nil)
		x.refuseTransport(wrong)
		return e, x
	}
	from = e.over(in)
	if in == Query {
		x = from.begin(r.Query.Bytes())
	} else {
		x = from.begin(r.Body.Bytes())
	}
	if x.plan.HTTPS != plan.Ignore && !r.Secure {
		x.add(answer.Finding{Failure: x.plan.PlainHTTP, Warning: x.plan.HTTPS == plan.Warn, Rank: rankHTTPS, Found: -1})
	}
	if x.settings.headers != nil {
		x.judgeHeaders(r)
	}
	x.ahead, x.unfit = len(x.found), x.errors > 0
	if in != Query && r.Length > int64(x.limits.Body) {
		x.refuseText(0, scan.Size)
	}
	return from, x
}

// refuseTransport makes a wrong method or media type the only finding.
func (x *evaluator) refuseTransport(wrong *plan.Failure) {
	x.barred, x.unfit = true, true
	x.found, x.errors, x.truncated = x.found[:0], 0, false
	x.add(answer.Finding{Failure: wrong, Found: -1})
}

// form is the form in which the payload of a request comes, by its method and media type, or what is wrong with these.
// Without a media type it is the first that has the method, but the query string where the body is empty and may be absent.
func (e *Endpoint) form(r *Request, empty bool) (in Input, wrong *plan.Failure) {
	var has [3]bool
	body, found := Query, false
	for _, in := range e.plan.Accepts {
		if e.plan.Methods[in] != r.Method {
			continue
		}
		if has[in], found = true, true; body == Query {
			body = in
		}
	}
	if !found {
		return JSON, e.plan.WrongMethod
	}
	if body == Query {
		return Query, nil
	}
	switch media, ok := r.media(); {
	case r.encoded():
		return JSON, e.plan.WrongMedia.For(codeEncoding)
	case !ok:
		return JSON, e.plan.WrongMedia
	case media == "" && empty && has[Query]:
		return Query, nil
	case media == "":
		return body, nil
	case has[JSON] && isJSON(media):
		return JSON, nil
	case has[Form] && equalFold(media, "application/x-www-form-urlencoded"):
		return Form, nil
	}
	return JSON, e.plan.WrongMedia
}

// codeEncoding is the code of rule media_type for a body that is encoded.
const codeEncoding = "encoding"

// encoded reports whether the body is encoded (RFC 9110 §8.4).
func (r *Request) encoded() bool {
	for _, list := range r.values("Content-Encoding") {
		for more := true; more; {
			var coding string
			if coding, list, more = element(list); coding != "" && !equalFold(coding, "identity") {
				return true
			}
		}
	}
	return false
}

// media is the media type of the body (RFC 9110 §8.3.1) without its parameters, "" where there is none; not ok where there are
// several.
func (r *Request) media() (media string, ok bool) {
	media, ok = r.contentType()
	media, _, _ = strings.Cut(media, ";")
	return strings.Trim(media, " \t"), ok
}

// contentType is the header Content-Type, "" where there is none; not ok where there are several. The same one sent twice, byte
// for byte, is one, as a proxy may make of it, also where the proxy joins the two (RFC 9110 §5.3).
func (r *Request) contentType() (of string, ok bool) {
	for i, list := range r.values("Content-Type") {
		for first, more := i == 0, true; more; first = false {
			var one string
			if one, list, more = element(list); first {
				of = one
			} else if one != of {
				return "", false
			}
		}
	}
	return of, true
}

// element is the first of a list (RFC 9110 §5.6.1), and what comes after it, if there is more. A comma in a quoted string ends
// none.
func element(list string) (first, rest string, more bool) {
	quoted, last := false, strings.LastIndexByte(list, ',')
	for i := 0; i <= last; i++ {
		switch c := list[i]; {
		case c == '"':
			quoted = !quoted
		case c == '\\' && quoted:
			i++
		case c == ',' && !quoted:
			return strings.Trim(list[:i], " \t"), list[i+1:], true
		}
	}
	return strings.Trim(list, " \t"), "", false
}

// isJSON reports whether a media type is that of JSON, or of a kind of it (RFC 6839 §3.1).
func isJSON(media string) bool {
	if equalFold(media, "application/json") {
		return true
	}
	const suffix = "+json"
	kind, of, _ := strings.Cut(media, "/")
	n := len(of) - len(suffix)
	return isName(kind) && n > 0 && isName(of[:n]) && equalFold(of[n:], suffix)
}

// isName reports whether s is a part of the name of a media type (RFC 6838 §4.2), of any length.
func isName(s string) bool {
	isOther := func(r rune) bool {
		return r > '~' || !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("!#$&-^_.+", r))
	}
	return s != "" && !strings.ContainsFunc(s, isOther)
}

// equalFold reports whether a is the ASCII text b, without regard to case.
func equalFold(a, b string) bool { return len(a) == len(b) && strings.EqualFold(a, b) }

func (r *Request) values(name string) []string {
	if r.Header == nil {
		return nil
	}
	return r.Header(name)
}

// over is the endpoint that reads a form of input.
func (e *Endpoint) over(in Input) *Endpoint {
	if inputOf(e.plan, e.config.input) == in {
		return e
	}
	other := &e.others[in]
	if other.Load() == nil {
		c := e.config
		c.input = in
		other.CompareAndSwap(nil, &Endpoint{plan: e.plan, config: c, refused: e.refused})
	}
	return other.Load()
}

// judgeHeaders judges those that the contract has, in an evaluator of their own: they are texts whatever the payload is, and no part of it.
func (x *evaluator) judgeHeaders(r *Request) {
	if x.heads == nil {
		x.heads = newEvaluator(x.settings.headers)
	}
	y, o := x.heads, &x.plan.Headers
	y.reset(nil)
	y.open(o)
	for i := range o.Fields {
		values := r.values(o.Fields[i].Name)
		if len(values) == 0 {
			continue
		}
		if equalFold(o.Fields[i].Name, "Content-Type") {
			if one, ok := r.contentType(); ok {
				values = []string{one}
			}
		}
		v, before := value{kind: plan.KindString, text: y.joined(values)}, y.mark()
		y.slots[i].seen = true
		y.finishField(&o.Fields[i], i, i, nil, &v, &before, 0)
		y.meant(&o.Fields[i], i, i, nil, 0, 0)
	}
	y.complete(&members{Object: o}, 0)
	y.arrange(0)
	for i := range y.found {
		y.found[i].Rank += rankHeaders
		y.found[i].Pointer = answer.Span{} // which is about the document
	}
	x.take(&y.findings)
}
