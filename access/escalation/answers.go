package escalation

import "bailiwick/iam/authz"

// Answers are the answers to questions about principals, whatever the view: in
// most worlds a principal has the same policies.
type answers map[question][]settled

// A question is what is asked of a principal, or of each of a class, in texts.
type question struct{ principal, action, on, account, context string }

// A settled question is one under given policies. What else bears on it is the
// same for all principals.
type settled struct {
	identity, boundary, resource authz.Layer
	answer                       answer
}

// of returns the answer to a question, if it was asked under the same policies.
func (a answers) of(q question, under settled) (answer, bool) {
	for _, s := range a[q] {
		if s.identity.Same(under.identity) && s.boundary.Same(under.boundary) && s.resource.Same(under.resource) {
			return s.answer, true
		}
	}
	return answer{}, false
}
