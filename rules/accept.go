package rules

import (
	"errors"
	"strconv"
	"strings"
)

// Accepts is the rule accepts: a header Accept (RFC 9110 §12.5.1) that allows an answer of one of the media types. The code of a
// refusal is its [Reason].
type Accepts struct{ Media MediaTypes }

func (r *Accepts) Check(v Value) Verdict { return judged(CheckAccepts(v.Text, r.Media)) }

// Accepts reports whether Check accepts a text.
func (r *Accepts) Accepts(text []byte) bool { return CheckAccepts(text, r.Media) == "" }

// MediaTypes are media types without parameters in lower case, joined by commas: "application/json,text/html". The empty
// one, which is the one of no argument, stands for application/json.
type MediaTypes string

var errMediaType = errors.New("rules: no media type, want one in lower case, without parameters and wildcards, such as application/json")

// UnmarshalText sets m to media types, each as RFC 9110 §8.3.1 has them but in lower case, joined by commas. An empty text has
// none, which is an error. On an error m keeps its value.
func (m *MediaTypes) UnmarshalText(text []byte) error {
	for media := range strings.SplitSeq(string(text), ",") {
		kind, subtype, _ := strings.Cut(media, "/")
		if kind == "" || subtype == "" || tokenLength([]byte(kind)) < len(kind) || tokenLength([]byte(subtype)) < len(subtype) ||
			strings.Contains(media, "*") || strings.ToLower(media) != media {
			return errMediaType
		}
	}
	*m = MediaTypes(text)
	return nil
}

// GoString returns m as a Go expression, a string literal.
func (m MediaTypes) GoString() string { return strconv.Quote(string(m)) }

// Why a header allows none of the media types.
const (
	AcceptsForm   Reason = "form"   // an element is none of the grammar, and the others do not allow it either
	AcceptsRange  Reason = "range"  // no range takes it in
	AcceptsWeight Reason = "weight" // the range that decides has the weight 0
)

// CheckAccepts judges whether a header Accept allows one of the media types. Several lines of it are joined by commas. Of the
// ranges that take a media type in, the most specific decides: application/json before application/* before */*, the higher
// weight among equals. A range with parameters is about that variant alone: it allows the media type, and forbids nothing
// else. A list without elements allows everything, an element against the grammar nothing. It never allocates.
func CheckAccepts(text []byte, media MediaTypes) Reason {
	if media == "" {
		media = "application/json"
	}
	var reason Reason
	for rest := string(media); rest != ""; {
		var one string
		one, rest, _ = strings.Cut(rest, ",")
		if reason = allows(text, one); reason == "" {
			return ""
		}
	}
	return reason
}

// allows judges a header by one media type.
func allows(text []byte, media string) Reason {
	elements, faulty, excluded, best, weight := 0, false, false, 0, 0
	for {
		var element []byte
		if element, text = nextElement(text); element == nil {
			break
		}
		elements++
		r, ok := parseMediaRange(element)
		if !ok {
			faulty = true
			continue
		}
		switch rank := r.takes(media); {
		case rank == 0:
		case r.weight == 0 && r.variant:
			excluded = true
		case r.variant:
			return ""
		case rank > best:
			best, weight = rank, r.weight
		case rank == best:
			weight = max(weight, r.weight)
		}
	}
	switch {
	case elements == 0 || weight > 0:
		return ""
	case faulty:
		return AcceptsForm
	case best > 0 || excluded:
		return AcceptsWeight
	}
	return AcceptsRange
}

// nextElement cuts the first element of a list that is not empty (RFC 9110 §5.6.1), nil where there is none. A comma in a quoted
// string separates nothing.
func nextElement(list []byte) (element, rest []byte) {
	start := 0
	for start < len(list) && (isBlank(list[start]) || list[start] == ',') {
		start++
	}
	if start == len(list) {
		return nil, nil
	}
	end, quoted := start, false
	for ; end < len(list) && (quoted || list[end] != ','); end++ {
		switch {
		case list[end] == '"':
			quoted = !quoted
		case list[end] == '\\' && quoted && end+1 < len(list):
			end++
		}
	}
	element, rest = list[start:end], list[end:]
	for isBlank(element[len(element)-1]) {
		element = element[:len(element)-1]
	}
	return element, rest
}

// A mediaRange is an element of a header Accept.
type mediaRange struct {
	kind, subtype []byte
	variant       bool // there are parameters besides the weight
	weight        int  // in thousandths
}

// takes is how specifically the range takes a media type in, without regard to parameters: 3 as itself, 2 by its type, 1 as any; 0
// where it does not.
func (r *mediaRange) takes(media string) int {
	kind, subtype, _ := strings.Cut(media, "/")
	switch {
	case string(r.kind) == "*":
		return 1
	case !equalFoldASCII(r.kind, kind):
		return 0
	case string(r.subtype) == "*":
		return 2
	case equalFoldASCII(r.subtype, subtype):
		return 3
	}
	return 0
}

// parseMediaRange reads a media range, its parameters and its weight, which may stand among them.
func parseMediaRange(s []byte) (r mediaRange, ok bool) {
	r.weight = 1000
	n := tokenLength(s)
	if n == 0 || n == len(s) || s[n] != '/' {
		return r, false
	}
	r.kind, s = s[:n], s[n+1:]
	n = tokenLength(s)
	r.subtype, s = s[:n], s[n:]
	if n == 0 || string(r.kind) == "*" && string(r.subtype) != "*" {
		return r, false
	}
	for weighed := false; ; {
		s = skipBlank(s)
		if len(s) == 0 {
			return r, true
		}
		if s[0] != ';' {
			return r, false
		}
		s = skipBlank(s[1:])
		n = tokenLength(s)
		if n == 0 {
			continue // an empty parameter, or else no semicolon follows
		}
		if n == len(s) || s[n] != '=' {
			return r, false
		}
		name, value := s[:n], s[n+1:]
		n = tokenLength(value)
		switch isWeight := equalFoldASCII(name, "q"); {
		case isWeight && weighed:
			return r, false
		case isWeight:
			weighed = true
			if r.weight, ok = parseWeight(value[:n]); !ok {
				return r, false
			}
		default:
			r.variant = true
			if n == 0 {
				n = quotedLength(value)
			}
		}
		if n == 0 {
			return r, false
		}
		s = value[n:]
	}
}

// parseWeight reads a weight (RFC 9110 §12.4.2) as thousandths.
func parseWeight(s []byte) (weight int, ok bool) {
	if len(s) == 0 || len(s) > len("0.000") || s[0] > '1' || s[0] < '0' || len(s) > 1 && s[1] != '.' {
		return 0, false
	}
	weight = int(s[0]-'0') * 1000
	for i, unit := 2, 100; i < len(s); i, unit = i+1, unit/10 {
		if !isDigit(s[i]) {
			return 0, false
		}
		weight += int(s[i]-'0') * unit
	}
	return weight, weight <= 1000
}

// tokenLength is the length of the token (RFC 9110 §5.6.2) that s begins with, 0 where there is none.
func tokenLength(s []byte) int {
	for n, b := range s {
		if !(isDigit(b) || isLetter(b) || b > ' ' && strings.IndexByte("!#$%&'*+-.^_`|~", b) >= 0) {
			return n
		}
	}
	return len(s)
}

// quotedLength is the length of the quoted string (RFC 9110 §5.6.4) that s begins with, 0 where there is none.
func quotedLength(s []byte) int {
	if len(s) == 0 || s[0] != '"' {
		return 0
	}
	for i := 1; i < len(s); i++ {
		if s[i] == '"' {
			return i + 1
		}
		if s[i] == '\\' {
			i++
		}
		if i == len(s) || s[i] < ' ' && s[i] != '\t' || s[i] == 0x7f {
			break
		}
	}
	return 0
}

func isBlank(b byte) bool { return b == ' ' || b == '\t' }

func skipBlank(s []byte) []byte {
	for len(s) > 0 && isBlank(s[0]) {
		s = s[1:]
	}
	return s
}

// equalFoldASCII reports whether s is lower in some case of its ASCII letters.
func equalFoldASCII(s []byte, lower string) bool {
	if len(s) != len(lower) {
		return false
	}
	for i, b := range s {
		if b-'A' <= 'Z'-'A' {
			b += 'a' - 'A'
		}
		if b != lower[i] {
			return false
		}
	}
	return true
}
