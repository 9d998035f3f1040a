package policy

import "bailiwick/value"

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
	Type string // "AWS", "Service", "Federated", "CanonicalUser"; "" for the plain "*"
	Kind PrincipalKind
}

// A PrincipalKind is what the text of a principal denotes.
type PrincipalKind uint8

// The kinds (IAM User Guide, "AWS JSON policy elements: Principal").
const (
	UnreadPrincipal  PrincipalKind = iota // holes or an unknown: which kind cannot be told
	InvalidPrincipal                      // nothing that AWS takes
	Everyone                              // "*" or {"AWS": "*"}: anonymous callers too
	Account                               // an account id or the ARN of its root: what the account's own policies allow
	Role
	User
	RoleSession   // sts assumed-role
	FederatedUser // sts federated-user
	UniqueID      // AIDA…, AROA…: a deleted user or role, matches nothing ever again
	Service
	WebIdentity // an OIDC provider's ARN or one of the built-in names
	SAML
	CanonicalUser // S3's name for an account
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
func (p *Principals) IsAnyone() value.Answer { return value.CannotTell }

// Accounts returns the accounts that the principals belong to, in their order
// and each once. It reports false if there may be others: a principal that is
// not read, everyone, a canonical user, NotPrincipal.
func (p *Principals) Accounts() (accounts []value.Text, all bool) { return nil, false }

// Services returns the service principals, in their order. It reports false if
// there may be others.
func (p *Principals) Services() (services []Principal, all bool) { return nil, false }

// Account returns the account that the principal belongs to; false for those
// that have none, or none that can be told.
func (p Principal) Account() (value.Text, bool) { return value.Text{}, false }

// ServiceName returns the service of a service principal without its region
// and domain, in any partition: "lambda" of "lambda.amazonaws.com",
// "logs" of "logs.cn-north-1.amazonaws.com.cn". It reports false for other
// principals, and where holes hide it.
func (p Principal) ServiceName() (string, bool) { return "", false }
