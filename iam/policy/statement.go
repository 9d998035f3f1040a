package policy

import "bailiwick/value"

// A Statement is one statement of a policy.
type Statement struct {
	Place
	Index      int // in the document, from 0: with it a statement is identified, not with its Sid
	Sid        Element
	Effect     Effect
	Principals Principals
	Actions    Elements
	Resources  Elements // absent in trust policies, and where it is the resource that the policy hangs on
	Conditions []Condition

	variables      value.Answer // Document.HasVariables
	unread         bool
	moreConditions bool
	why            value.Note // why unread, or why there may be more conditions
}

// Unread reports whether the statement as a whole was not read, or is not one
// that AWS takes. Its effect is then unknown, and so are its elements.
func (s *Statement) Unread() bool { return s.unread }

// ConditionsPartial reports whether the statement may have further conditions.
func (s *Statement) ConditionsPartial() bool { return s.moreConditions }

// Reason returns why the statement is unread or its conditions are partial,
// else the first reason among its elements, else "".
func (s *Statement) Reason() string {
	if s.unread || s.moreConditions {
		return s.why.Reason()
	}
	for _, reason := range []string{s.Actions.Reason(), s.Resources.Reason(), s.Principals.Reason()} {
		if reason != "" {
			return reason
		}
	}
	for i := range s.Conditions {
		if reason := s.Conditions[i].Values.Reason(); reason != "" {
			return reason
		}
	}
	return ""
}

// MatchesAction tells whether the statement is about the action, such as
// "lambda:InvokeFunction".
func (s *Statement) MatchesAction(action string) value.Answer {
	if s.Actions.IsAbsent() {
		return value.No
	}
	answer := s.Actions.any(func(e Element) value.Answer { return MatchAction(e.Text, action) })
	if s.Actions.Not {
		return answer.Not()
	}
	return answer
}

// MatchesResource tells whether the statement is about the resource. For an
// action that has no resource type it is asked with "*". A statement without a
// resource is about the resource that its policy hangs on: yes.
func (s *Statement) MatchesResource(arn value.Text) value.Answer {
	if s.Resources.IsAbsent() {
		return value.Yes
	}
	answer := s.Resources.any(func(e Element) value.Answer { return MatchResource(s.ResourcePattern(e), arn) })
	if s.Resources.Not {
		return answer.Not()
	}
	return answer
}

// HasConditions tells whether the statement has any condition.
func (s *Statement) HasConditions() value.Answer {
	switch {
	case len(s.Conditions) > 0:
		return value.Yes
	case s.moreConditions:
		return value.CannotTell
	}
	return value.No
}
