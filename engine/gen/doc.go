// Package gen is for generated code only: what "passant generate" writes calls it, in any module. It is versioned with the
// plan, and nothing else should import it.
//
// The functions whose names begin with Read fill structs from values of a payload, those that begin with Append write
// them as JSON.
//
// The types with a method Accepts are functions of CUE's standard library, for the plans that ask for them: each accepts exactly what CUE's
// function of that name accepts. Their work is done by Go's standard library, or by package idna, as it is for CUE; a verdict
// may thus depend on the version of Go that a program is built with.
//
// A value that a function accepts costs no allocation, except for
//
//   - regexp.Valid, which builds the syntax tree of the pattern;
//   - net.FQDN, of a name with two hyphens in the third and fourth place of a label, such as an xn-- label;
//   - net.URL and net.AbsURL, of anything but a path beginning with a slash, or a scheme, "://", a host name and what follows
//     it, in visible ASCII without percent-encodings, user-info and port;
//   - time.Time and time.Format, of a time with an offset that is not of whole hours, or with the name of a zone.
//
// A function is data, and immutable: it is safe for concurrent use.
package gen
