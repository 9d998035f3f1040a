package publicexposure

import (
	"bailiwick/access"
	"bailiwick/objective"
	"bailiwick/rule"
)

// OrganizationGuardsLambda is decided for member accounts.
var OrganizationGuardsLambda = &rule.Rule{
	ID:       "organization-guards-lambda",
	Title:    "Organisation policies forbid public functions",
	Why:      "Whoever may change functions in an account can otherwise open one to the world, and only a check afterwards tells.",
	Fix:      "Attach a service control policy that denies lambda:CreateFunctionUrlConfig and lambda:UpdateFunctionUrlConfig with lambda:FunctionUrlAuthType NONE, and lambda:AddPermission with lambda:Principal *.",
	Severity: rule.Medium,
	Example: `resource "aws_organizations_policy" "functions" {
  name = "functions"
  content = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Deny"
        Action    = ["lambda:CreateFunctionUrlConfig", "lambda:UpdateFunctionUrlConfig"]
        Resource  = "*"
        Condition = { StringEquals = { "lambda:FunctionUrlAuthType" = "NONE" } }
      },
      { Effect = "Deny", Action = "lambda:AddPermission", Resource = "*", Condition = { StringEquals = { "lambda:Principal" = "*" } } },
    ]
  })
}`,
	Objectives: []objective.ID{objective.PublicExposure, objective.LeastPrivilege},
	Settings:   []string{"organization.require_guardrails", "iac.baseline"},
	Sources: []string{
		"AWS Lambda Developer Guide, Control access to Lambda function URLs",
		"AWS Organizations User Guide, Service control policies (SCPs)",
	},
	Decide: rule.OfMembers(func(in *rule.Input, g *access.Guardrails) rule.Outcome {
		required := in.Settings.Organization.RequireGuardrails
		o := rule.Denied(in, g, []access.Attempt{
			{Action: "lambda:CreateFunctionUrlConfig", Context: [][2]string{{"lambda:FunctionUrlAuthType", "NONE"}}},
			{Action: "lambda:UpdateFunctionUrlConfig", Context: [][2]string{{"lambda:FunctionUrlAuthType", "NONE"}}},
			{Action: "lambda:AddPermission", Context: [][2]string{{"lambda:Principal", "*"}}},
		}, "No guardrail keeps functions in {name} from being opened to everyone")
		o.Facts = append(o.Facts, rule.Setting(required))
		if o.Verdict == rule.FailVerdict && !required.Get() {
			return o.As(rule.Info)
		}
		return o
	}),
}
