package plan

// An Endpoint is one operation of an API.
type Endpoint struct {
	Name     string // package and field, "larsverp/register"
	Doc      string // the contract's comment
	Document string // the page on which the constraints rest
	Server   string
	Method   string
	Path     string
	Aliases  []string  // further paths
	Accepts  []Input   // the usual one first
	Methods  [3]string // of each Input that is accepted
	HTTPS    Policy    // what plain http amounts to
	Inferred []Fact    // method, path, accepts and so on: those that are our reading
	Settled  []string  // what the document leaves open or contradicts, and how it is read here

	Options    []Option // switches of the host
	Catalogues []string // alternatives to the contract's own messages, from index 1 of every Words

	Read    Reading
	Types   []Type // that contain themselves
	Request Object
	Headers Object // names in any case, values not read
	Unknown Policy // what a member that Request does not have amounts to

	UnknownField   *Failure // such a member as a violation
	UnknownWarning *Failure // and as a warning

	// What cannot be read, each with one of Codes for every reason: a text that is not JSON (rule json), a form and a query
	// string (rule query for both).
	Malformed, UnreadableForm, UnreadableQuery *Failure

	WrongMethod *Failure // rule method
	WrongMedia  *Failure // rule media_type
	PlainHTTP   *Failure // rule https

	Lookups   []Lookup  // asked in this order once everything else passed
	Answers   []Answer  // by occasion
	Attribute Attribute // how {attribute} is made from a name that the contract does not have
}

// Paths are all on which the operation is, the usual one first.
func (p *Endpoint) Paths() []string { return append([]string{p.Path}, p.Aliases...) }

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
