// Package lower makes plans of the types of endpoints: checks and their failures, the words for these, rules with their
// arguments, and the bodies of answers.
//
// A [Compiler] goes through the packages of a module. For each endpoint it makes attempts, as often as it takes to leave
// to CUE what no plan has; each has a state of its own. A lowering is passed by value, as is the context in which a type
// stands: in the headers or in an answer, hidden, tried, read again. What it finds for the endpoint as a whole (paths,
// texts that were asked for, types that contain themselves) is behind pointers, and only grows.
package lower
