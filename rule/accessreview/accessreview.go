// Package accessreview holds the rules on who may read or use what is ours, which
// somebody reviews from time to time.
package accessreview

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// CodeReadersApproved is decided for functions and layers.
var CodeReadersApproved = &rule.Rule{
	ID:       "code-readers-approved",
	Title:    "Only approved principals can read function code",
	Why:      "Code tells how things work and what is weak, and often more than that: keys, addresses, rules of business.",
	Fix:      "Take the right to read it away from who is named, or name him in code.readers.",
	Severity: rule.Medium,
	Example: `resource "aws_iam_role_policy" "developer" {
  role = aws_iam_role.developer.id # named in code.readers
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "lambda:GetFunction", Resource = aws_lambda_function.orders.arn }]
  })
}`,
	Objectives: []objective.ID{objective.AccessReview, objective.LeastPrivilege},
	Settings:   []string{"code.readers", "identity.deployment_roles", "identity.admin_principals"},
	Sources:    []string{"ISO/IEC 27001:2022 A.8.4", "Service Authorization Reference, Actions, resources, and condition keys for AWS Lambda"},
	Decide: []rule.Decision{
		rule.On[*estate.Function](func(in *rule.Input, f *estate.Function) rule.Outcome {
			return readers(in, f, func(arn value.Text) []access.Deed {
				deeds := []access.Deed{reading("the code of {name}", f, arn, "lambda:GetFunction")}
				if b, reach := estate.Find[*estate.Bucket](in.Estate, f, f.CodeBucket); reach == estate.Here {
					if object, ok := access.ObjectOf(f, arn); ok {
						deeds = append(deeds, reading("the package of {name}", b, object, "s3:GetObject"))
					}
				}
				if r, reach := estate.Find[*estate.Repository](in.Estate, f, f.ImageURI); reach == estate.Here {
					if repository, ok := r.ARN(); ok {
						deeds = append(deeds, reading("the image of {name}", r, repository, "ecr:GetDownloadUrlForLayer"))
					}
				}
				return deeds
			})
		}),
		rule.On[*estate.LayerVersion](func(in *rule.Input, l *estate.LayerVersion) rule.Outcome {
			return readers(in, l, func(arn value.Text) []access.Deed {
				return []access.Deed{reading("the code of {name}", l, arn, "lambda:GetLayerVersion")}
			})
		}),
	},
}

// readers decides who may do what reads the code of a function or layer.
func readers(in *rule.Input, r estate.Resource, deeds func(arn value.Text) []access.Deed) rule.Outcome {
	list := in.Settings.Code.Readers
	arn, ok := r.Head().ARN()
	switch {
	case list.Any():
		return rule.NotApplicable("everybody may read code", rule.Setting(list))
	case !ok:
		return rule.Unknown(access.Unread("arn", "its ARN is not known", r.Head().Block))
	}
	identity := &in.Settings.Identity
	approved := rule.ApprovedBy(list, identity.DeploymentRoles, identity.AdminPrincipals)
	return approved.Outcome(in, r, deeds(arn))
}

func reading(what string, of estate.Resource, on value.Text, actions ...string) access.Deed {
	return access.Deed{Does: "read " + what, Needs: []access.Need{{Actions: actions, On: []value.Text{on}, Of: of}}}
}
