package access

import (
	"strings"

	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A Party is an account that a statement of a resource policy names.
type Party struct {
	Relation
	Account string // for people
	Why     string // of an unclear one: why
	Fact           // the element that names it
}

// Parties returns the accounts that a statement lets in: those of its
// principals, and for the calls of services and of everyone those that its
// conditions name. A statement that is bound to our own organisation names
// nobody else. AWS's own accounts for the delivery of logs are left out.
func (e *Engine) Parties(near estate.Resource, s ResourceStatement) []Party {
	if s.Effect == policy.Deny || s.Principals.Not {
		return nil
	}
	switch within, fact, why := e.withinOrganisation(s); within {
	case Own:
		return []Party{{Relation: Own, Account: "our organisation", Fact: fact}}
	case Unclear:
		return []Party{{Relation: Unclear, Account: "an organisation", Why: why, Fact: fact}}
	case Foreign:
		return []Party{{Relation: Foreign, Account: "another organisation", Fact: fact}}
	}
	var out []Party
	for _, p := range s.Principals.List {
		switch p.Kind {
		case policy.Everyone, policy.Service:
			out = append(out, e.conditioned(near, s)...)
		case policy.OriginAccessIdentity, policy.UniqueID, policy.InvalidPrincipal:
		case policy.CanonicalUser:
			if party, counts := canonical(s, p); counts {
				out = append(out, party)
			}
		default:
			out = e.named(out, near, s, p.Element)
		}
	}
	if s.Principals.Partial() {
		out = append(out, Party{Account: "a principal", Why: s.Principals.Reason(), Fact: Unread("Principal", s.Principals.Reason(), s.At())})
	}
	return out
}

// Grantee returns the account that a grant on a key lets in, and whether it
// names one.
func (e *Engine) Grantee(g *estate.KeyGrant) (Party, bool) {
	party := Party{Account: g.Grantee.String(), Fact: Known("grantee_principal", g.Grantee.String(), g.Grantee.Origin())}
	text, ok := g.Grantee.Get()
	account, hasAccount := policy.AccountOf(text)
	switch {
	case !ok:
		party.Why = "grantee_principal: " + g.Grantee.Reason()
	case text.HasSuffix(".amazonaws.com") == value.Yes:
		return party, false
	case hasAccount:
		party.Account = account.String()
		party.Relation, party.Why = e.Account(g, account)
	case e.isOwnARN(g, text):
		party.Relation = Own
	default:
		party.Why = "it is not known which account " + text.String() + " belongs to"
	}
	return party, true
}

// named adds the account that a principal belongs to.
func (e *Engine) named(to []Party, near estate.Resource, s ResourceStatement, p policy.Element) []Party {
	party := Party{Account: p.String(), Fact: s.Element("Principal", p)}
	account, ok := policy.AccountOf(p.Text)
	switch {
	case p.IsUnknown():
		party.Why = p.Reason()
	case !ok && ofLogAccount(p.Text):
		return to
	case !ok && e.isOwnARN(near, p.Text):
		party.Relation = Own
	case !ok:
		party.Why = "it is not known which account " + p.String() + " belongs to"
	case ofLogAccount(account):
		return to
	default:
		party.Account = account.String()
		party.Relation, party.Why = e.Account(near, account)
	}
	return append(to, party)
}

// isOwnARN reports whether a role or user of the estate has the ARN, of which
// the account cannot be told.
func (e *Engine) isOwnARN(near estate.Resource, arn value.Text) bool {
	ref := value.Known(arn, near.Head().Block)
	if r, reach := estate.Find[*estate.Role](e.view, near, ref); reach == estate.Here {
		return sameAccount(near, r)
	}
	u, reach := estate.Find[*estate.User](e.view, near, ref)
	return reach == estate.Here && sameAccount(near, u)
}

func sameAccount(a, b estate.Resource) bool {
	s, known := a.Head().Account.Get()
	t, alsoKnown := b.Head().Account.Get()
	return known && alsoKnown && s.Equal(t) == value.Yes
}

// conditioned returns the accounts that the conditions name.
func (e *Engine) conditioned(near estate.Resource, s ResourceStatement) []Party {
	var out []Party
	for _, key := range [...]string{"aws:SourceAccount", "aws:SourceArn", "aws:PrincipalAccount", "aws:PrincipalArn", "kms:CallerAccount", "aws:SourceOwner"} {
		on, _ := s.On(key)
		for _, c := range on {
			if c.Operator.Test.Negated() || c.Operator.Test == policy.Null {
				continue
			}
			if c.Values.Partial() {
				why := c.Values.Reason()
				out = append(out, Party{Account: key, Why: why, Fact: Unread(key, why, s.At())})
			}
			for _, v := range c.Values.List {
				account, ok := policy.AccountOf(v.Text)
				switch {
				case v.IsUnknown():
					out = append(out, Party{Account: key, Why: v.Reason(), Fact: s.Element(key, v)})
				case !ok && hasFree(v.Text):
					out = append(out, Party{Account: key, Why: "it is not known which account " + v.String() + " names", Fact: s.Element(key, v)})
				case !ok || strings.ContainsAny(account.Inline(), "*?"):
					// no account is named
				default:
					r, why := e.Account(near, account)
					out = append(out, Party{r, account.String(), why, s.Element(key, v)})
				}
			}
		}
	}
	return out
}

// withinOrganisation tells whose the organisation is that the statement is
// bound to; Trusted stands for a statement that is bound to none.
func (e *Engine) withinOrganisation(s ResourceStatement) (Relation, Fact, string) {
	bound, c := s.BoundBy("aws:PrincipalOrgID", "aws:SourceOrgID")
	if bound == value.No || c == nil {
		return Trusted, Fact{}, ""
	}
	ours := &e.shared.settings.Organization.ID
	answer, fact, why := Own, Fact{}, ""
	if c.Values.Partial() {
		answer, why = Unclear, c.Key.String()+": "+c.Values.Reason()
		fact = Unread(c.Key.String(), c.Values.Reason(), s.At())
	}
	for _, v := range c.Values.List {
		fact = s.Element(c.Key.String(), v)
		id, literal := v.Text.Literal()
		switch {
		case literal && ours.Set() && !ours.Any() && id == string(ours.Get()), ours.Any(), isOwnOrganisation(v.Text):
		case literal && ours.Set():
			return Foreign, fact, ""
		case literal:
			answer, why = Unclear, "it is not known whether "+id+" is our organisation: set organization.id"
		default:
			answer, why = Unclear, v.String()+" is not known"
		}
	}
	return answer, fact, why
}

// isOwnOrganisation reports whether the text is the id of the organisation
// that the account is in, or that the estate declares.
func isOwnOrganisation(t value.Text) bool {
	sym, ok := t.Symbol()
	return ok && strings.Contains(sym.Name(), "aws_organizations_organization.")
}

// canonical returns the party that a canonical user id stands for, and whether
// it counts: not the one by which CloudFront delivers logs, nor that of a
// CloudFront identity.
func canonical(s ResourceStatement, p policy.Principal) (Party, bool) {
	const logDelivery = "c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0"
	party := Party{Account: p.String(), Fact: s.Element("Principal", p.Element)}
	id, literal := p.Text.Literal()
	sym, _ := p.Text.Symbol()
	switch {
	case literal && id == logDelivery, !literal && strings.Contains(sym.Name(), "s3_canonical_user_id"):
		return party, false
	case !literal && strings.Contains(sym.Name(), "data.aws_canonical_user_id."):
		party.Relation = Own
		return party, true
	}
	party.Why = "a canonical user id does not tell the account"
	return party, true
}

// ofLogAccount reports whether the text is, or comes from the data source of,
// an account by which AWS delivers the logs of load balancers (Elastic Load
// Balancing User Guide, "Enable access logs for your Application Load
// Balancer").
func ofLogAccount(t value.Text) bool {
	if sym, ok := t.Symbol(); ok {
		return strings.Contains(sym.Name(), "data.aws_elb_service_account.") || strings.Contains(sym.Name(), "data.aws_redshift_service_account.")
	}
	id, _ := t.Literal()
	switch id {
	case "127311923021", "033677994240", "027434742980", "797873946194", "098369216593", "754344448648",
		"589379963580", "718504428378", "383597477331", "600734575887", "114774131450", "783225319266",
		"582318560864", "985666609251", "054676820928", "156460612806", "652711504416", "635631232127",
		"009996457667", "897822967062", "076674570225", "507241528517", "048591011584", "190560391635",
		"638102146993", "037604701340":
		return true
	}
	return false
}
