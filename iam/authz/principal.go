package authz

import (
	"strings"

	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A Principal is who makes a request.
type Principal struct {
	Kind PrincipalKind

	// Name is the principal's ARN, the name of a service
	// ("lambda.amazonaws.com"), or the provider that a federated caller comes
	// from. Empty for anonymous callers.
	Name value.Text

	// Entity is, for a session, the ARN of the role, with its path, which the
	// session's ARN does not show, and for a federated user that of the user who
	// asked for the token. Empty: a role of that name, with any path; a user who
	// is not known.
	Entity value.Text
}

// A PrincipalKind is a kind of caller.
type PrincipalKind uint8

// The kinds of callers.
const (
	UnknownPrincipal PrincipalKind = iota // it is not known who calls
	Anonymous                             // an unsigned request
	Root                                  // the root user of an account
	User
	Role                  // a session of a role, by a name that no policy mentions
	Session               // one session of a role: an assumed-role ARN
	FederatedUser         // a session of sts:GetFederationToken
	Service               // an AWS service on its own behalf
	Federated             // who assumes a role with a token of an identity provider
	numPrincipalKinds int = iota
)

var principalKinds = [numPrincipalKinds]string{
	"a principal that is not known", "an anonymous caller", "the root user", "a user", "a role",
	"a session", "a federated user", "a service", "a federated caller",
}

// String names the kind in a sentence: "a user".
func (k PrincipalKind) String() string { return principalKinds[k] }

// ParsePrincipal reads a principal from an ARN, an account id (its root user),
// the name of a service or of an identity provider. What is none of these, and
// "", is a principal that is not known.
func ParsePrincipal(t value.Text) Principal {
	p := Principal{Name: t}
	arn, ok := policy.ParseARN(t)
	if !ok {
		p.Kind = unnamed(t)
		return p
	}
	for _, form := range [...]struct {
		service, prefix string
		kind            PrincipalKind
	}{
		{"iam", "user/", User},
		{"iam", "role/", Role},
		{"iam", "oidc-provider/", Federated},
		{"iam", "saml-provider/", Federated},
		{"sts", "assumed-role/", Session},
		{"sts", "federated-user/", FederatedUser},
	} {
		if arn.Service.Inline() == form.service && strings.HasPrefix(arn.Resource.Inline(), form.prefix) {
			p.Kind = form.kind
			return p
		}
	}
	if arn.Service.Inline() == "iam" && arn.Resource.Inline() == "root" {
		p.Kind = Root
	}
	return p
}

// unnamed returns the kind of a principal that is no ARN.
func unnamed(t value.Text) PrincipalKind {
	s, ok := t.Literal()
	switch {
	case !ok || s == "":
		return UnknownPrincipal
	case len(s) == 12 && strings.Trim(s, "0123456789") == "":
		return Root
	}
	switch s {
	case "accounts.google.com", "www.amazon.com", "graph.facebook.com", "cognito-identity.amazonaws.com":
		return Federated
	}
	if strings.Contains(s, ".amazon") || strings.Contains(s, ".gov") || strings.Contains(s, ".adc-e.uk") {
		return Service
	}
	return UnknownPrincipal
}

// Account returns the account that the principal belongs to; false for those
// of none, and where it cannot be told.
func (p *Principal) Account() (value.Text, bool) {
	switch p.Kind {
	case Root, User, Role, Session, FederatedUser:
		return policy.AccountOf(p.Name)
	}
	return value.Text{}, false
}

// hasIdentity reports whether the principal has policies of its own, and an
// account whose SCPs bind it.
func (p *Principal) hasIdentity() bool {
	switch p.Kind {
	case Root, User, Role, Session, FederatedUser:
		return true
	}
	return false
}

// roleName returns the name of the role whose session the principal is.
func (p *Principal) roleName() (value.Text, bool) {
	arn, ok := policy.ParseARN(p.Name)
	if !ok || p.Kind != Session {
		return value.Text{}, false
	}
	_, rest, ok := arn.Resource.Cut('/')
	if !ok {
		return value.Text{}, false
	}
	name, _, ok := rest.Cut('/')
	return name, ok
}

// ServiceLinked tells whether the principal is a service-linked role, which no
// SCP, RCP or boundary binds (Organizations User Guide, "Service control
// policies"; IAM User Guide, "Permissions boundaries for IAM entities").
func (p *Principal) ServiceLinked() value.Answer {
	role := p.Name
	switch p.Kind {
	case Role:
	case Session:
		role = p.Entity
		if role.Inline() == "" {
			name, ok := p.roleName()
			if !ok || name.HasPrefix("AWSServiceRoleFor") != value.No {
				return value.CannotTell
			}
			return value.No
		}
	case UnknownPrincipal:
		return value.CannotTell
	default:
		return value.No
	}
	arn, ok := policy.ParseARN(role)
	if !ok {
		return value.CannotTell
	}
	return arn.Resource.HasPrefix("role/aws-service-role/")
}
