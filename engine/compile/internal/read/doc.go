// Package read makes types of the syntax of CUE: what an expression says of a value. It makes no plan: of packages types
// and source it puts together what they have, and reports what it finds where it stands.
//
// A [Reader] is passed by value, as is what it is inside of: the struct whose members have names there, the declarations
// that are open, the member that is being read. What it learns of definitions is kept for one attempt at an endpoint.
//
// A construct that no plan has is left to CUE with the member around it, where CUE is there at run time. That is found
// while types are put together, and at times only when they become a plan. So it is reported like any fault, with the
// member to leave, and the endpoint is read once more with [Leaving] all of these, if nothing else is wrong. It cannot be
// decided before: a pass that did would have to put the types together itself.
package read
