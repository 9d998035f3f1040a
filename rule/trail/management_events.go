package trail

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// KeepsManagementEvents is decided for trails.
var KeepsManagementEvents = &rule.Rule{
	ID:         "trail-keeps-management-events",
	Title:      "The trail leaves no management event out",
	Why:        "What the selectors leave out, such as who used a key or read a policy, is missing when an incident is looked into.",
	Fix:        "Add a selector for management events, read and write, that excludes no event source.",
	Severity:   rule.High,
	Objectives: []objective.ID{objective.Trail},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "cloudtrail_multi_region_enabled_logging_management_events"},
		{Tool: "scoutsuite", ID: "cloudtrail-no-global-services-logging"},
		{Tool: "powerpipe", ID: "cloudtrail_multi_region_read_write_enabled"},
	},
	Sources: []string{"CloudTrail User Guide, Logging management events"},
	Example: `resource "aws_cloudtrail" "all" {
  name           = "all"
  s3_bucket_name = aws_s3_bucket.trail.id
  event_selector {
    include_management_events = true
    read_write_type           = "All"
  }
}`,
	Decide: []rule.Decision{rule.On[*estate.Trail](func(in *rule.Input, t *estate.Trail) rule.Outcome {
		m := ofTrail(t).management()
		whole := m.whole()
		if whole == value.Yes {
			return rule.Pass(m.facts...)
		}
		if whole == value.CannotTell {
			return unknown(t, "which management events it keeps", m.facts)
		}
		other := hidden(in, t)
		for _, k := range keepers(in, t) {
			// What lies in one region cannot stand in for what records them all.
			switch value.Both(k.on, k.management().whole(), value.Either(k.everyArea, value.IsTrue(t.MultiRegion, false).Not())) {
			case value.Yes:
				return rule.NotApplicable("another trail keeps them all", rule.Given{Name: "trail", Value: k.Head().Address, At: k.Head().Block})
			case value.CannotTell:
				if k.here == value.Yes {
					other = access.Unread("another trail", "it cannot be told whether "+k.Head().Address+" keeps them all", k.Head().Block)
				}
			}
		}
		switch {
		case other != nil:
			return rule.Unknown(other)
		case m.readWrite() == value.Yes && m.rds == value.Yes:
			return rule.Fail("{name} leaves out the events of KMS", m.facts...).Label("KMS is left out").As(rule.Medium).
				Fix("Remove kms.amazonaws.com from the excluded event sources.")
		case m.readWrite() == value.Yes:
			return rule.Fail("{name} leaves out the events of the RDS Data API", m.facts...).Label("event sources are left out")
		case m.read == value.No && m.write == value.No:
			return rule.Fail("{name} keeps no management events whole, and no other trail does", m.facts...)
		case m.read == value.No:
			return rule.Fail("{name} leaves out management events that only read", m.facts...).Label("reads are left out")
		}
		return rule.Fail("{name} leaves out management events that change something", m.facts...).Label("writes are left out")
	})},
}
