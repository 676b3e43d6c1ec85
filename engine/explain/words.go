package explain

import "github.com/passant-go/passant/engine/plan"

// named are the words for the bits of a set.
func named[T plan.Kind | plan.Nothing | plan.Lists](set T, words ...sentence) (names []sentence) {
	for i, word := range words {
		if set>>i&1 != 0 {
			names = append(names, word)
		}
	}
	return names
}

// Inputs says in which forms an endpoint takes its input, such as "JSON, a form or a query string".
func Inputs(p *plan.Endpoint) string {
	names := make([]sentence, len(p.Accepts))
	for i, input := range p.Accepts {
		names[i] = say(inputWords(input))
	}
	return or(names).String()
}

func inputWords(in plan.Input) string {
	return [...]string{plan.JSON: "JSON", plan.Form: "a form", plan.Query: "a query string"}[in]
}

// inference marks what is inferred.
func inference(i *plan.Inference) sentence {
	switch {
	case i == nil:
		return nil
	case i.Why == "":
		return say("inferred")
	}
	return say("inferred: ", i.Why)
}
