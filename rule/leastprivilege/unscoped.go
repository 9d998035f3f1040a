package leastprivilege

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// RoleNoUnscopedWrite is decided for roles that functions run with.
var RoleNoUnscopedWrite = &rule.Rule{
	ID:       "role-no-unscoped-write",
	Title:    "Write actions are bound to resources",
	Why:      "A mistake in the function, or somebody inside it, can then change or delete what belongs to others.",
	Fix:      "Name the ARN that the function writes to.",
	Severity: rule.High,
	Example: `resource "aws_iam_role_policy" "orders" {
  role = aws_iam_role.orders.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "dynamodb:PutItem", Resource = aws_dynamodb_table.orders.arn }]
  })
}`,
	Objectives: []objective.ID{objective.LeastPrivilege},
	Equivalents: []rule.Equivalent{
		{Tool: "checkov", ID: "CKV_AWS_111"}, {Tool: "checkov", ID: "CKV_AWS_290"}, {Tool: "safeguards", ID: "no-wild-iam-role-statements"},
	},
	Sources: []string{"Service Authorization Reference", "IAM User Guide, Understand access level summaries within policy summaries"},
	Decide: ofFunctionGrants(func(in *rule.Input, g *access.Grants) rule.Outcome {
		return judge(g, g.UnscopedWrites(), "its policies allow no write on a data store, queue, function or state machine", func(h access.Hit) rule.Outcome {
			return unscoped(in, g, h, "{name} may change every "+things(h.Service))
		})
	}),
}

// RoleNoUnscopedDataRead is decided for roles that functions run with.
var RoleNoUnscopedDataRead = &rule.Rule{
	ID:       "role-no-unscoped-data-read",
	Title:    "Data is readable only where the function needs it",
	Why:      "Who gets into the function can then read every table, bucket or secret of the account.",
	Fix:      "Bind the read actions to the one table, prefix or parameter path.",
	Severity: rule.High,
	Example: `resource "aws_iam_role_policy" "orders" {
  role = aws_iam_role.orders.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.orders.arn}/incoming/*" }]
  })
}`,
	Objectives: []objective.ID{objective.LeastPrivilege},
	Equivalents: []rule.Equivalent{
		{Tool: "checkov", ID: "CKV_AWS_108"},
		{Tool: "checkov", ID: "CKV_AWS_288"},
		{Tool: "kics", ID: "ba2ed23b-52d3-45ca-be25-f6c358d45abd"},
	},
	Sources: []string{"Service Authorization Reference"},
	Decide: ofFunctionGrants(func(in *rule.Input, g *access.Grants) rule.Outcome {
		return judge(g, g.UnscopedReads(), "its policies allow no reading of content", func(h access.Hit) rule.Outcome {
			return unscoped(in, g, h, "{name} may read every "+things(h.Service))
		})
	}),
}

// RoleNoUnscopedDecrypt is decided for roles, and for customer managed policies
// that nothing attaches.
var RoleNoUnscopedDecrypt = &rule.Rule{
	ID:       "role-no-unscoped-decrypt",
	Title:    "A function decrypts only with its own keys",
	Why:      "The right to decrypt with every key takes away what separate keys are for.",
	Fix:      "Name the key ARN, or add a condition on kms:ViaService or kms:ResourceAliases.",
	Severity: rule.Medium,
	Example: `resource "aws_iam_role_policy" "orders" {
  role = aws_iam_role.orders.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "kms:Decrypt", Resource = aws_kms_key.orders.arn }]
  })
}`,
	Objectives: []objective.ID{objective.LeastPrivilege, objective.EncryptionAtRest},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "iam_inline_policy_no_full_access_to_kms"},
		{Tool: "prowler", ID: "iam_policy_no_full_access_to_kms"},
		{Tool: "securityhub", ID: "KMS.1"},
		{Tool: "securityhub", ID: "KMS.2"},
		{Tool: "config", ID: "iam-customer-policy-blocked-kms-actions"},
		{Tool: "config", ID: "iam-inline-policy-blocked-kms-actions"},
		{Tool: "powerpipe", ID: "iam_policy_no_full_access_to_kms"},
		{Tool: "powerpipe", ID: "kms_key_decryption_restricted_in_iam_customer_managed_policy"},
	},
	Sources: []string{"AWS KMS Developer Guide, Best practices for IAM policies"},
	Decide: ofGrants(func(in *rule.Input, g *access.Grants) rule.Outcome {
		return judge(g, g.UnscopedDecrypt(), "its policies allow no decryption", func(h access.Hit) rule.Outcome {
			return unscoped(in, g, h, "{name} may decrypt with every key")
		})
	}),
}

// RolePassRoleScoped is decided for roles, users and groups, and for customer
// managed policies that nothing attaches.
var RolePassRoleScoped = &rule.Rule{
	ID:       "role-passrole-scoped",
	Title:    "PassRole names the role",
	Why:      "Who may hand every role to a service has the rights of the strongest role: a new function runs with it.",
	Fix:      "Name the ARN of the role that is passed.",
	Severity: rule.High,
	Example: `resource "aws_iam_role_policy" "deploy" {
  role = aws_iam_role.deploy.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = aws_iam_role.orders.arn }]
  })
}`,
	Objectives: []objective.ID{objective.LeastPrivilege},
	Equivalents: []rule.Equivalent{
		{Tool: "trivy", ID: "AWS-0342"},
		{Tool: "kics", ID: "e39bee8c-fe54-4a3f-824d-e5e2d1cca40a"},
		{Tool: "guard", ID: "iam_policy_no_wildcard_resource_on_passrole"},
		{Tool: "guard", ID: "iam_role_no_wildcard_resource_on_passrole"},
		{Tool: "cfn_nag", ID: "F38"},
		{Tool: "cfn_nag", ID: "F39"},
		{Tool: "cfn_nag", ID: "F40"},
	},
	Sources: []string{"IAM User Guide, Grant a user permissions to pass a role to an AWS service"},
	Decide: append(ofGrants(passRole),
		rule.On[*estate.User](func(in *rule.Input, u *estate.User) rule.Outcome { return passRole(in, in.Access.Of(u)) }),
		rule.On[*estate.Group](func(in *rule.Input, g *estate.Group) rule.Outcome { return passRole(in, in.Access.Of(g)) }),
		rule.On[*estate.UserPolicy](func(in *rule.Input, p *estate.UserPolicy) rule.Outcome {
			return inlineApart(in, p, estate.Apart[*estate.User](in.Estate, p, p.User), p.User, passRole)
		}),
		rule.On[*estate.GroupPolicy](func(in *rule.Input, p *estate.GroupPolicy) rule.Outcome {
			return inlineApart(in, p, estate.Apart[*estate.Group](in.Estate, p, p.Group), p.Group, passRole)
		}),
	),
}

func passRole(in *rule.Input, g *access.Grants) rule.Outcome {
	return judge(g, g.UnscopedPassRole(), "its policies do not allow iam:PassRole", func(h access.Hit) rule.Outcome {
		return unscoped(in, g, h, "{name} may pass every role to a service")
	})
}

// RoleNoUnscopedAssumeRole is decided for roles, and for customer managed
// policies that nothing attaches.
var RoleNoUnscopedAssumeRole = &rule.Rule{
	ID:       "role-no-unscoped-assume-role",
	Title:    "A function assumes only named roles",
	Why:      "The only bound is then the trust policy of every role, in every account.",
	Fix:      "Name the ARN of the role, with its account.",
	Severity: rule.High,
	Example: `resource "aws_iam_role_policy" "reports" {
  role = aws_iam_role.reports.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::111122223333:role/report-reader" }]
  })
}`,
	Objectives: []objective.ID{objective.LeastPrivilege},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "iam_no_custom_policy_permissive_role_assumption"},
		{Tool: "powerpipe", ID: "iam_policy_custom_no_permissive_role_assumption"},
	},
	Sources: []string{"IAM User Guide, Grant a user permissions to switch roles"},
	Decide: ofGrants(func(in *rule.Input, g *access.Grants) rule.Outcome {
		return judge(g, g.UnscopedAssumeRole(), "its policies do not allow sts:AssumeRole", func(h access.Hit) rule.Outcome {
			return unscoped(in, g, h, "{name} may take roles that its policy does not name")
		})
	}),
}

// RoleNoWildcardResource is decided for roles, and for customer managed
// policies that nothing attaches.
var RoleNoWildcardResource = &rule.Rule{
	ID:       "role-no-wildcard-resource",
	Title:    "Scopable actions are granted on named resources",
	Why:      "An action on every resource reaches what belongs to others, and what will be made later.",
	Fix:      "Put the ARN of the resource that is used in place of the star; leave the star to actions that know no resource.",
	Severity: rule.Medium,
	Example: `resource "aws_iam_role_policy" "mail" {
  role = aws_iam_role.mail.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "ses:SendEmail", Resource = aws_ses_domain_identity.shop.arn },
      { Effect = "Allow", Action = "xray:PutTraceSegments", Resource = "*" },
    ]
  })
}`,
	Objectives: []objective.ID{objective.LeastPrivilege},
	Equivalents: []rule.Equivalent{
		{Tool: "checkov", ID: "CKV_AWS_355"},
		{Tool: "checkov", ID: "CKV_AWS_356"},
		{Tool: "trivy", ID: "AWS-0057"},
		{Tool: "guard", ID: "iam_policydocument_no_wildcard_resource"},
		{Tool: "cfn_nag", ID: "W11"},
		{Tool: "cfn_nag", ID: "W12"},
		{Tool: "cfn_nag", ID: "W13"},
		{Tool: "cfripper", ID: "WildcardResourceRule"},
		{Tool: "cdk-nag", ID: "AwsSolutions-IAM5"},
		{Tool: "safeguards", ID: "no-wild-iam-role-statements"},
	},
	Sources: []string{"Service Authorization Reference, Actions, resources, and condition keys for AWS services"},
	Decide: []rule.Decision{
		rule.On[*estate.Role](func(in *rule.Input, r *estate.Role) rule.Outcome {
			g := in.Access.Of(r)
			told := access.Reply{}
			runs, why := in.Access.RunsFunctions(r)
			if runs != value.No {
				told.Hits = append(told.Hits, g.UnscopedWrites().Hits...)
				told.Hits = append(told.Hits, g.UnscopedReads().Hits...)
				told.Hits = append(told.Hits, g.FullServices(exempt(in)).Hits...)
			}
			o := wildcardResource(in, g, told)
			if runs == value.CannotTell && o.Verdict == rule.NotApplicableVerdict && len(told.Hits) > 0 {
				return rule.Unknown(why) // the rules that would tell it are for roles of functions
			}
			return o
		}),
		unattached(wildcardResourceApart),
		rolePolicyApart(wildcardResourceApart),
		unusedDocument(wildcardResourceApart),
	},
}

func wildcardResourceApart(in *rule.Input, g *access.Grants) rule.Outcome {
	return wildcardResource(in, g, access.Reply{})
}

// wildcardResource judges the statements that no narrower rule tells, and
// leaves out those of AWS's policies for logs, networks and traces, in which
// nobody can name a resource.
func wildcardResource(in *rule.Input, g *access.Grants, told access.Reply) rule.Outcome {
	r := g.UnscopedActions()
	all := len(r.Hits)
	var hits []access.Hit
	for _, h := range r.Hits {
		if !(h.Policy.AWS != nil && isPlumbing(h.Policy.AWS.Name)) && !among(h, told.Hits) {
			hits = append(hits, h)
		}
	}
	r.Hits = hits
	if len(hits) == 0 && all > 0 && len(r.Maybe) == 0 && len(g.Gaps()) == 0 {
		return rule.NotApplicable("its wide statements are judged by narrower rules, or AWS maintains them", facts(g.Facts())...)
	}
	return judge(g, r, "its policies allow nothing that could be limited to a resource", func(h access.Hit) rule.Outcome {
		return unscoped(in, g, h, "{name} is allowed "+list(h)+" on every resource")
	})
}

// isPlumbing reports whether a policy of AWS gives a function its logs, its
// network or its traces.
func isPlumbing(name string) bool {
	switch name {
	case "AWSLambdaBasicExecutionRole", "AWSLambdaVPCAccessExecutionRole", "AWSXRayDaemonWriteAccess",
		"AWSLambdaENIManagementAccess", "CloudWatchLambdaInsightsExecutionRolePolicy", "CloudWatchLambdaApplicationSignalsExecutionRolePolicy":
		return true
	}
	return false
}

// unscoped is the failure of a grant on every resource.
func unscoped(in *rule.Input, g *access.Grants, h access.Hit, message string) rule.Outcome {
	all := h.Facts()
	return rule.Fail(message, facts(all, access.Known("actions", list(h), all[0].Origin()))...).
		Label("every " + things(h.Service)).Who(wired(in.Access, g.Principal, h.Service)).At(all[0].Origin())
}

// ofGrants decides for roles, for customer managed policies that nothing
// attaches, and for inline policies whose role is declared elsewhere.
func ofGrants(decide func(*rule.Input, *access.Grants) rule.Outcome) []rule.Decision {
	return []rule.Decision{
		rule.On[*estate.Role](func(in *rule.Input, r *estate.Role) rule.Outcome { return decide(in, in.Access.Of(r)) }),
		unattached(decide),
		rolePolicyApart(decide),
		unusedDocument(decide),
	}
}
