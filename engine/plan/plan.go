// Package plan is the compiled form of a contract: plain data that package compile makes from CUE, that
// "passant generate" writes as Go, and that package engine runs.
//
// Every type is fit for a composite literal that the linker lays out, so that a program which imports a
// provider runs no code at start-up for it. A plan is immutable: it may be shared by any number of
// goroutines and must not be changed once an engine.Endpoint was made from it.
package plan

// V1 is the version of this layout. Generated code refers to the version it was written for, so that
// code of another version does not compile.
const V1 = 1

// An Endpoint is one operation of an API.
type Endpoint struct {
	Name     string // package and field, "larsverp/register"
	Doc      string // the contract's comment
	Document string // the page on which the constraints rest
	Server   string
	Method   string
	Path     string
	Aliases  []string // further paths
	Accepts  []Input  // the usual one first
	HTTPS    Policy   // what plain http amounts to

	Options    []Option // switches of the host
	Catalogues []string // alternatives to the contract's own messages, from index 1 of every Words

	Read    Reading
	Request Object
	Headers Object // names in any case, values not read
	Unknown Policy // what a member that Request does not have amounts to

	UnknownField   Failure // such a member as a violation
	UnknownWarning Failure // and as a warning
	Malformed      Failure // rule json; Codes holds one for each way in which a text is not JSON
	Unreadable     Failure // rule query: a query string or form that cannot be read
	WrongMethod    Failure // rule method
	WrongMedia     Failure // rule media_type
	PlainHTTP      Failure // rule https

	Lookups   []Lookup  // asked in this order once everything else passed
	Answers   []Answer  // by occasion
	Attribute Attribute // how {attribute} is made from a name that the contract does not have
}

// An Input is a form in which a payload may come.
type Input uint8

// The forms of input.
const (
	JSON Input = iota
	Form
	Query
)

// A Policy says what a circumstance amounts to.
type Policy uint8

// The policies.
const (
	Ignore Policy = iota
	Warn
	Refuse
)

// An Option is a switch of the host.
type Option struct {
	Name    string
	Doc     string
	Default bool
}

// A Reading says how input becomes the values that are checked.
type Reading struct {
	AnyCase   bool     // member names are compared without regard to ASCII case
	Trim      ASCIISet // cut from both ends of every string, but those of Verbatim fields
	EmptyNull bool     // "" becomes null
	UTF16     bool     // of a length in code points and one in UTF-16 code units the stricter holds
	Count     bool     // a length limit answers for lists and objects too, by their elements
}

// An ASCIISet is a set of ASCII characters: bit c%64 of word c/64.
type ASCIISet [2]uint64

// Has reports whether c is in the set.
func (s *ASCIISet) Has(c byte) bool { return c < 128 && s[c>>6]>>(c&63)&1 != 0 }

// Empty reports whether the set is empty.
func (s *ASCIISet) Empty() bool { return s[0]|s[1] == 0 }

// A Nothing is a set of values that stand for no value at all.
type Nothing uint8

// The values that may stand for none. A blank string has only characters of Reading.Trim or, where that
// is empty, of Unicode White_Space; the empty string is blank.
const (
	Null Nothing = 1 << iota
	Blank
	Zero
	EmptyList
	EmptyObject
)

// A Conversion changes a value when it is read.
type Conversion uint8

// The conversions. Where one fails, the value stays as it was.
const (
	AsIs   Conversion = iota
	Digits            // a number becomes its text as PHP writes it
	Int               // a text, a number or true becomes the integer that PHP's FILTER_VALIDATE_INT makes of it
	Plus              // one leading space becomes "+", in a form and a query string only
	Nested            // a string becomes the JSON value that it holds
)

// An Object is the type of a JSON object.
type Object struct {
	Fields     []Field // in contract order
	Names      Index
	Open       bool // other members are fine
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
	If      int      // index of the field that decides
	Equals  *Literal // the value it must have; nil: it must be absent
	Require int      // index of the field that is then required
	Failure Failure
}

// A Field is a member of an object, or a header.
type Field struct {
	Name      string
	Path      string   // the names from the root, joined by ".": what Violation.Field says
	Pointer   string   // the same as a JSON Pointer (RFC 6901), in the contract's spelling
	Property  string   // the name with its first letter in upper case
	Attribute []string // the name for people, by catalogue; one entry stands for all
	Doc       string   // the contract's comment
	Inferred  bool     // our reading, where the document is silent

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

// A Type is a set of values.
type Type struct {
	Checks []Check   // in the order of their messages
	Except []Literal // values that pass without any check
	Object *Object   // the members of an object, where it has any that are known
	Elem   *Type     // the elements of a list
}

// A Kind is a set of JSON types. Int is a number without fraction and exponent, Float any other.
type Kind uint8

// The kinds.
const (
	KindNull Kind = 1 << iota
	KindBool
	KindInt
	KindFloat
	KindString
	KindList
	KindObject
)

// A Check is one constraint on a value: it fails for every kind in Refuses, is decided by Op for every kind
// in On, and passes for all others.
type Check struct {
	Op      Op
	On      Kind
	Refuses Kind
	Stop    bool // a failure ends the checks of the field

	Limit   int        // of MinLength, MaxLength, MinItems, MaxItems
	Bound   string     // of the numeric comparisons, a JSON number
	Values  []Literal  // of OneOf and NoneOf
	Pattern *Automaton // of Match and NoMatch
	Rule    *Rule      // of Judge

	Failure Failure
}

// An Op decides a check.
type Op uint8

// The ops.
const (
	Kinds       Op = iota // by kind alone
	MinLength             // a string of at least Limit characters (elements, where Reading.Count)
	MaxLength             // a string of at most Limit characters (elements, where Reading.Count)
	MinItems              // a list of at least Limit elements
	MaxItems              // a list of at most Limit elements
	Match                 // a string that Pattern accepts
	NoMatch               // a string that Pattern does not accept
	OneOf                 // one of Values
	NoneOf                // none of Values
	AtLeast               // a number >= Bound
	AtMost                // a number <= Bound
	GreaterThan           // a number > Bound
	LessThan              // a number < Bound
	Judge                 // a value that Rule accepts
)

// A Literal is a string, number, bool or null of a contract.
type Literal struct {
	Kind Kind
	Text string // the characters of a string, else the JSON text
}

// A Failure is what is reported of a constraint that is not met.
type Failure struct {
	Rule   string // the rule identifier
	Code   string // the finer reason; equal to Rule where there is none
	Params []Param
	Words  []Message // by catalogue; one entry stands for all
	Quotes bool      // a text of Words has the placeholder Value
	Source string    // file:line of the constraint in the contract
	Codes  []Failure // of a rule that tells its reasons apart at run time: one for each
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
	Text  Text
	Entry Text
	Code  string
	Key   string
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

// A Lookup is a question to the host.
type Lookup struct {
	Name    string // "email.domain" for a field's, "validated" for an endpoint's
	Failure Failure
	Answer  string // the occasion that answers a "no"
}

// An Answer is what a provider sends on an occasion: ok, invalid, malformed, the name of a lookup, or any other
// that its contract describes.
type Answer struct {
	Occasion    string
	Doc         string
	Inferred    bool
	Status      int
	ContentType string
	Escape      Escape
	Body        []Step // nil: passant does not write this answer
}

// An Escape is a way of writing text in JSON.
type Escape uint8

// The ways.
const (
	Plain Escape = iota // what RFC 8259 demands is escaped
	PHP                 // as json_encode does it: "/" and everything beyond ASCII too
)

// A Step is one step in writing a body for a set of violations.
type Step struct {
	Op     StepOp
	Text   string // of Write: bytes as they are
	Mark   Mark   // of Put and Group
	Sorted bool   // of Group: by value
	Option int    // of Optional: 1 + index of the option that must be on, 0 for none
	Body   []Step // of Group, Each, Optional, Either
	Else   []Step // of Either
}

// A StepOp is what a step does.
type StepOp uint8

// The steps.
const (
	Write    StepOp = iota // Text
	Comma                  // a comma, unless nothing precedes it in its object or list
	Put                    // the value of Mark for the first violation of the set
	Group                  // Body once per value of Mark, as members "value":Body
	Each                   // Body once per violation
	Optional               // Body, or nothing where it is empty or a mark in it has no value
	Either                 // Body, or Else where a mark in it has no value
)

// A Mark stands for a property of a violation in an answer (schemas/answer).
type Mark uint8

// The marks.
const (
	MarkField Mark = iota
	MarkProperty
	MarkAttribute
	MarkPointer
	MarkMessage
	MarkCode
	MarkKey
	MarkEntry
	MarkRule
	MarkLine
	MarkColumn
	MarkMinLength
	MarkMaxLength
	MarkLength
)

// String is the name of the mark in package answer of the contract language, without "#".
func (m Mark) String() string {
	names := [...]string{
		"Field", "Property", "Attribute", "Pointer", "Message", "Code", "Key", "Entry",
		"Rule", "Line", "Column", "MinLength", "MaxLength", "Length",
	}
	return names[m]
}
