package engine

import "github.com/passant-go/passant/engine/internal/answer"

// Messages word violations, in another language for instance (package message). A violation that they are given has
// the contract's message, which they may return.
type Messages interface {
	Message(v Violation) string
}

// WithMessages is the report in the words of m: its Violations, and what AppendReport, MarshalJSON and AppendProblem write.
// AppendAnswer, which is the provider's own answer, keeps the provider's texts. A nil m restores those everywhere.
func (r Report) WithMessages(m Messages) Report {
	r.messages = m
	return r
}

// message words the findings for one reader, nil where the contract does.
func (r Report) message() func(i int) string {
	if r.messages == nil {
		return nil
	}
	return reworded(r.messages, r.findings)
}

// reworded moves its findings to the heap, which those that the contract words are spared.
func reworded(m Messages, f answer.Findings) func(i int) string {
	var ruler answer.Ruler
	return func(i int) string { return m.Message(NewViolation(violation(&f, i, &ruler))) }
}
