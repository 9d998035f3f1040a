package access

import (
	"slices"
	"strings"

	"bailiwick/estate"
	"bailiwick/iam/catalog"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A boundary is the permissions boundary of a role or user.
type boundary struct {
	Policy
	allows, denies []Statement
	partial        bool
}

// boundaryOf returns the principal's boundary, nil if it has none. One that is
// not read has no document.
func (e *Engine) boundaryOf(principal estate.Resource) *boundary {
	var ref value.Value[value.Text]
	switch p := principal.(type) {
	case *estate.Role:
		ref = p.Boundary
	case *estate.User:
		ref = p.Boundary
	default:
		return nil
	}
	if ref.IsAbsent() {
		return nil
	}
	b := &boundary{Policy: Policy{PrincipalPolicy: estate.PrincipalPolicy{By: principal, ARN: ref}}}
	if m, reach := estate.Find[*estate.ManagedPolicy](e.view, principal, ref); reach == estate.Here {
		b.Managed = m
		b.document, _ = m.Policy.Get()
	} else {
		b.document = managed(&b.Policy)
	}
	if b.document == nil {
		return b
	}
	b.partial = b.document.Partial()
	for i := range b.document.Statements {
		s := Statement{&b.document.Statements[i], &b.Policy}
		if s.Effect != policy.Deny {
			b.allows = append(b.allows, s)
		}
		if s.Effect != policy.Allow {
			b.denies = append(b.denies, s)
		}
	}
	return b
}

// Limited reports whether anything could take back what is allowed: a Deny, or a
// boundary that was read.
func (g *Grants) Limited() bool {
	return len(g.denies) > 0 || g.boundary != nil && g.boundary.document != nil
}

// MayLose reports whether a Deny or the boundary may take something back of what
// the statement allows on a resource that it names.
func (g *Grants) MayLose(s Statement, on policy.Element) bool {
	if g.boundary != nil && g.boundary.document != nil {
		return true
	}
	return slices.ContainsFunc(g.denies, func(d Statement) bool { return d.mayTouch(s, on) })
}

// mayTouch reports whether a statement is about an action of another's on a
// resource, or may be.
func (s Statement) mayTouch(o Statement, on policy.Element) bool {
	about := s.Actions.Not || o.Actions.Not || slices.ContainsFunc(o.Actions.List, func(a policy.Element) bool {
		return slices.ContainsFunc(s.Actions.List, func(b policy.Element) bool { return policy.Overlaps(a.Text, b.Text) != value.No })
	})
	return about && (s.Resources.Not || s.Resources.Partial() || slices.ContainsFunc(s.Resources.List, func(e policy.Element) bool {
		return e.IsUnknown() || policy.Overlaps(e.Text, on.Text) != value.No
	}))
}

// taken tells whether an action that is allowed on every resource is taken
// back on all of them, by a Deny statement or by the boundary. It cannot be
// told where only some resources or requests are taken back. A boundary that
// was not read takes nothing back: the grant is judged.
func (g *Grants) taken(a *catalog.Action) value.Answer {
	if !g.Limited() {
		return value.No
	}
	stopped := g.engine.stop(g.denies, a)
	if stopped == value.Yes {
		return stopped
	}
	return atLeast(stopped, g.bounded(a))
}

// bounded tells whether the boundary takes the action back on every resource.
func (g *Grants) bounded(a *catalog.Action) value.Answer {
	b := g.boundary
	if b == nil || b.document == nil {
		return value.No
	}
	return atLeast(g.engine.stop(b.denies, a), g.engine.pass(b, a).Not())
}

// atLeast returns the answer to "this or that".
func atLeast(a, b value.Answer) value.Answer {
	switch {
	case a == value.Yes || b == value.Yes:
		return value.Yes
	case a == value.CannotTell || b == value.CannotTell:
		return value.CannotTell
	}
	return value.No
}

// stop tells whether the Deny statements hit the action on every resource.
func (e *Engine) stop(denies []Statement, a *catalog.Action) value.Answer {
	answer := value.No
	for _, d := range denies {
		about := d.MatchesAction(a.String())
		if about == value.No || circumstantial(d.Statement) {
			continue
		}
		reach, _ := e.shared.wide(d.Statement, e.profile(d.Statement), a)
		if d.Resources.Not && reach == value.CannotTell && e.shared.sparesFew(d.Statement, a) {
			reach = value.Yes
		}
		switch {
		case reach == value.No:
		case reach == value.Yes && about == value.Yes && d.Effect == policy.Deny && d.HasConditions() == value.No:
			return value.Yes
		default:
			answer = value.CannotTell
		}
	}
	return answer
}

// sparesFew reports whether a NotResource names, of the resources that the
// action is about, single ones only: what remains is bound to those.
func (s *shared) sparesFew(d *policy.Statement, a *catalog.Action) bool {
	if d.Resources.Partial() {
		return false
	}
	for _, r := range a.Resources {
		t, ok := catalog.Default().ResourceType(a.Service, r.Type)
		if !ok {
			return false
		}
		for _, e := range d.Resources.List {
			if takesAll(e.Text, s.formOf(t)) != value.No {
				return false
			}
		}
	}
	return len(a.Resources) > 0
}

// pass tells whether the boundary lets the action through on every resource.
func (e *Engine) pass(b *boundary, a *catalog.Action) value.Answer {
	answer := value.No
	if b.partial {
		answer = value.CannotTell
	}
	for _, s := range b.allows {
		about := s.MatchesAction(a.String())
		if about == value.No {
			continue
		}
		reach, _ := e.shared.wide(s.Statement, e.profile(s.Statement), a)
		bare := s.HasConditions() == value.No || circumstantial(s.Statement)
		switch {
		case reach == value.No: // on some resources, which is not on every one
		case reach == value.Yes && about == value.Yes && s.Effect == policy.Allow && bare:
			return value.Yes
		default:
			answer = value.CannotTell
		}
	}
	return answer
}

// circumstantial reports whether the statement is only about requests in
// circumstances that the caller can be in or not, whatever the resource: where
// from, when, in which region. A Deny like that takes no resource away.
func circumstantial(s *policy.Statement) bool {
	for i := range s.Conditions {
		key, ok := s.Conditions[i].Key.Literal()
		if !ok {
			return false
		}
		switch strings.ToLower(key) {
		case "aws:securetransport", "aws:sourceip", "aws:vpcsourceip", "aws:sourcevpc", "aws:sourcevpce",
			"aws:requestedregion", "aws:multifactorauthpresent", "aws:multifactorauthage", "aws:currenttime",
			"aws:epochtime", "aws:viaawsservice", "aws:calledvia", "aws:calledviafirst", "aws:calledvialast",
			"aws:useragent", "aws:referer", "aws:tokenissuetime", "s3:x-amz-server-side-encryption",
			"s3:tlsversion", "s3:x-amz-acl":
		default:
			return false
		}
	}
	return len(s.Conditions) > 0 && !s.ConditionsPartial()
}
