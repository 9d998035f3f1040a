package changemanagement

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// FunctionCodeWritersApproved is decided for functions.
var FunctionCodeWritersApproved = &rule.Rule{
	ID:       "function-code-writers-approved",
	Title:    "Only the pipeline may change a function",
	Why:      "Whoever changes the code past the pipeline does so past review, tests and signature, and what runs is no longer what was approved.",
	Fix:      "Take the right away from who is named, or name the role in identity.deployment_roles if it is the pipeline's.",
	Severity: rule.High,
	Example: `resource "aws_iam_role_policy" "deploy" {
  role = aws_iam_role.deploy.id # named in identity.deployment_roles
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "lambda:UpdateFunctionCode", Resource = aws_lambda_function.orders.arn }]
  })
}`,
	Objectives: []objective.ID{objective.ChangeManagement, objective.LeastPrivilege},
	Settings:   []string{"identity.deployment_roles", "identity.admin_principals"},
	Sources:    []string{"AWS Lambda Developer Guide, Identity-based IAM policies for Lambda"},
	Decide: []rule.Decision{rule.On[*estate.Function](func(in *rule.Input, f *estate.Function) rule.Outcome {
		arn, ok := f.ARN()
		if !ok {
			return rule.Unknown(access.Unread("arn", "its ARN is not known", f.Block))
		}
		identity := &in.Settings.Identity
		approved := rule.ApprovedBy(identity.DeploymentRoles, identity.AdminPrincipals)
		return approved.Outcome(in, f, changes(in, f, arn))
	})},
}

// changes are the deeds that change what a function runs.
func changes(in *rule.Input, f *estate.Function, arn value.Text) []access.Deed {
	deed := func(does string, of estate.Resource, on value.Text, actions ...string) access.Deed {
		return access.Deed{Does: does + " of {name}", Needs: []access.Need{{Actions: actions, On: []value.Text{on}, Of: of}}}
	}
	deeds := []access.Deed{
		deed("replace the code", f, arn, "lambda:UpdateFunctionCode"),
		deed("change the configuration", f, arn, "lambda:UpdateFunctionConfiguration"),
	}
	for range estate.From[*estate.Alias](in.Estate, f, "") {
		deeds = append(deeds, deed("move an alias", f, arn, "lambda:UpdateAlias"))
		break
	}
	layers, _ := f.Layers.Get()
	for _, l := range layers {
		text, _ := l.Get()
		if layer, ok := access.LayerOf(text); ok && inAccount(layer, f) {
			deeds = append(deeds, deed("publish another version of a layer", f, layer, "lambda:PublishLayerVersion"))
		}
	}
	if b, reach := estate.Find[*estate.Bucket](in.Estate, f, f.CodeBucket); reach == estate.Here {
		if object, ok := access.ObjectOf(f, arn); ok {
			deeds = append(deeds, deed("replace the package", b, object, "s3:PutObject"))
		}
	}
	if repository, ok := access.RepositoryOf(f, arn); ok && inAccount(repository, f) {
		deeds = append(deeds, deed("replace the image", f, repository, "ecr:PutImage"))
	}
	return deeds
}

// inAccount reports whether an ARN is of the function's own account.
func inAccount(arn value.Text, f *estate.Function) bool {
	of, ok := policy.AccountOf(arn)
	own, known := f.Account.Get()
	return ok && known && own.Equal(of) == value.Yes
}
