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
// for an e-mail address in an internationalised domain.
//
// # Security considerations
//
// A payload is refused as malformed where two readers could understand it differently: repeated names at any depth,
// also when one is escaped; ill-formed UTF-8 and lone surrogates; bytes after the value; a byte order mark. Limits bound
// the size, depth, members and numbers of what is read, and the length of a report. Names that the contract does not
// have are hashed with a seed of the process. Decode takes about a hundred bytes for each value that the contract
// describes, so that lists should have a limit.
//
// No error, report or log shows a value of the payload. What is secret in a struct is a typed.Secret, which nothing prints;
// the other members are printed as those of any struct. A name that the contract does not have appears in the fields
// Field and Pointer of a violation, in reports and in the answers of a strict endpoint, but not in what is printed
// with package fmt or logged. A message shows a value only where a contract's text has the placeholder {value}, which is
// refused for fields that are secret.
package engine
