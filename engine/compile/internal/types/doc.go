// Package types is the algebra of what contracts say of values: types are put together, closed, compared and told apart.
// It reads no syntax and makes no plan, and knows of package source positions, attributes and declarations alone, which it
// hands on.
//
// A [Type] is never changed once it is made: every function returns a new one, which may share parts with the old. A
// function that may find something wrong returns that, with the type as far as it could be made.
//
// # How a type is built
//
// Kinds are those of the values that it may have, and Checks what else is asked of them, in the order in which that is
// written. Members, Items and Elem are about objects and lists. Choices are alternatives of which a value has one: no two
// of them may have structs in common. Where there are some, Checks are those of a value whatever alternative it has, and
// the rest is in the alternatives.
//
// How far closed structs keep a member out is said of the struct and of the member, by [Closedness]: what is embedded
// closes loosely, so that any part of the struct around it lets a member in; what meets by & keeps out strictly what it
// does not describe.
package types
