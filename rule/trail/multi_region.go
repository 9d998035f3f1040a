package trail

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// MultiRegion is decided for trails, and for an account without one.
var MultiRegion = &rule.Rule{
	ID:         "trail-multi-region",
	Title:      "A trail records every region",
	Why:        "What is done in a region that no trail records leaves no trace: a stolen key is used where nobody looks.",
	Fix:        "Set is_multi_region_trail to true on the trail, and leave it switched on.",
	Severity:   rule.Critical,
	Objectives: []objective.ID{objective.Trail},
	Settings:   []string{"iac.baseline"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "cloudtrail_multi_region_enabled"},
		{Tool: "prowler", ID: "cloudtrail_multi_region_enabled_logging_management_events"},
		{Tool: "checkov", ID: "CKV_AWS_67"},
		{Tool: "trivy", ID: "AWS-0014"},
		{Tool: "kics", ID: "8173d5eb-96b5-4aa6-a71b-ecfa153c123d"},
		{Tool: "securityhub", ID: "CloudTrail.1"},
		{Tool: "config", ID: "multi-region-cloud-trail-enabled"},
		{Tool: "guard", ID: "multi_region_cloud_trail_enabled"},
		{Tool: "scoutsuite", ID: "cloudtrail-not-configured"},
		{Tool: "powerpipe", ID: "cloudtrail_multi_region_trail_enabled"},
		{Tool: "kics", ID: "058ac855-989f-4378-ba4d-52d004020da7"},
	},
	Sources: []string{"CloudTrail User Guide, Security best practices in AWS CloudTrail", "CIS AWS Foundations 7.0.0"},
	Example: `resource "aws_cloudtrail" "all" {
  name                       = "all"
  s3_bucket_name             = aws_s3_bucket.trail.id
  is_multi_region_trail      = true
  enable_log_file_validation = true
}`,
	Decide: []rule.Decision{
		rule.On[*estate.Trail](func(in *rule.Input, t *estate.Trail) rule.Outcome {
			k := ofTrail(t)
			m := k.management()
			facts := append([]rule.Fact{t.MultiRegion, t.Logging}, m.facts...)
			whole := value.Both(k.on, k.everyArea, m.readWrite())
			if whole == value.Yes {
				return rule.Pass(facts...)
			}
			other := everywhere(keepers(in, t))
			hidden := hidden(in, t)
			switch {
			case whole == value.CannotTell:
				return unknown(t, "whether it records every region", facts)
			case other.answer == value.Yes:
				return rule.NotApplicable("another trail records every region", other.fact)
			case other.answer == value.CannotTell && other.here:
				return rule.Unknown(access.Unread("another trail", "it cannot be told whether "+other.fact.Value+" records every region", other.fact.At))
			case hidden != nil:
				return rule.Unknown(hidden)
			case k.everyArea == value.No:
				return rule.Fail("{name} records one region only, and no other trail records the rest", facts...).
					Label("one region").Who("Whoever acts in another region leaves no record.")
			case k.on == value.No:
				return rule.Fail("No trail records every region: {name} is switched off", t.Logging, t.MultiRegion).Label("switched off")
			}
			return rule.Fail("No trail records all management events of every region: {name} keeps a part of them", m.facts...)
		}),
		rule.On[*estate.Account](func(in *rule.Input, a *estate.Account) rule.Outcome {
			for t := range estate.All[*estate.Trail](in.Estate) {
				if t.Scope == a.Scope {
					return rule.NotApplicable("its trails are judged one by one", rule.Given{Name: "trail", Value: t.Address, At: t.Block})
				}
			}
			switch all := everywhere(keepers(in, a)); all.answer {
			case value.Yes:
				return rule.Pass(all.fact)
			case value.CannotTell:
				return rule.Unknown(access.Unread("trail", "it cannot be told whether "+all.fact.Value+" records this account, in every region", all.fact.At))
			}
			return none(in, a, rule.Fail("No trail records what is done in the account"))
		}),
	},
}

// found is a keeper that answers a question, or the one of which it cannot be
// told.
type found struct {
	answer value.Answer
	here   bool // it lies in the account for sure
	fact   rule.Given
}

// everywhere looks for a keeper that keeps the management events of every
// region.
func everywhere(all []keeper) found {
	best := found{answer: value.No}
	for _, k := range all {
		answer := value.Both(k.on, k.everyArea, k.management().readWrite())
		if answer == value.Yes || answer == value.CannotTell && best.answer == value.No {
			best = found{answer, k.here == value.Yes, rule.Given{Name: "trail", Value: k.Head().Address, At: k.Head().Block}}
		}
		if answer == value.Yes {
			return best
		}
	}
	return best
}

// unknown is the outcome that something cannot be told of a resource: for what
// is unknown among the facts, or else because of texts that are not known.
func unknown(r estate.Resource, what string, facts []rule.Fact) rule.Outcome {
	for _, f := range facts {
		if f.IsUnknown() {
			return rule.Unknown(facts...)
		}
	}
	return rule.UnknownBecause(what+" hangs on what is not known yet", append(facts, rule.Given{Name: "resource", Value: r.Head().Address, At: r.Head().Block})...)
}
