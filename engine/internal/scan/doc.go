// Package scan reads JSON texts (RFC 8259) in the strict profile of I-JSON
// (RFC 7493): well-formed UTF-8, no lone surrogates, no member name twice in
// one object, compared after unescaping. It also finds the pairs of query strings
// and forms (URL Standard §5.1).
//
// The functions on tokens are stateless and work on a whole text held in
// memory; an engine that knows which members to expect calls them one by one
// and leaves what it does not know to [Scanner.Skip]. Every position, taken or
// returned, is a byte offset into the text.
//
// # Faults
//
// A text is refused for one [Code] at one offset: the first fault in byte
// order. The offset is that of the offending byte. A repeated name, and the
// name of a member too many, is at the opening quote of its name; an ill-formed
// UTF-8 sequence at its first byte; a lone surrogate at the backslash of its
// escape. A text that ends too early is a [Syntax] fault at its length, also
// when it ends inside an escape or inside a so far well-formed UTF-8 sequence.
//
// # Security considerations
//
// Time is linear in the length of the text, whatever its contents: names are
// hashed with a random seed, and no byte is read more often than a small
// constant. Memory beyond the text is bounded by [Limits]: the stack by Depth,
// the names kept at any time by Depth times Keys. [Scanner.Reset] gives back
// what an unusually large text made a Scanner acquire.
//
// Nothing here copies a text into an error, a log or a message.
package scan
