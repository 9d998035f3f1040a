package policy

import (
	"strings"

	"bailiwick/value"
)

// Principals is the Principal or NotPrincipal element of a statement.
type Principals struct {
	Place
	List    []Principal
	Not     bool // NotPrincipal
	present bool
	partial bool
	more    value.Note
}

// A Principal is one of those that a statement names.
type Principal struct {
	Element
	Type string // "AWS", "Service", "Federated", "CanonicalUser"; "" for the plain "*", and what else stands so
	Kind PrincipalKind
}

// A PrincipalKind is what the text of a principal denotes.
type PrincipalKind uint8

// The kinds (IAM User Guide, "AWS JSON policy elements: Principal").
const (
	UnreadPrincipal      PrincipalKind = iota // holes or an unknown: which kind cannot be told
	InvalidPrincipal                          // nothing that AWS takes
	Everyone                                  // "*" or {"AWS": "*"}: anonymous callers too
	Account                                   // an account id or the ARN of its root: what the account's own policies allow
	Role                                      // every session of the role
	User                                      //
	RoleSession                               // sts assumed-role
	FederatedUser                             // sts federated-user
	OriginAccessIdentity                      // CloudFront's, of the account "cloudfront"
	UniqueID                                  // AIDA…, AROA…: a deleted user or role, matches nothing ever again
	Service                                   //
	WebIdentity                               // an OIDC provider's ARN or one of the built-in names
	SAML                                      //
	CanonicalUser                             // S3's name for an account
)

// IsAbsent reports whether the statement has no Principal element.
func (p *Principals) IsAbsent() bool { return !p.present }

// Partial reports whether there may be more principals than those listed.
func (p *Principals) Partial() bool { return p.partial }

// Reason returns why there may be more, or why the first unknown of the list
// is unknown, else "".
func (p *Principals) Reason() string {
	if p.partial {
		return p.more.Reason()
	}
	for _, e := range p.List {
		if e.IsUnknown() {
			return e.Reason()
		}
	}
	return ""
}

// IsAnyone tells whether the element takes in callers that it does not name:
// "*" or {"AWS": "*"}, or any NotPrincipal but one of everyone. Conditions are
// not regarded.
func (p *Principals) IsAnyone() value.Answer {
	if !p.present {
		return value.No
	}
	answer := value.No
	if p.partial {
		answer = value.CannotTell
	}
	for _, e := range p.List {
		switch e.isEveryone() {
		case value.Yes:
			return value.Answered(!p.Not)
		case value.CannotTell:
			answer = value.CannotTell
		}
	}
	if p.Not {
		return answer.Not()
	}
	return answer
}

func (p Principal) isEveryone() value.Answer {
	switch {
	case p.Kind == Everyone:
		return value.Yes
	case p.Kind == UnreadPrincipal && (p.Type == "AWS" || p.Type == ""):
		return p.Text.Is("*")
	}
	return value.No
}

// Accounts returns the accounts that the principals belong to, in their order
// and each once. It reports false if there may be others: a principal that is
// not read, everyone, a canonical user, NotPrincipal.
func (p *Principals) Accounts() (accounts []value.Text, all bool) {
	all = !p.partial && !p.Not
	seen := make(map[string]bool)
	for _, e := range p.List {
		account, ok := e.Account()
		switch {
		case !ok:
			all = all && (e.Kind == Service || e.Kind == WebIdentity || e.Kind == UniqueID || e.Kind == OriginAccessIdentity)
		case !seen[account.Inline()]:
			seen[account.Inline()] = true
			accounts = append(accounts, account)
		}
	}
	return accounts, all
}

// Services returns the service principals, in their order. It reports false if
// there may be others: everyone is no service.
func (p *Principals) Services() (services []Principal, all bool) {
	for _, e := range p.List {
		if e.Type == "Service" {
			services = append(services, e)
		}
	}
	return services, !p.partial && !p.Not
}

// Account returns the account that the principal belongs to; false for those
// that have none, or none that can be told.
func (p Principal) Account() (value.Text, bool) {
	switch p.Kind {
	case Account, Role, User, RoleSession, FederatedUser, WebIdentity, SAML, UnreadPrincipal:
		return AccountOf(p.Text)
	}
	return value.Text{}, false
}

// classify tells what the text of a principal of a type denotes. What stands
// without a type is read as if it were of the type AWS, and Check refuses it.
func classify(typ string, t value.Text) PrincipalKind {
	switch typ {
	case "", "AWS":
		return classifyAWS(t)
	case "Service":
		if t.HasHoles() || t.Inline() == "*" || t.Contains(".") == value.Yes {
			return Service
		}
		return InvalidPrincipal
	case "Federated":
		return classifyFederated(t)
	}
	if t.Contains("*") == value.Yes {
		return InvalidPrincipal
	}
	return CanonicalUser
}

func classifyAWS(t value.Text) PrincipalKind {
	if isAccount(t) {
		return Account
	}
	arn, ok := ParseARN(t)
	if !ok {
		s, literal := t.Literal()
		switch {
		case s == "*":
			return Everyone
		case !literal:
			return UnreadPrincipal
		case isUniqueID(s):
			return UniqueID
		}
		return InvalidPrincipal
	}
	if strings.Contains(t.Inline(), "*") {
		return InvalidPrincipal
	}
	kind := InvalidPrincipal
	for _, form := range [...]struct {
		service, prefix string
		kind            PrincipalKind
	}{
		{"iam", "role/", Role},
		{"iam", "user/", User},
		{"sts", "assumed-role/", RoleSession},
		{"sts", "federated-user/", FederatedUser},
	} {
		if arn.Service.Is(form.service) == value.No {
			continue
		}
		switch arn.Resource.HasPrefix(form.prefix) {
		case value.Yes:
			if arn.Account.Inline() == "cloudfront" {
				return OriginAccessIdentity
			}
			return form.kind
		case value.CannotTell:
			kind = UnreadPrincipal
		}
	}
	switch arn.Resource.Is("root") {
	case value.Yes:
		return Account
	case value.CannotTell:
		return UnreadPrincipal
	}
	return kind
}

func classifyFederated(t value.Text) PrincipalKind {
	switch s, _ := t.Literal(); s {
	case "accounts.google.com", "www.amazon.com", "graph.facebook.com", "cognito-identity.amazonaws.com", "*":
		return WebIdentity
	}
	switch {
	case t.Contains(":saml-provider/") == value.Yes:
		return SAML
	case t.Contains(":oidc-provider/") == value.Yes:
		return WebIdentity
	case t.HasHoles():
		return UnreadPrincipal
	}
	return InvalidPrincipal
}

// isUniqueID reports whether the text is the id that AWS puts in the place of
// a deleted user or role: AIDA or AROA and more.
func isUniqueID(s string) bool {
	if len(s) < 16 || len(s) > 128 || s[0] != 'A' {
		return false
	}
	for i := range len(s) {
		if (s[i] < 'A' || s[i] > 'Z') && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return true
}
