package patching

import (
	"bailiwick/access"
	"bailiwick/objective"
	"bailiwick/rule"
)

// OrganizationGuardsRuntimeUpdates is decided for member accounts.
var OrganizationGuardsRuntimeUpdates = &rule.Rule{
	ID:       "organization-guards-runtime-updates",
	Title:    "Organisation policies keep runtimes on automatic updates",
	Why:      "A runtime that somebody pins to get past a bug otherwise stays pinned, and patches wait.",
	Fix:      "Attach a service control policy that denies lambda:PutRuntimeManagementConfig to all but administrators.",
	Severity: rule.Low,
	Example: `resource "aws_organizations_policy" "runtimes" {
  name = "runtimes"
  content = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = "lambda:PutRuntimeManagementConfig", Resource = "*" }]
  })
}`,
	Objectives: []objective.ID{objective.Patching},
	Settings:   []string{"identity.admin_principals", "iac.baseline"},
	Sources:    []string{"AWS Lambda Developer Guide, Understanding how Lambda manages runtime version updates"},
	Decide: rule.OfMembers(func(in *rule.Input, g *access.Guardrails) rule.Outcome {
		o := rule.Denied(in, g, []access.Attempt{{Action: "lambda:PutRuntimeManagementConfig"}}, "No guardrail keeps runtimes in {name} on automatic updates").As(rule.Info)
		admins := in.Settings.Identity.AdminPrincipals
		if o.Verdict != rule.PassVerdict {
			return o
		}
		if spared, fact := rule.Spared(g, "lambda:PutRuntimeManagementConfig", admins); spared {
			return rule.UnknownBecause("it spares "+fact.String()+", whom identity.admin_principals does not name", append(o.Facts, fact, rule.Setting(admins))...)
		}
		return o
	}),
}
