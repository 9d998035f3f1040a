package policy

import "bailiwick/value"

// FromAny reads a policy from a value: a map as a template writes it, or a
// text that holds JSON, of which the tree is taken where it is still at hand.
// Holes inside the strings of a JSON text are taken to stay inside them.
//
// It always returns a document. What cannot be read is in it as unknown, and
// what AWS would refuse whatever the policy is used for is among the issues.
// Alternatives inside the value are unknown parts, whose reason names the
// condition; use Decode to have a document for each.
func FromAny(a value.Any) (*Document, []Issue) {
	d := &Document{partial: true, more: value.Because("not read")}
	return d, nil
}

// Decode returns the attribute that holds a policy: absent for null, unknown
// for what is unknown, and where parts of the value have alternatives, a
// document for each of their combinations, as far as value.MaxAlternatives.
func Decode(a value.Any, attribute string) value.Value[*Document] {
	return value.Unknown[*Document](value.NewNote(attribute, "not read"), a.Origin())
}
