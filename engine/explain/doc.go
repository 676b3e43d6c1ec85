// Package explain puts the contract of an endpoint into words: how it is called and read, every member with its
// constraints in the order of their messages, the answers, and what the provider's document leaves open.
//
// It reads a plan, and needs neither the contract nor CUE. [Explain] makes the model, whose sentences are spans of text
// and code; AppendText and AppendMarkdown write it.
package explain
