package access

import (
	"strings"

	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/iam/reason"
	"bailiwick/value"
)

// Ask answers a question about one principal, as reason.Any does. Where it is
// about one action on one resource and no condition is on a key that is free,
// there is but one request, and the evaluator decides it: that is fast, and
// decides with holes what the reasoner leaves open.
func Ask(q *reason.Question) reason.Answer {
	if a, ok := evaluated(q); ok && a.Verdict != reason.Outside {
		return a
	}
	return reason.Any(q)
}

// evaluated is the evaluator's answer, false if there is more than one request.
func evaluated(q *reason.Question) (reason.Answer, bool) {
	if !isOne(q) {
		return reason.Answer{}, false
	}
	r := authz.Request{
		Principal: q.Principal, Action: q.Actions[0], Resource: q.Resources[0], ResourceAccount: q.Account, Context: q.Context,
	}
	r.Context.Complete = true
	d := authz.Decide(&r, &q.Policies)
	switch d.Effect {
	case authz.Allow:
		return reason.Answer{Verdict: reason.Yes, Witness: &reason.Witness{Request: r, Policies: q.Policies, Decision: d}}, true
	case authz.CannotTell:
		return reason.Answer{Verdict: reason.Outside, Why: strings.TrimPrefix(d.String(), "cannot be told: ")}, true
	}
	return reason.Answer{Verdict: reason.No}, true
}

// isOne reports whether the question is about one request, whatever else it
// carries.
func isOne(q *reason.Question) bool {
	if q.Callers != reason.Only || len(q.Resources) != 1 || strings.ContainsAny(q.Resources[0].Inline(), "*?") ||
		len(q.Actions) != 1 || strings.ContainsAny(q.Actions[0], "*?") {
		return false
	}
	for _, l := range []authz.Layer{q.Policies.Identity, q.Policies.Boundary, q.Policies.Session, q.Policies.Resource} {
		for _, p := range l.Policies() {
			for i := range p.Document.Statements {
				if s := &p.Document.Statements[i]; s.MatchesAction(q.Actions[0]) != value.No && !settles(&q.Context, s) {
					return false
				}
			}
		}
	}
	return len(q.Policies.SCP.Levels()) == 0 && len(q.Policies.RCP.Levels()) == 0
}

// settles reports whether the statement's conditions and policy variables are all
// on keys that the question sets.
func settles(c *authz.Context, s *policy.Statement) bool {
	if s.ConditionsPartial() || s.Unread() {
		return false
	}
	for i := range s.Conditions {
		if key, ok := s.Conditions[i].Key.Literal(); !ok || c.Get(key).Unknown || !filled(c, &s.Conditions[i].Values) {
			return false
		}
	}
	return filled(c, &s.Resources)
}

// filled reports whether the question sets the keys of all policy variables.
func filled(c *authz.Context, list *policy.Elements) bool {
	for _, e := range list.List {
		for _, key := range policy.Variables(e.Text) {
			if c.Get(key).Unknown {
				return false
			}
		}
	}
	return true
}
