package plan

// An Object is the type of a JSON object.
type Object struct {
	Fields     []Field // in contract order
	Names      Index
	Open       bool  // other members are fine
	Rest       *Type // the type of every member that Fields does not have; nil: there is none
	Conditions []Condition
	Late       []Late
}

// A Late check is one whose rule refers to other fields: it runs once the object is complete.
type Late struct {
	Field    int // index in Object.Fields
	Check    int // index in Field.Type.Checks, or in Field.Expected
	Expected bool
}

// A Condition requires one field where another has, or lacks, a value.
type Condition struct {
	If       int      // index of the field that decides
	Equals   *Literal // the value it must have; nil: it must be absent
	Require  int      // index of the field that is then required
	Inferred *Inference
	Failure  Failure
}

// A Field is a member of an object, or a header.
type Field struct {
	Name      string
	Path      string   // the names from the root, joined by ".": what Violation.Field says
	Pointer   string   // the same as a JSON Pointer (RFC 6901), in the contract's spelling
	Property  string   // the name with its first letter in upper case
	Attribute []string // the name for people, by catalogue; one entry stands for all
	Doc       string   // the contract's comment
	Inferred  *Inference

	Read       Conversion
	Verbatim   bool     // not trimmed
	Absent     Nothing  // what counts as not sent
	FormAbsent Nothing  // what does so in a form or query string besides
	Missing    Nothing  // what a required value must not be; of a field that a condition requires, what counts as not sent
	Required   *Failure // nil: optional
	Stop       bool     // a missing required value ends the checks of the field
	Secret     bool
	Instead    *Failure // warns that another field was probably meant

	Type     Type
	Expected []Check // what only the contract's expectations refuse: warnings
	Lookups  []Lookup
}
