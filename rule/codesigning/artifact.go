package codesigning

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// ArtifactStoreGuarded is decided for buckets and repositories that functions
// take code from.
var ArtifactStoreGuarded = &rule.Rule{
	ID:       "artifact-store-guarded",
	Title:    "Only the pipeline can write deployment artifacts",
	Why:      "Whoever replaces a package or an image has his code deployed by the pipeline itself, past every review.",
	Fix:      "Take the right to write away from who is named, or name the role in identity.deployment_roles if it is the pipeline's.",
	Severity: rule.High,
	Example: `resource "aws_iam_role_policy" "deploy" {
  role = aws_iam_role.deploy.id # named in identity.deployment_roles
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:PutObject", Resource = "${aws_s3_bucket.artifacts.arn}/*" }]
  })
}`,
	Objectives: []objective.ID{objective.CodeSigning, objective.ChangeManagement},
	Settings:   []string{"identity.deployment_roles", "identity.admin_principals"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "s3_bucket_shadow_resource_vulnerability"},
		{Tool: "prowler", ID: "cloudformation_stack_cdktoolkit_bootstrap_version"},
	},
	Sources: []string{"Serverless Applications Lens, SEC 3", "AWS CDK Developer Guide, Bootstrapping"},
	Decide: []rule.Decision{
		rule.On[*estate.Bucket](func(in *rule.Input, b *estate.Bucket) rule.Outcome {
			return guarded(in, b, estate.Companions[*estate.Function](in.Estate, b, "s3_bucket|Code.S3Bucket"), "/*", "s3:PutObject")
		}),
		rule.On[*estate.Repository](func(in *rule.Input, r *estate.Repository) rule.Outcome {
			return guarded(in, r, estate.Companions[*estate.Function](in.Estate, r, "image_uri|Code.ImageUri"), "", "ecr:PutImage")
		}),
	},
}

// guarded decides who may write to a store of code.
func guarded(in *rule.Input, r estate.Resource, users value.Value[[]*estate.Function], rest, action string) rule.Outcome {
	functions, _ := users.Get()
	arn, ok := r.Head().ARN()
	switch {
	case len(functions) == 0 && users.Partial():
		return rule.UnknownBecause("a function may take its code from it: "+users.Reason(), access.Unread("used by", users.Reason(), r.Head().Block))
	case len(functions) == 0:
		return rule.NotApplicable("no function that is declared takes its code from it", access.Known("used by", "no function", r.Head().Block))
	case !ok:
		return rule.Unknown(access.Unread("arn", "its ARN is not known", r.Head().Block))
	}
	identity := &in.Settings.Identity
	approved := rule.ApprovedBy(identity.DeploymentRoles, identity.AdminPrincipals)
	approved.Facts = append(approved.Facts, access.Known("used by", functions[0].Name(), functions[0].Block))
	return approved.Outcome(in, r, []access.Deed{{
		Does:  "write to {name}, from which the function " + functions[0].Name() + " takes its code",
		Needs: []access.Need{{Actions: []string{action}, On: []value.Text{value.Join(arn, value.Literal(rest))}, Of: r}},
	}})
}
