package leastprivilege

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// AuditManagersApproved is decided for what keeps the record of what is done.
var AuditManagersApproved = &rule.Rule{
	ID:       "audit-managers-approved",
	Title:    "Only security people can stop or change audit",
	Why:      "Whoever can end or rewrite the record answers for nothing that he does.",
	Fix:      "Take the right away from who is named, or name the role in identity.security_tooling_roles.",
	Severity: rule.High,
	Example: `resource "aws_iam_role_policy" "operator" {
  role = aws_iam_role.operator.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = ["cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "cloudtrail:UpdateTrail", "cloudtrail:PutEventSelectors"], Resource = "*" }]
  })
}`,
	Objectives: []objective.ID{objective.LeastPrivilege, objective.Trail},
	Settings:   []string{"identity.security_tooling_roles", "identity.admin_principals"},
	Sources:    []string{"NIST SP 800-53 r5 AC-6(1)", "NIST SP 800-53 r5 AU-9(4)"},
	Decide: []rule.Decision{
		rule.On[*estate.Trail](func(in *rule.Input, t *estate.Trail) rule.Outcome {
			return managed(in, t, "stop or change the trail {name}", "", "cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "cloudtrail:UpdateTrail", "cloudtrail:PutEventSelectors")
		}),
		rule.On[*estate.ConfigRecorder](func(in *rule.Input, r *estate.ConfigRecorder) rule.Outcome {
			return managers(in, r, "stop or change the recorder {name}", value.Literal("*"),
				"config:StopConfigurationRecorder", "config:DeleteConfigurationRecorder", "config:PutConfigurationRecorder", "config:DeleteDeliveryChannel")
		}),
		rule.On[*estate.Detector](func(in *rule.Input, d *estate.Detector) rule.Outcome {
			return managed(in, d, "switch off the detector {name}", "", "guardduty:DeleteDetector", "guardduty:UpdateDetector")
		}),
		rule.On[*estate.LogGroup](func(in *rule.Input, g *estate.LogGroup) rule.Outcome {
			return managed(in, g, "delete the log group {name} or cut its retention", "", "logs:DeleteLogGroup", "logs:PutRetentionPolicy", "logs:DeleteRetentionPolicy")
		}),
		rule.On[*estate.Bucket](func(in *rule.Input, b *estate.Bucket) rule.Outcome {
			switch keeps, why := keepsRecords(in, b); keeps {
			case value.No:
				return rule.NotApplicable("no trail or recorder that is declared delivers to it", why)
			case value.CannotTell:
				return rule.Unknown(why)
			}
			return managed(in, b, "write to the records in {name} or delete them", "/*", "s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutObject")
		}),
	},
}

// keepsRecords tells whether a trail or recorder delivers to the bucket.
func keepsRecords(in *rule.Input, b *estate.Bucket) (value.Answer, access.Fact) {
	trails := estate.Companions[*estate.Trail](in.Estate, b, "")
	channels := estate.Companions[*estate.DeliveryChannel](in.Estate, b, "")
	found, _ := trails.Get()
	also, _ := channels.Get()
	switch {
	case len(found) > 0:
		return value.Yes, access.Known("used by", "the trail "+found[0].Head().Name(), found[0].Block)
	case len(also) > 0:
		return value.Yes, access.Known("used by", "the recorder's delivery channel", also[0].Block)
	case trails.Partial():
		return value.CannotTell, access.Unread("used by", "a trail may deliver to it: "+trails.Reason(), b.Block)
	case channels.Partial():
		return value.CannotTell, access.Unread("used by", "a recorder may deliver to it: "+channels.Reason(), b.Block)
	}
	return value.No, access.Known("used by", "no trail or recorder", b.Block)
}

// managed is managers of a resource with what of its ARN stands in front of the
// rest.
func managed(in *rule.Input, r estate.Resource, does, rest string, actions ...string) rule.Outcome {
	arn, ok := r.Head().ARN()
	if !ok {
		return rule.Unknown(access.Unread("arn", "its ARN is not known", r.Head().Block))
	}
	return managers(in, r, does, value.Join(arn, value.Literal(rest)), actions...)
}

// managers decides who may take one of the actions.
func managers(in *rule.Input, r estate.Resource, does string, on value.Text, actions ...string) rule.Outcome {
	identity := &in.Settings.Identity
	approved := rule.ApprovedBy(identity.SecurityToolingRoles, identity.AdminPrincipals)
	return approved.Outcome(in, r, []access.Deed{{Does: does, Needs: []access.Need{{Actions: actions, On: []value.Text{on}, Of: r}}}})
}
