package leastprivilege

import (
	"slices"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// OrganizationGuardrailsAttached is decided for member accounts.
var OrganizationGuardrailsAttached = &rule.Rule{
	ID:       "organization-guardrails-attached",
	Title:    "Every member account lies under guardrails",
	Why:      "In an account without one an administrator can switch off its trail, open it to others, or leave the organisation.",
	Fix:      "Attach the guardrails to the root of the organisation.",
	Severity: rule.Medium,
	Example: `resource "aws_organizations_policy_attachment" "audit" {
  policy_id = aws_organizations_policy.audit.id
  target_id = aws_organizations_organization.acme.roots[0].id
}`,
	Objectives: []objective.ID{objective.LeastPrivilege, objective.Documentation},
	Settings:   []string{"organization.baseline", "iac.baseline"},
	Sources:    []string{"CIS AWS Foundations 7.0.0 2.1.2", "AWS Organizations User Guide, Service control policies (SCPs)"},
	Decide: rule.OfMembers(func(in *rule.Input, g *access.Guardrails) rule.Outcome {
		themes := in.Settings.Organization.Baseline
		if len(g.Policies) == 0 {
			return rule.Lacking(in, g, rule.Fail("No guardrail is in force for {name}", rule.InForce(g)).Label("no guardrail"))
		}
		if themes.Missing() {
			return rule.Pass(rule.InForce(g), rule.Setting(themes))
		}
		worst := rule.Pass(rule.InForce(g))
		for _, theme := range themes.Get() {
			o := rule.Denied(in, g, samples[theme], "The guardrails of {name} let through what belongs to the theme "+theme)
			worst = worse(worst, o)
		}
		worst.Facts = append(worst.Facts[:len(worst.Facts):len(worst.Facts)], rule.Setting(themes))
		return worst
	}),
}

// samples are attempts that the guardrails of a theme deny.
var samples = map[string][]access.Attempt{
	"audit": {{Action: "cloudtrail:StopLogging"}, {Action: "cloudtrail:DeleteTrail"}, {Action: "config:StopConfigurationRecorder"}, {Action: "guardduty:DeleteDetector"}},
	"regions": {
		{Action: "ec2:RunInstances", Context: [][2]string{{"aws:RequestedRegion", "nowhere-north-9"}}},
		{Action: "lambda:CreateFunction", Context: [][2]string{{"aws:RequestedRegion", "nowhere-north-9"}}},
	},
	"external-access": {{Action: "organizations:LeaveOrganization"}, {Action: "ram:CreateResourceShare", Context: [][2]string{{"ram:RequestedAllowsExternalPrincipals", "true"}}}},
	"root":            {{Action: "iam:CreateAccessKey", Root: true}, {Action: "s3:PutObject", Root: true}},
}

// OrganizationPolicyAdminDelegated is decided for organisations.
var OrganizationPolicyAdminDelegated = &rule.Rule{
	ID:       "organization-policy-admin-delegated",
	Title:    "Organisation policies are managed from a member account",
	Why:      "People otherwise work in the management account, which no guardrail covers.",
	Fix:      "Give an account of the security team the right to manage policies by the organisation's resource policy.",
	Severity: rule.Low,
	Example: `resource "aws_organizations_resource_policy" "delegation" {
  content = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::444455556666:root" }
      Action    = ["organizations:CreatePolicy", "organizations:UpdatePolicy", "organizations:AttachPolicy", "organizations:DetachPolicy"]
      Resource  = "*"
    }]
  })
}`,
	Objectives:  []objective.ID{objective.LeastPrivilege, objective.Documentation},
	Settings:    []string{"iac.baseline"},
	Equivalents: []rule.Equivalent{{Tool: "prowler", ID: "organizations_delegated_administrators"}},
	Sources:     []string{"CIS AWS Foundations 7.0.0 2.1.5"},
	Decide: []rule.Decision{rule.On[*estate.Organization](func(in *rule.Input, o *estate.Organization) rule.Outcome {
		none := access.Known("resource policy", "none declared", o.Block)
		for p := range estate.All[*estate.OrganizationResourcePolicy](in.Estate) {
			if p.Scope != o.Scope {
				continue
			}
			said := in.Access.ResourcePolicy(p)
			worst := rule.Each(p, said, "it lets no account manage policies", managesPolicies)
			if worst.Verdict == rule.NotApplicableVerdict {
				return rule.Fail("The resource policy of {name} lets no member account manage policies", access.Known("resource policy", p.Address, p.Block))
			}
			return worst
		}
		if why, hides := in.Estate.Gap("organization_resource_policy", o); hides {
			return rule.Unknown(access.Unread("resource policy", why.Reason(), o.Block))
		}
		if !o.Scope.Baseline {
			return rule.UnknownBecause("no resource policy of the organisation is declared here, and it may have one all the same: iac.baseline says whether this is all that there is", none, rule.Setting(in.Settings.IaC.Baseline))
		}
		return rule.Fail("No member account may manage the policies of {name}", none, rule.Setting(in.Settings.IaC.Baseline))
	})},
}

// managesPolicies judges a statement of an organisation's resource policy.
func managesPolicies(s access.ResourceStatement) rule.Outcome {
	none := rule.NotApplicable("it lets no account manage policies", access.Known("Action", "others", s.At()))
	if s.Effect == policy.Deny {
		return none
	}
	may := value.No
	for _, action := range []string{"organizations:CreatePolicy", "organizations:UpdatePolicy", "organizations:AttachPolicy"} {
		may = value.Either(may, s.MatchesAction(action))
	}
	switch {
	case may == value.No:
		return none
	case may == value.CannotTell, s.Effect != policy.Allow, s.Principals.Partial(),
		slices.ContainsFunc(s.Principals.List, func(p policy.Principal) bool { return p.Kind == policy.UnreadPrincipal }):
		return rule.Unknown(access.Unread("statement", "it cannot be told whom it lets manage policies", s.At()))
	}
	return rule.Pass(access.Known("statement", "lets an account manage policies", s.At()))
}
