package exposure

import (
	"slices"
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/iam/reason"
	"bailiwick/value"
)

// A survey looks at whom a policy could let in at all, so that only that is
// asked of the reasoner: most policies of an estate name their own account or a
// service that acts for it.
type survey struct {
	engine *access.Engine
	target *access.Target

	everyone bool // a statement may be about whoever calls
	accounts bool // it may be about another account
	services bool // it may be about a service that acts for somebody else
	tokens   bool // it may be about whoever has a token of a provider
}

func (s *survey) read() {
	t := s.target
	if len(t.Gaps()) > 0 || !t.Policies.Resource.IsWhole() && !t.Policies.Resource.IsNone() || !t.Policies.Grants.IsNone() {
		s.everyone, s.accounts, s.services, s.tokens = true, true, true, true
		return
	}
	for _, p := range t.Policies.Resource.Policies() {
		for i := range p.Document.Statements {
			if st := &p.Document.Statements[i]; st.Effect != policy.Deny {
				s.statement(st)
			}
		}
	}
}

func (s *survey) statement(st *policy.Statement) {
	if st.Unread() || st.Principals.Not || st.Principals.Partial() || st.Principals.IsAbsent() {
		s.everyone, s.accounts, s.services, s.tokens = true, true, true, true
		return
	}
	for _, p := range st.Principals.List {
		switch p.Kind {
		case policy.Service:
			s.services = s.services || !named(st)
		case policy.WebIdentity, policy.SAML:
			s.tokens = true
		case policy.Account, policy.Role, policy.User, policy.RoleSession, policy.FederatedUser:
			account, ok := p.Account()
			s.accounts = s.accounts || !ok || account.Equal(s.target.Account) != value.Yes
		case policy.OriginAccessIdentity, policy.UniqueID:
		case policy.CanonicalUser:
			s.accounts = true
		default:
			s.everyone, s.accounts, s.services, s.tokens = true, true, true, true
		}
	}
}

// named reports whether the statement is only about requests that services make
// for resources whose accounts, or buckets, it names: then nobody else is served.
func named(st *policy.Statement) bool {
	for _, key := range []string{"aws:SourceArn", "aws:SourceAccount"} {
		bound, c := st.BoundBy(key)
		if bound != value.Yes || c.Values.Partial() || len(c.Values.List) == 0 {
			continue
		}
		if !slices.ContainsFunc(c.Values.List, func(e policy.Element) bool { return !fixed(e.Text) }) {
			return true
		}
	}
	return false
}

// fixed reports whether an ARN or account names one account, or one bucket.
func fixed(t value.Text) bool {
	account, ok := policy.AccountOf(t)
	if !ok {
		arn, is := policy.ParseARN(t)
		if !is || arn.Service.Is("s3") != value.Yes {
			return false
		}
		account = arn.Resource
	}
	return account.Inline() != "" && !strings.ContainsAny(account.Inline(), "*?")
}

// classes returns the classes of callers that must be asked for.
func (s *survey) classes() []reason.Callers {
	var out []reason.Callers
	_, role := s.target.Of.(*estate.Role)
	if s.everyone {
		out = append(out, reason.Anonymous, reason.AnyAccount)
	}
	if s.accounts {
		if s.target.Organization.Inline() != "" {
			out = append(out, reason.OtherOrganization)
		}
		out = append(out, reason.OtherAccount)
	}
	// A service takes a role of the account that passed it, and no other (IAM
	// User Guide, "Grant a user permissions to pass a role to an AWS service").
	if s.services && !role {
		out = append(out, reason.OnBehalf)
	}
	if s.tokens && role {
		out = append(out, reason.Tenant)
	}
	return out
}
