package authz

import (
	"strings"

	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A statement is one statement of a policy made ready for decisions.
type statement struct {
	source     *policy.Statement
	effect     policy.Effect
	actions    []action
	resources  []pattern
	principals []named
	conditions []Condition
}

// An action is a pattern of actions.
type action struct {
	every   bool       // "*"
	service string     // in lower case
	name    string     // sealed, in lower case
	slow    value.Text // has holes: what is matched instead
}

func compileStatement(s *policy.Statement, variables value.Answer) statement {
	out := statement{source: s, effect: s.Effect}
	if s.Unread() {
		return out
	}
	for _, e := range s.Actions.List {
		out.actions = append(out.actions, compileAction(e.Text))
	}
	for _, e := range s.Resources.List {
		out.resources = append(out.resources, compileResource(e.Text, variables))
	}
	for _, p := range s.Principals.List {
		out.principals = append(out.principals, compileNamed(p))
	}
	for i := range s.Conditions {
		out.conditions = append(out.conditions, CompileCondition(&s.Conditions[i], variables))
	}
	return out
}

func compileResource(t value.Text, variables value.Answer) pattern {
	p := compilePattern(t, true, fifthColon(t), variables)
	p.short = t.Inline() != "*" && !policy.SixParts(t)
	if s, literal := t.Literal(); literal {
		if padded, short := policy.Padded(s); short {
			p.padded = seal(padded)
		}
	}
	if p.slow && p.plain && p.literal == nil {
		p.tail = newTail(t)
	}
	return p
}

func compileAction(t value.Text) action {
	if t.HasHoles() {
		return action{slow: t}
	}
	s := policy.Lower(t.Inline())
	service, name, ok := strings.Cut(s, ":")
	switch {
	case policy.EveryAction(s):
		return action{every: true}
	case !ok || strings.ContainsAny(service, "*?"):
		return action{service: "\x00"} // matches nothing
	}
	return action{service: service, name: seal(name)}
}

// fifthColon returns where variables begin to count in a resource: behind the
// fifth colon, and everywhere in what begins with a hole.
func fifthColon(t value.Text) int {
	s := t.Inline()
	if t.LiteralPrefix() == "" {
		return 0
	}
	at := 0
	for range 5 {
		i := strings.IndexByte(s[at:], ':')
		if i < 0 {
			return len(s)
		}
		at += i + 1
	}
	return at
}

// matchesAction tells whether the statement is about the action.
func (s *statement) matchesAction(c *call) value.Answer {
	answer := value.No
	if s.source.Actions.Partial() {
		answer = value.CannotTell
	}
	for i := range s.actions {
		a := &s.actions[i]
		switch {
		case !a.every && a.service == c.service && tooLong(len(a.name), c.name):
			answer = either(answer, value.CannotTell)
		case a.every || a.service == c.service && globFold(a.name, c.name):
			return value.Answered(!s.source.Actions.Not)
		case a.slow.Inline() != "":
			answer = either(answer, policy.MatchAction(a.slow, c.request.Action))
		}
	}
	if s.source.Actions.Not {
		return answer.Not()
	}
	return answer
}

// matchesResource tells whether the statement is about the resource. One
// without a resource is about the resource that its policy hangs on.
func (s *statement) matchesResource(c *call) value.Answer {
	if s.source.Resources.IsAbsent() {
		return value.Yes
	}
	answer := value.No
	if s.source.Resources.Partial() {
		answer = value.CannotTell
	}
	for i := range s.resources {
		var got value.Answer
		if c.request.Wildcard {
			got = s.matchesAll(&s.resources[i], c)
		} else {
			got = matchResource(&s.resources[i], c.request.Resource, &c.context, &c.buffer)
		}
		if p := &s.resources[i]; got == value.No && s.source.Resources.Not && (p.short || p.hasPlural(&c.context)) {
			got = value.CannotTell // some evaluators let such an entry spoil the statement
		}
		if answer = either(answer, got); answer == value.Yes {
			break
		}
	}
	if s.source.Resources.Not {
		return answer.Not()
	}
	return answer
}

// matchesAll tells whether a pattern takes the resources of a request that
// stands for many: some of them for a grant, and all of them for a denial.
func (s *statement) matchesAll(p *pattern, c *call) value.Answer {
	text, more := p.loose(&c.context)
	answer := value.No
	if (s.effect == policy.Deny) != s.source.Resources.Not {
		answer = policy.Covers(text, c.request.Resource)
	} else {
		answer = policy.Overlaps(text, c.request.Resource)
	}
	if more && answer == value.Yes {
		return value.CannotTell
	}
	return answer
}

// holds tells whether the statement's conditions hold.
func (s *statement) holds(c *Context, buffer *[maxFilled]byte) value.Answer {
	answer := value.Yes
	if s.source.ConditionsPartial() {
		answer = value.CannotTell
	}
	for i := range s.conditions {
		if answer = both(answer, s.conditions[i].holds(c, buffer)); answer == value.No {
			break
		}
	}
	return answer
}

// applies tells whether the statement applies to the request, who asks aside.
func (s *statement) applies(c *call) value.Answer {
	if s.source.Unread() {
		return value.CannotTell
	}
	answer := s.matchesAction(c)
	if answer != value.No {
		answer = both(answer, s.matchesResource(c))
	}
	if answer != value.No {
		answer = both(answer, s.holds(&c.context, &c.buffer))
	}
	return answer
}
