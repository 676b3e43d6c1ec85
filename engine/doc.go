// Package engine runs compiled contracts over payloads.
//
// An [Endpoint] checks the bytes of a payload in one pass: it reads JSON, brings every value into the form in which the
// contract looks at it, runs the contract's constraints and rules, and notes what is wrong and where. A [Report] tells
// the verdict, lists the violations, and writes the answer that the provider itself would give.
//
//	report := larsverp.Register.Validate(body)
//	if !report.Valid() {
//		w.Header().Set("Content-Type", report.ContentType())
//		w.WriteHeader(report.Status())
//		w.Write(report.AppendAnswer(nil))
//	}
//
// A [Request] is a payload with what it came with: method, media type, headers and whether it came securely are judged then,
// too. Package httpcheck makes one of a request of net/http.
//
// A [Response] checks the provider's own answers against those that the contract documents.
//
// [Endpoint.Decode] validates a payload and fills the Go struct that is generated beside its contract, such as
// larsverp.RegisterRequest, with what it checked; [Endpoint.Encode] writes one and validates that. Package typed holds
// the types of their members.
//
// Endpoints are immutable and safe for concurrent use. A payload that keeps its contract costs no allocation, except
// for an e-mail address in an internationalised domain, and for what package gen names of CUE's functions.
//
// # Security considerations
//
// A payload is refused as malformed where two readers could understand it differently: repeated names at any depth,
// also when one is escaped; ill-formed UTF-8 and lone surrogates; bytes after the value; a byte order mark. A member that
// the contract does not have is a violation where encoding/json would take its name for one that the contract has:
// "EMAIL" for "email", U+017F for s, U+212A for k. To a contract that matches names in any case, that of ASCII letters,
// "EMAIL" is "email", and U+017F and U+212A are ambiguous still. So a handler that decodes an accepted body with encoding/json, into a
// struct with the contract's names, reads what was judged; Options.Folded gives that up.
//
// Limits bound the size, depth, members and numbers of what is read, and the length of a report. Names that the contract
// does not have are hashed with a seed of the process. Memory of any operation is at most 16 times the payload, and of Decode
// also the values times the size of the contract's largest struct; what is beside that, and what is excepted, is in
// engine/docs/speed.md.
//
// No error, report or log shows a value of the payload. What is secret in a struct is a typed.Secret, which nothing
// prints; the other members are printed as those of any struct. A name that the contract does not have appears in the
// fields Field and Pointer of a violation, in reports and in the answers of a strict endpoint, but not in what is printed
// with package fmt or logged, other than as JSON of what a report or a violation stands in. It is "***" where it does not
// look like a name: where it is longer than 64 bytes, has anything but letters, digits and _-.[]$: or stands in a form
// without "=", as what is left of a password with "&" in it does. A message shows a value only where a contract's text has
// the placeholder {value}, which is refused for fields that are secret.
package engine
