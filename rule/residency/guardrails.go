package residency

import (
	"slices"

	"bailiwick/access"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/settings"
)

// OrganizationDeniesRegions is decided for member accounts.
var OrganizationDeniesRegions = &rule.Rule{
	ID:       "organization-denies-regions",
	Title:    "Organisation policies forbid other regions",
	Why:      "Data comes to lie in a region that nobody approved by one mistaken argument, and nobody looks there.",
	Fix:      "Attach a service control policy that denies all but global services where aws:RequestedRegion is not in regions.approved.",
	Severity: rule.Low,
	Example: `resource "aws_organizations_policy" "regions" {
  name = "regions"
  content = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      NotAction = ["iam:*", "organizations:*", "route53:*", "cloudfront:*", "support:*", "sts:*"]
      Resource  = "*"
      Condition = { StringNotEquals = { "aws:RequestedRegion" = ["eu-central-1", "eu-west-1"] } }
    }]
  })
}`,
	Objectives:  []objective.ID{objective.Residency},
	Settings:    []string{"regions.approved", "iac.baseline"},
	Equivalents: []rule.Equivalent{{Tool: "prowler", ID: "organizations_scp_check_deny_regions"}},
	Sources:     []string{"AWS Organizations User Guide, Example SCPs: Deny access to AWS based on the requested AWS Region"},
	Decide: rule.OfMembers(func(in *rule.Input, g *access.Guardrails) rule.Outcome {
		asked := in.Settings.Regions.Approved
		switch {
		case asked.Any():
			return rule.NotApplicable("every region is approved", rule.Setting(asked))
		case asked.Missing():
			return rule.MissingSetting(asked)
		}
		list, uniform := asked.Get().All()
		if !uniform {
			return rule.UnknownBecause("the regions are by data class, and an account holds data of several", rule.Setting(asked))
		}
		o := rule.Denied(in, g, regional(list, g), "No guardrail keeps {name} out of regions that are not approved").As(rule.Info)
		o.Facts = append(o.Facts, rule.Setting(asked))
		return o
	}),
}

// regional are attempts to make something in regions that are not approved: in
// one that does not exist, in large ones, and in those that the guardrails name.
func regional(approved []settings.Region, g *access.Guardrails) []access.Attempt {
	regions := append([]string{"nowhere-north-9", "us-east-1", "us-west-2", "eu-west-1", "ap-southeast-1"}, g.Values("aws:RequestedRegion")...)
	var out []access.Attempt
	for _, region := range regions {
		if slices.Contains(approved, settings.Region(region)) {
			continue
		}
		for _, action := range []string{"lambda:CreateFunction", "dynamodb:CreateTable", "s3:CreateBucket", "sqs:CreateQueue", "ec2:RunInstances"} {
			out = append(out, access.Attempt{Action: action, Context: [][2]string{{"aws:RequestedRegion", region}}})
		}
	}
	return out
}
