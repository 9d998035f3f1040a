package reason

import (
	"slices"

	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A principals element is the Principal or NotPrincipal of statements.
type principals struct {
	policy.Principals
	deny bool // of a Deny: this matters for NotPrincipal only
}

// A reach is how a statement of a resource's policy names a caller, which
// decides what else must allow (IAM User Guide, "AWS JSON policy elements:
// Principal").
type reach uint8

const (
	anyhow  reach = iota
	direct        // the user or session itself, the service, or everyone
	byRole        // the role of a session
	account       // the account
	reaches
)

// A naming tells for each reach whether an element names a caller so.
type naming [reaches]value.Answer

// names tells how an element names a principal. Of NotPrincipal it is told as
// authz does: an Allow leaves out whom it lists, a Deny spares only those whose
// every identity is listed, and what is listed in part is not certain.
func (e *principals) names(p *authz.Principal, stranger bool) naming {
	n := naming{value.No, value.No, value.No, value.No}
	if e.Partial() {
		n = naming{}
	}
	for i := range e.List {
		r := direct
		switch e.List[i].Kind {
		case policy.Account, policy.CanonicalUser:
			r = account
		case policy.Role:
			r = byRole
		case policy.User:
			if p.Kind == authz.FederatedUser {
				r = byRole
			}
		case policy.UnreadPrincipal:
			if !mayBeCaller(&e.List[i], p, stranger) {
				continue
			}
			return naming{}
		}
		n[r] = value.Either(n[r], is(&e.List[i], p))
	}
	n[anyhow] = value.Either(n[direct], n[byRole], n[account])
	if e.Not {
		left := e.notNamed(p, n)
		return naming{left, left, value.No, value.No}
	}
	return n
}

// mayBeCaller reports whether a principal of which the text is not known may be
// the caller. Under AWS stand no services, and no anonymous callers but by "*".
func mayBeCaller(e *policy.Principal, p *authz.Principal, stranger bool) bool {
	if e.Text.Is("*") != value.No || e.Type != "AWS" {
		return true
	}
	return callerOf(p.Kind) == iamCaller && !stranger
}

// mayName reports whether an element may name a caller of a kind, as far as can
// be seen without asking who there is: services alone are none of the others.
func (e *principals) mayName(kind caller) bool {
	return kind == serviceCaller || e.Not || e.Partial() || slices.ContainsFunc(e.List, func(q policy.Principal) bool {
		return q.Kind != policy.Service || authz.ParsePrincipal(q.Text).Kind != authz.Service
	})
}

// notNamed tells whether NotPrincipal leaves a principal in.
func (e *principals) notNamed(p *authz.Principal, n naming) value.Answer {
	self := value.Either(n[direct], n[byRole])
	everyone := slices.ContainsFunc(e.List, func(q policy.Principal) bool { return q.Kind == policy.Everyone })
	if !e.deny {
		if self == value.No && n[account] != value.No {
			return value.CannotTell
		}
		return self.Not()
	}
	spared := self
	switch p.Kind {
	case authz.User, authz.Role:
		spared = value.Both(self, n[account])
	case authz.Root:
		spared = n[account]
	case authz.Session, authz.FederatedUser:
		spared = value.Both(n[direct], n[byRole], n[account])
	}
	switch {
	case self == value.No && n[account] == value.No:
		return value.Yes
	case everyone, spared == value.Yes:
		return value.No
	}
	return value.CannotTell
}

// is tells whether a principal is, or belongs to, one that an element names.
func is(e *policy.Principal, p *authz.Principal) value.Answer {
	switch e.Kind {
	case policy.Everyone:
		return value.Yes
	case policy.UnreadPrincipal:
		return value.CannotTell
	case policy.InvalidPrincipal, policy.UniqueID:
		return value.No
	case policy.Account:
		theirs, ok := p.Account()
		mine, named := e.Account()
		if !ok || !named {
			return value.Answered(false)
		}
		return theirs.Equal(mine)
	case policy.CanonicalUser:
		if callerOf(p.Kind) == iamCaller {
			return value.CannotTell
		}
		return value.No
	case policy.Role:
		if p.Kind == authz.Session {
			return p.Entity.Equal(e.Text)
		}
	}
	named := authz.ParsePrincipal(e.Text)
	if named.Kind != p.Kind {
		return value.No
	}
	return p.Name.Equal(e.Text)
}

// alternatives returns the answers of all elements, one list for each way in
// which those that cannot be told may turn out, if they are few.
func alternatives(elements []naming) [][]value.Answer {
	var unknown []int
	flat := make([]value.Answer, 0, int(reaches)*len(elements))
	for e := range elements {
		if elements[e][anyhow] == value.CannotTell {
			unknown = append(unknown, e)
		}
		flat = append(flat, elements[e][:]...)
	}
	if len(unknown) > maxOpen {
		return [][]value.Answer{flat}
	}
	out := make([][]value.Answer, 1<<len(unknown))
	for bits := range out {
		out[bits] = slices.Clone(flat)
		for i, e := range unknown {
			at := out[bits][int(reaches)*e:][:reaches]
			if bits&(1<<i) != 0 {
				at[anyhow] = value.Yes
				continue
			}
			for r := range at {
				at[r] = value.No
			}
		}
	}
	return out
}
