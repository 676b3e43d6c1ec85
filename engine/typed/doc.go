// Package typed holds the types of which the structs are made that "passant generate" writes for the requests and answers
// of a contract: [Optional] and [Nullable], which tell absent, null and a value apart, [Secret], which nothing prints,
// [Number] and [JSON]. An engine.Endpoint fills such a struct from a payload and writes it as one.
//
// Values are plain data: their copies share nothing that can be changed, and each is safe for concurrent use as long as
// nobody changes it.
//
// [Struct] is for generated code.
package typed
