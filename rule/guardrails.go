package rule

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/iam/reason"
	"bailiwick/settings"
	"bailiwick/value"
)

// OfMembers decides for the member accounts of an organisation that is declared,
// by the guardrails that are in force for them. Of an account that is assessed
// they were not read, or it is the management account, which none covers.
func OfMembers(decide func(*Input, *access.Guardrails) Outcome) []Decision {
	return []Decision{
		On[*estate.OrganizationAccount](func(in *Input, a *estate.OrganizationAccount) Outcome {
			return decide(in, in.Access.GuardrailsOf(a))
		}),
		On[*estate.Account](func(in *Input, a *estate.Account) Outcome {
			for o := range estate.All[*estate.Organization](in.Estate) {
				if o.Scope == a.Scope {
					return NotApplicable("no service control policy covers the management account: its members are judged one by one", access.Known("organization", o.Address, o.Block))
				}
			}
			return UnknownBecause("the policies of its organisation were not read", access.Unread("guardrails", "they are kept in the management account", a.Block))
		}),
	}
}

// Denied decides that the guardrails deny every one of the attempts: it passes
// with the statements that do, and fails as Lacking does.
func Denied(in *Input, g *access.Guardrails, attempts []access.Attempt, failure string) Outcome {
	var proofs []Fact
	open := ""
	for _, a := range attempts {
		switch answer := g.Denies(a); answer.Verdict {
		case reason.Yes:
			return Lacking(in, g, Fail(failure, access.Known("let through", answer.Witness.String(), g.Of.Block), InForce(g)).
				Label("no guardrail denies it").Who(answer.Witness.String()))
		case reason.Outside:
			open = answer.Why
		default:
			proofs = append(proofs, Facts(g.Facts(answer.Because))...)
		}
	}
	if open != "" {
		return UnknownBecause(open, InForce(g))
	}
	return Pass(append(proofs, InForce(g))...)
}

// Lacking is the outcome that a guardrail is not in force: the failure where what
// is declared is all that there is, for another repository may attach more.
func Lacking(in *Input, g *access.Guardrails, failure Outcome) Outcome {
	if gap, may := g.Gap(); may {
		return Unknown(gap)
	}
	if !g.Of.Scope.Baseline {
		return UnknownBecause("no guardrail is declared here that does so, and others may be in force all the same: iac.baseline says whether these are all",
			append(failure.Facts, Setting(in.Settings.IaC.Baseline))...)
	}
	return failure
}

// Spared reports whether a Deny of an action spares principals by name whom the
// setting does not name, and which the first is.
func Spared(g *access.Guardrails, action string, named settings.Setting[[]settings.ARN]) (bool, Fact) {
	for _, e := range g.Exempt(action) {
		approved := value.No
		for _, arn := range named.Get() {
			approved = value.Either(approved, policy.Covers(value.Literal(string(arn)), e.Text))
		}
		if approved != value.Yes {
			return true, access.Known("aws:PrincipalArn", e.String(), g.Of.Block)
		}
	}
	return false, nil
}

// InForce names the guardrails of an account.
func InForce(g *access.Guardrails) Fact {
	names := "none but what AWS attaches"
	for i, p := range g.Policies {
		if i == 0 {
			names = p.Head().Name()
			continue
		}
		names += ", " + p.Head().Name()
	}
	return access.Known("guardrails", names, g.Of.Block)
}
