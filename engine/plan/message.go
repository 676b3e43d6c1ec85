package plan

// A Failure is what is reported of a constraint that is not met.
type Failure struct {
	Rule   string // the rule identifier
	Code   string // the finer reason; "" where there is none
	Params []Param
	Words  []Message // by catalogue; one entry stands for all
	Quotes bool      // a text of Words has the placeholder Value
	Source string    // file:line of the constraint in the contract
	Codes  []Failure // of a rule that tells its reasons apart at run time: those with words of their own
}

// Reason is what a report says as code: the finer reason, or the rule where there is none.
func (f *Failure) Reason() string {
	if f.Code != "" {
		return f.Code
	}
	return f.Rule
}

// For is the failure for a finer reason: that of Codes with it, else f itself.
func (f *Failure) For(code string) *Failure {
	for i := range f.Codes {
		if f.Codes[i].Code == code {
			return &f.Codes[i]
		}
	}
	return f
}

// In is the message in a catalogue.
func (f *Failure) In(catalogue int) *Message {
	if catalogue >= len(f.Words) {
		catalogue = 0
	}
	return &f.Words[catalogue]
}

// A Param is a number, text or list that a constraint is made with. It never comes from a payload.
type Param struct {
	Name string
	JSON string // its value
}

// A Message is what an answer says of a violation.
type Message struct {
	Text     Text
	Entry    Text
	Code     string
	Key      string
	Inferred *Inference
}

// A Text is a text with placeholders; what is known when it is compiled is already filled in.
type Text []Part

// A Part is a literal and the placeholder that follows it.
type Part struct {
	Literal string
	Then    Placeholder
}

// A Placeholder is a part of a text that a violation fills in.
type Placeholder uint8

// The placeholders. Those of a name are left to run time only for members that the contract does not have.
const (
	None          Placeholder = iota // nothing follows
	FieldName                        // the name
	AttributeName                    // the name for people
	PropertyName                     // the name with its first letter in upper case
	Value                            // the value as read
	Length                           // the length that was found
	Hint                             // `, did you mean "x"?` or nothing
	Line                             // 1-based line of the input
	Column                           // 1-based column, in code points
)

// An Attribute is a way of making a name for people from a member name.
type Attribute uint8

// The ways, by their results for first_name and firstName.
const (
	ByName  Attribute = iota // first_name, firstName
	ByWords                  // first name, firstName
	ByTitle                  // First_name, First Name
)
