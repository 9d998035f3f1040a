package policy

import (
	"fmt"
	"strings"

	"bailiwick/value"
)

// Check returns what AWS would refuse in the document as a policy of the kind,
// what reading it met included, and variables that its version leaves as they
// are. It is in the order of the document. What is not known is not refused.
func (d *Document) Check(kind Kind) []Issue {
	c := checker{kind: kind, doc: d, issues: append([]Issue(nil), d.issues...)}
	c.document()
	sortIssues(c.issues)
	return c.issues
}

type checker struct {
	kind   Kind
	doc    *Document
	issues []Issue
}

func (c *checker) add(severity Severity, code Code, at Place, statement int, next, format string, args ...any) {
	c.issues = append(c.issues, Issue{
		Place: at, Code: code, Severity: severity, Statement: statement, Message: fmt.Sprintf(format, args...), Next: next,
	})
}

func (c *checker) refuse(code Code, at Place, statement int, next, format string, args ...any) {
	c.add(Rejected, code, at, statement, next, format, args...)
}

func (c *checker) document() {
	d := c.doc
	if len(d.Statements) == 0 && !d.partial {
		c.refuse(Missing, d.Place, -1, "write at least one statement", "the policy has no statements")
	}
	if limit, got := c.kind.limit(), d.size(); limit > 0 && got > limit {
		c.refuse(TooLong, d.Place, -1, "split the policy, or join actions with wildcards",
			"the policy has at least %d characters and %s takes %d", got, c.kind, limit)
	}
	sids := make(map[string]bool)
	for i := range d.Statements {
		s := &d.Statements[i]
		if s.unread {
			continue
		}
		c.sid(s, sids)
		c.actions(s)
		c.resources(s)
		c.principals(s)
		c.conditions(s)
		c.variables(s)
		c.guardrail(s)
	}
}

func (c *checker) sid(s *Statement, seen map[string]bool) {
	sid, ok := s.Sid.Text.Literal()
	if !ok || sid == "" {
		return
	}
	if seen[sid] {
		c.refuse(DuplicateSid, s.Sid.Place, s.Index, "give each statement a Sid of its own, or none", "the Sid %q is there twice", s.Sid.String())
	}
	seen[sid] = true
	if c.kind.identity() && strings.ContainsFunc(sid, func(r rune) bool { return !isAlphanumeric(r) }) {
		c.refuse(BadSid, s.Sid.Place, s.Index, "use letters and digits", "the Sid %q holds more than letters and digits", s.Sid.String())
	}
}

func isAlphanumeric(r rune) bool {
	return '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
}

func (c *checker) actions(s *Statement) {
	if len(s.Actions.List) == 0 && !s.Actions.partial {
		c.refuse(BadAction, s.Actions.Place, s.Index, "name an action", "the list of actions is empty")
	}
	for _, e := range s.Actions.List {
		action, ok := e.Text.Literal()
		if !ok || action == "*" || action == "*:*" {
			continue
		}
		service, _, ok := strings.Cut(action, ":")
		switch {
		case !ok:
			c.refuse(BadAction, e.Place, s.Index, `write "service:Action"`, "the action %q names no service", e.String())
		case strings.ContainsAny(service, "*?"):
			c.refuse(BadAction, e.Place, s.Index, "name the service", "the action %q has a wildcard in its service", e.String())
		case c.kind == Trust && !strings.EqualFold(service, "sts"):
			c.refuse(BadAction, e.Place, s.Index, `write "sts:AssumeRole" or another action of sts`, "a trust policy takes actions of sts, not %q", e.String())
		}
	}
}

func (c *checker) resources(s *Statement) {
	name := not(s.Resources.Not) + "Resource"
	switch {
	case s.Resources.IsAbsent() && c.kind.needsResource():
		c.refuse(Missing, s.Place, s.Index, `write "Resource"`, "the statement has no Resource")
	case !s.Resources.IsAbsent() && c.kind == Trust:
		c.refuse(NotHere, s.Resources.Place, s.Index, "leave it out", "a trust policy has no %s: it is about its own role", name)
	case !s.Resources.IsAbsent() && len(s.Resources.List) == 0 && !s.Resources.partial:
		c.refuse(BadResource, s.Resources.Place, s.Index, "name a resource", "the list of resources is empty")
	}
	for _, e := range s.Resources.List {
		c.resource(s, e)
	}
}

func (c *checker) resource(s *Statement, e Element) {
	if e.Text.Inline() == "*" || e.Text.HasPrefix("execute-api:/") == value.Yes && !c.kind.identity() {
		return
	}
	arn, ok := ParseARN(e.Text)
	switch {
	case ok:
		if p, literal := arn.Partition.Literal(); literal && !strings.HasPrefix(p, "aws") && !strings.ContainsAny(p, "*?") {
			c.refuse(BadResource, e.Place, s.Index, "", "%q is in no partition of AWS: %q", e.String(), p)
		}
	case e.Text.HasHoles() && e.Text.HasPrefix("arn:") != value.No:
	case e.Text.HasPrefix("arn:") == value.No && !hasWildcards(e.Text):
		c.refuse(BadResource, e.Place, s.Index, `write an ARN or "*"`, "the resource %q is no ARN", e.String())
	case hasWildcards(e.Text):
		c.add(Misguided, BadResource, e.Place, s.Index, "write all six parts: arn:partition:service:region:account:resource",
			"the ARN %q has fewer than six parts, and what it matches is not documented", e.String())
	default:
		c.refuse(BadResource, e.Place, s.Index, "write all six parts: arn:partition:service:region:account:resource",
			"the ARN %q has fewer than six parts", e.String())
	}
}

func (c *checker) principals(s *Statement) {
	name := not(s.Principals.Not) + "Principal"
	switch {
	case s.Principals.IsAbsent() && c.kind.needsPrincipal():
		c.refuse(Missing, s.Place, s.Index, `write "Principal"`, "%s needs a Principal", c.kind)
	case !s.Principals.IsAbsent() && (c.kind.identity() || c.kind == SCP):
		c.refuse(NotHere, s.Principals.Place, s.Index, "leave it out", "%s has no %s", c.kind, name)
	}
	for _, p := range s.Principals.List {
		switch {
		case p.Type == "" && p.Kind != Everyone && p.Kind != UnreadPrincipal:
			c.refuse(BadPrincipal, p.Place, s.Index, `write {"AWS": …}, {"Service": …} or {"Federated": …}`,
				"the principal %q stands without its type", p.String())
		case p.Kind == InvalidPrincipal:
			c.refuse(BadPrincipal, p.Place, s.Index, "name an account, an ARN without wildcards or a service, or \"*\"",
				"%q is no %s principal", p.String(), p.Type)
		case p.Kind == CanonicalUser && !c.kind.takesCanonicalUser():
			c.refuse(BadPrincipal, p.Place, s.Index, "name the account", "only S3 takes a canonical user")
		case c.kind == RCP && p.isEveryone() == value.No:
			c.refuse(BadPrincipal, p.Place, s.Index, `write "Principal": "*"`, "a resource control policy is about every principal, not %q", p.String())
		}
	}
}

func (c *checker) conditions(s *Statement) {
	for i := range s.Conditions {
		key, ok := s.Conditions[i].Key.Literal()
		if ok && !strings.Contains(key, ":") {
			c.refuse(BadKey, s.Conditions[i].Place, s.Index, "write it with its service: aws:…", "the condition key %q names no service", key)
		}
	}
}

// variables tells of variables that the version leaves as they are.
func (c *checker) variables(s *Statement) {
	if s.variables != value.No {
		return
	}
	tell := func(e Element, from int) {
		for _, key := range Variables(value.Inline(e.Text.Inline()[from:])) {
			if !strings.Contains(key, ":") {
				continue
			}
			c.add(Misguided, IdleVariable, e.Place, s.Index, `write "Version": "`+Version2012+`"`,
				"without version %s, ${%s} is plain text", Version2012, key)
			return
		}
	}
	for _, e := range s.Resources.List {
		tell(e, fifthColon(e.Text))
	}
	for i := range s.Conditions {
		for _, e := range s.Conditions[i].Values.List {
			tell(e, 0)
		}
	}
}

// guardrail refuses what resource control policies do not take.
func (c *checker) guardrail(s *Statement) {
	if c.kind == RCP && s.Effect == Allow {
		c.refuse(NotHere, s.Place, s.Index, `write "Effect": "Deny"`, "a resource control policy of yours only denies")
	}
}
