package authz

import (
	"strings"

	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A reach is how a resource policy names a caller, which decides whether what
// it grants is limited (IAM User Guide, "AWS JSON policy elements: Principal"
// and "Policy evaluation for requests within a single account").
type reach uint8

const (
	direct  reach = iota // the session, the user, the service, or everyone: no boundary or session policy limits it
	byRole               // the role, or the user of a federated user: boundary and session policies limit it
	account              // the account: what the account's own policies allow
	reaches int   = iota
)

// A naming tells for each reach whether a statement names the caller so.
type naming [reaches]value.Answer

// byAny tells whether the statement names the caller at all.
func (n naming) byAny() value.Answer { return either(n[direct], either(n[byRole], n[account])) }

var (
	nobody  = naming{value.No, value.No, value.No}
	anybody = naming{value.Yes, value.No, value.No}
	perhaps = naming{}
)

// A named is one principal of a policy made ready for decisions.
type named struct {
	kind    policy.PrincipalKind
	text    value.Text
	account value.Text // of an account
	name    string     // of a role without holes: what stands behind the last slash
}

func compileNamed(p policy.Principal) named {
	n := named{kind: p.Kind, text: p.Text}
	if p.Kind == policy.Account {
		n.account, _ = policy.AccountOf(p.Text)
	}
	if s, ok := p.Text.Literal(); ok && p.Kind == policy.Role {
		n.name = s[strings.LastIndexByte(s, '/')+1:]
	}
	return n
}

// names tells how a principal of a policy names the caller.
func (n *named) names(c *call) naming {
	switch n.kind {
	case policy.Everyone:
		return anybody
	case policy.UnreadPrincipal:
		return perhaps
	}
	caller := &c.request.Principal
	if caller.Kind == UnknownPrincipal {
		return perhaps
	}
	out := nobody
	switch n.kind {
	case policy.Account:
		if caller.hasIdentity() {
			out[account] = n.account.Equal(c.account)
		}
	case policy.Role:
		switch caller.Kind {
		case Role:
			out[byRole] = n.text.Equal(caller.Name)
		case Session:
			out[byRole] = n.isRoleOf(c)
		}
	case policy.User:
		switch caller.Kind {
		case User:
			out[direct] = n.text.Equal(caller.Name)
		case FederatedUser:
			out[byRole] = n.isUserOf(c)
		}
	case policy.RoleSession, policy.FederatedUser, policy.OriginAccessIdentity:
		switch caller.Kind {
		case Session, FederatedUser, User:
			out[direct] = n.text.Equal(caller.Name)
		}
	case policy.Service:
		if caller.Kind == Service {
			out[direct] = either(value.Answered(n.text.Inline() == "*"), n.text.Equal(caller.Name))
		}
	case policy.WebIdentity, policy.SAML:
		if caller.Kind == Federated {
			out[direct] = either(value.Answered(n.text.Inline() == "*"), n.text.Equal(caller.Name))
		}
	case policy.CanonicalUser: // an account, by an id that only S3 knows
		if caller.hasIdentity() {
			out[account] = value.CannotTell
		}
	}
	return out
}

// isRoleOf tells whether the caller is a session of the role. Where only the
// session's ARN is known a role of the name is taken for it: an account has
// one of each name, whatever the path.
func (n *named) isRoleOf(c *call) value.Answer {
	caller := &c.request.Principal
	if caller.Entity.Inline() != "" {
		return n.text.Equal(caller.Entity)
	}
	arn, ok := policy.ParseARN(n.text)
	if !ok {
		return value.CannotTell
	}
	same := arn.Account.Equal(c.account)
	name, known := c.roleName.Literal()
	if same == value.No || n.name != "" && known {
		return both(same, value.Answered(n.name == name))
	}
	if arn.Resource.Inline() == "role/"+c.roleName.Inline() && known == (c.roleName.Inline() != "") {
		return same
	}
	return value.CannotTell
}

func (n *named) isUserOf(c *call) value.Answer {
	caller := &c.request.Principal
	if caller.Entity.Inline() != "" {
		return n.text.Equal(caller.Entity)
	}
	of, ok := policy.AccountOf(n.text)
	if ok && of.Equal(c.account) == value.No {
		return value.No
	}
	return value.CannotTell
}

// naming tells how the statement names the caller. A statement without a
// principal names nobody in a resource policy, and everybody elsewhere.
func (s *statement) naming(c *call, layer LayerKind) naming {
	switch {
	case layer != ResourceLayer && layer != EndpointLayer && layer != RCPLayer:
		return anybody
	case s.source.Principals.IsAbsent() && layer == ResourceLayer:
		return nobody
	case s.source.Principals.IsAbsent():
		return anybody
	}
	out := nobody
	if s.source.Principals.Partial() {
		out = perhaps
	}
	for i := range s.principals {
		n := s.principals[i].names(c)
		for r := range out {
			out[r] = either(out[r], n[r])
		}
	}
	if s.source.Principals.Not {
		return s.notNamed(c, out)
	}
	return out
}

// notNamed tells whether NotPrincipal leaves the caller in (IAM User Guide,
// "AWS JSON policy elements: NotPrincipal"). An Allow takes in everyone who is
// not listed. A Deny spares only those of whom every identity is listed, the
// account and the role of a session too, and nobody who has a permissions
// boundary; of whom some are listed AWS says that it depends on the service.
func (s *statement) notNamed(c *call, listed naming) naming {
	caller := &c.request.Principal
	self := either(listed[direct], listed[byRole])
	if caller.Kind == Root {
		self = either(self, listed[account])
	}
	if s.effect == policy.Allow {
		left := self.Not()
		if left == value.Yes && listed[account] != value.No {
			left = value.CannotTell
		}
		return naming{left, value.No, value.No}
	}
	spared := self
	switch caller.Kind {
	case User, Role:
		spared = both(self, listed[account])
	case Session, FederatedUser:
		spared = both(both(listed[direct], listed[byRole]), listed[account])
	case UnknownPrincipal:
		spared = value.CannotTell
	}
	out := value.No
	switch {
	case self == value.No && listed[account] == value.No || caller.hasIdentity() && c.bounded() == value.Yes:
		out = value.Yes
	case listed[direct] == value.Yes && s.listsEveryone():
	case spared != value.Yes || caller.hasIdentity() && c.bounded() != value.No:
		out = value.CannotTell
	}
	return naming{out, value.No, value.No}
}

// listsEveryone reports whether everyone is among the principals.
func (s *statement) listsEveryone() bool {
	for i := range s.principals {
		if s.principals[i].kind == policy.Everyone {
			return true
		}
	}
	return false
}
