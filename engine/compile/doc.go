// Package compile turns contracts, which are CUE, into plans. It is the only package that links CUE.
//
// Facts (method, path, texts, …) are read from CUE's evaluated values, types from the syntax tree: an evaluated value no
// longer shows the order of constraints, the attributes of definitions, or that a field is required only under a
// condition. What was read from the syntax is then compared with the value. A construct that is not known to mean the
// same in a plan is refused with its position, never guessed at.
//
// # Types
//
// What is said of a value is a type of CUE (string, bool, int, int8 to uint64, uint, float, number, null, _), a literal, a
// bound, a pattern, a list, a struct, a reference to a definition, and what "&" and "|" make of those. Alternatives may be
// anything that is no struct; of structs each must be in conflict with the others, as by a member like type!: "card" with a
// text of its own: to CUE a value of two is ambiguous. Where none has a value, the violations of the one that is meant are
// reported. A default makes no difference: a payload says what it has. A definition may contain itself, in members and
// elements, within the limit of depth.
//
// Structs may be open ({a!: int, ...}) and have members by name ({[=~"^x-"]: string}). Conditions are on the presence of a
// member (if a != _|_ {b!: int}) or, where that is known, on its value (if a == "x" && n > 5 {b?: string}), one inside of
// another too. A member may be compared with one beside it that is required (end!: >start). Lists may begin with elements
// of their own: [int, ...string]. The functions are matchN, matchIf, close, error and, of CUE's standard library,
//
//	strings  MinRunes MaxRunes HasPrefix HasSuffix Contains ContainsAny
//	list     MinItems MaxItems UniqueItems Contains MatchN
//	struct   MinFields MaxFields
//	math     MultipleOf
//	time     Time Format Duration
//	net      URL AbsURL FQDN IP IPv4 IPv6 IPCIDR InCIDR LoopbackIP UnspecifiedIP GlobalUnicastIP LinkLocalUnicastIP
//	         MulticastIP LinkLocalMulticastIP InterfaceLocalMulticastIP
//	json     Valid Validate
//	regexp   Valid
//	uuid     Valid
//
// Those about IP addresses accept lists of octets too, as CUE's do.
//
// What else CUE has is left to it by [FS], for the member that it is written in: right, but slow, and one value at a time.
// Of the names in a value CUE sees those only that the type declares, as it keeps each for good. So the type must be one that
// means the same wherever it stands: it refers to nothing around it, and has no attributes, no alternatives, no loops, and no
// patterns of names. The rest is refused, and all of it by [Generate], as Go that is written links no CUE.
//
// A pattern that would be too large for an automaton is left to package regexp by FS, and refused by Generate. As the name of
// members ({[=~"^x-"]: string}) both refuse it.
//
// CUE leaves a struct open that is written inside of matchN, matchIf or list.MatchN, and one beside matchN or matchIf:
// what is to be closed is a definition, as in #Order & matchN(1, [#ByCard, #ByBank]). It also opens the elements of a list
// literal that another constraint stands beside, which is refused: [...#Item] & list.MaxItems(3) is as it seems. What is tried
// is the normal form, so that nothing inside is read in another way, and it has no Go rules and no lengths in UTF-16: those
// narrow, which a type that must not hold would turn round. Rules may be in alternatives and conditions.
//
// Some of CUE's own ways are kept: it takes [] for a list of unknown elements and refuses [...int] & list.MatchN(1, int)
// and [...] & list.Contains(1) as contracts, but not matchN(1, [[...] & list.Contains(1)]), which is the same;
// math.MultipleOf rounds quotients to 34 digits; 1 and 1.0 are unique items. In one passant is right and CUE is not:
// json.Validate joins members given twice, and refuses a comma at the beginning of a line.
package compile
