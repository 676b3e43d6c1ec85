// Package message words violations in English, Dutch, German and French, and in languages that a caller adds.
//
//	var languages message.Catalogue
//
//	report := larsverp.Register.Validate(body).WithMessages(languages.Accept(r.Header.Get("Accept-Language")))
//	w.Write(report.AppendProblem(nil))
//
// The texts are general ones, a text for each rule: the English ones are those of the contract language
// (schemas/contract), with plural forms. They are what Report.Violations, AppendReport and AppendProblem then say;
// AppendAnswer is the provider's own answer and keeps the provider's texts.
//
// No text quotes a value of the payload. For further wordings, such as one for a single field, implement
// [engine.Messages] around a [Language].
package message
