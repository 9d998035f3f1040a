package access

import (
	"bailiwick/iam/catalog"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// Statements returns the statements that allow, or whose effect is not known.
func (g *Grants) Statements() []Statement { return g.allows }

// Denies returns the statements that deny, or whose effect is not known.
func (g *Grants) Denies() []Statement { return g.denies }

// CanWrite tells whether the principal may change anything, and by which
// statement: an action of the catalogue that writes or manages permissions.
func (g *Grants) CanWrite() (value.Answer, Fact) {
	answer, fact := value.No, Known("policies", "read only", g.Principal.Head().Block)
	if len(g.gaps) > 0 {
		answer, fact = value.CannotTell, g.gaps[0]
	}
	for _, st := range g.allows {
		p := g.engine.profile(st.Statement)
		writes := st.Actions.Not
		for _, a := range p.patterns {
			writes = writes || a.writes()
		}
		switch {
		case writes && st.Effect == policy.Allow:
			return value.Yes, st.Fact()
		case writes:
			answer, fact = value.CannotTell, Unread("Effect", "it is not known", st.place(st.Place))
		}
	}
	return answer, fact
}

// writes reports whether the pattern matches an action that writes.
func (a *actionPattern) writes() bool {
	if a.all {
		return true
	}
	a.tooWide(0)
	return a.wide.writes
}

// AWSPolicies returns the policies of AWS that the principal has, and facts for
// those of which it cannot be told: an attachment that is not known, or a
// policy of AWS that the catalogue lacks.
func (g *Grants) AWSPolicies() (policies []*Policy, unclear []Fact) {
	for i := range g.Policies {
		p := &g.Policies[i]
		arn, known := p.ARN.Get()
		switch {
		case p.AWS != nil:
			policies = append(policies, p)
		case p.IsInline(), p.Managed != nil:
		case !known:
			unclear = append(unclear, Unread(p.Title(), p.ARN.Reason(), p.at()))
		case arn.Contains("::aws:policy/") == value.Yes:
			why := "it is not in the catalogue of " + catalog.Default().PolicyDate().String()
			unclear = append(unclear, Unread(p.Title(), why, p.at()))
		case arn.Contains("::aws:policy/") == value.CannotTell:
			unclear = append(unclear, Unread(p.Title(), arn.String()+" is not known", p.at()))
		}
	}
	for _, gap := range g.gaps {
		if gap.name == "policies" {
			unclear = append(unclear, gap)
		}
	}
	return policies, unclear
}
