package leastprivilege

import (
	"bailiwick/access"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// RoleNoCredentialExposure is decided for roles that functions run with.
var RoleNoCredentialExposure = &rule.Rule{
	ID:       "role-no-credential-exposure",
	Title:    "Function roles cannot make or read credentials at will",
	Why:      "Whoever gets into the function takes the keys, passwords or tokens of others with it, and goes on as them.",
	Fix:      "Bind the action to the one user, role, database or secret that the function needs, or remove it.",
	Severity: rule.High,
	Example: `resource "aws_iam_role_policy" "orders" {
  role = aws_iam_role.orders.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = aws_secretsmanager_secret.orders.arn }]
  })
}`,
	Objectives: []objective.ID{objective.LeastPrivilege, objective.Secrets},
	Equivalents: []rule.Equivalent{
		{Tool: "checkov", ID: "CKV_AWS_107"}, {Tool: "checkov", ID: "CKV_AWS_287"},
	},
	Sources: []string{"Service Authorization Reference, Actions, resources, and condition keys for AWS services"},
	Decide: ofFunctionGrants(func(in *rule.Input, g *access.Grants) rule.Outcome {
		return judge(g, g.UnscopedCredentials(), "its policies allow nothing that returns credentials of others", func(h access.Hit) rule.Outcome {
			return unscoped(in, g, h, "{name} may get "+credentialsOf(h))
		})
	}),
}

// credentialsOf names what the actions of a hit return, for a sentence.
func credentialsOf(h access.Hit) string {
	switch h.Service {
	case "iam":
		return "keys or passwords of every user"
	case "sts":
		return "credentials of roles that its policy does not name"
	case "redshift", "redshift-serverless", "rds-db":
		return "into every database, as any of its users"
	case "cognito-identity":
		return "credentials of every identity"
	case "codeartifact":
		return "tokens for every domain"
	case "ssm":
		return "every parameter, decrypted with whatever key"
	}
	return "every secret"
}

// RoleNoUnscopedPermissionsManagement is decided for roles that functions run
// with.
var RoleNoUnscopedPermissionsManagement = &rule.Rule{
	ID:       "role-no-unscoped-permissions-management",
	Title:    "Function roles cannot change who may access what",
	Why:      "Whoever gets into the function opens any bucket, queue, key or role of the account to himself.",
	Fix:      "Remove the action, or bind it to the one resource whose policy the function keeps.",
	Severity: rule.High,
	Example: `resource "aws_iam_role_policy" "shares" {
  role = aws_iam_role.shares.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:PutBucketPolicy", Resource = aws_s3_bucket.shares.arn }]
  })
}`,
	Objectives: []objective.ID{objective.LeastPrivilege},
	Settings:   []string{"identity.deployment_roles"},
	Equivalents: []rule.Equivalent{
		{Tool: "checkov", ID: "CKV_AWS_109"}, {Tool: "checkov", ID: "CKV_AWS_289"},
	},
	Sources: []string{"IAM User Guide, Understand access level summaries within policy summaries"},
	Decide: ofFunctionGrants(func(in *rule.Input, g *access.Grants) rule.Outcome {
		roles := in.Settings.Identity.DeploymentRoles
		switch rule.Names(roles, g.Principal) {
		case value.Yes:
			return rule.NotApplicable("it is a role of the pipeline, which deployment-role-bounded judges", rule.Setting(roles))
		case value.CannotTell:
			return rule.UnknownBecause("it cannot be told whether identity.deployment_roles names it", rule.Setting(roles))
		}
		return judge(g, g.UnscopedPermissions(), "its policies allow no change of permissions", func(h access.Hit) rule.Outcome {
			return unscoped(in, g, h, "{name} may change who has access to every "+things(h.Service))
		})
	}),
}
