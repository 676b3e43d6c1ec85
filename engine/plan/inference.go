package plan

// An Inference says that something is our reading, where the document is silent.
type Inference struct {
	Why string // as far as the contract says it
}

// A Fact is a fact of an endpoint, by its name in the contract.
type Fact struct {
	Name     string
	Inferred *Inference
}
