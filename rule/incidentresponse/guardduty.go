// Package incidentresponse holds the rules about noticing an attack and
// answering it.
package incidentresponse

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// GuardDutyOn is decided for detectors, and for the regions of an account that
// hold functions.
var GuardDutyOn = &rule.Rule{
	ID:         "guardduty-on",
	Title:      "GuardDuty is on",
	Why:        "Without it nobody notices stolen credentials of a role, or a function that talks to a miner or a command server.",
	Fix:        "Enable a GuardDuty detector in every region in use, best through the organisation.",
	Severity:   rule.High,
	Objectives: []objective.ID{objective.IncidentResponse, objective.Alarms},
	Settings:   []string{"iac.baseline", "detection.source"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "guardduty_is_enabled"},
		{Tool: "checkov", ID: "CKV_AWS_238"},
		{Tool: "checkov", ID: "CKV2_AWS_3"},
		{Tool: "kics", ID: "704dadd3-54fc-48ac-b6a0-02f170011473"},
		{Tool: "securityhub", ID: "GuardDuty.1"},
		{Tool: "config", ID: "guardduty-enabled-centralized"},
		{Tool: "powerpipe", ID: "foundational_security_guardduty_1"},
		{Tool: "kics", ID: "a25cd877-375c-4121-a640-730929936fac"},
	},
	Sources: []string{"GuardDuty User Guide, Getting started with GuardDuty"},
	Example: `resource "aws_guardduty_detector" "this" {
  enable = true
}`,
	Decide: []rule.Decision{
		rule.On[*estate.Detector](func(_ *rule.Input, d *estate.Detector) rule.Outcome {
			switch value.IsTrue(d.Enabled, true) {
			case value.Yes:
				return rule.Pass(d.Enabled)
			case value.CannotTell:
				return rule.Unknown(d.Enabled)
			}
			return rule.Fail("GuardDuty is switched off", d.Enabled).Label("switched off")
		}),
		rule.On[*estate.Account](func(in *rule.Input, a *estate.Account) rule.Outcome {
			source := in.Settings.Detection.Source
			if source.Get() != "aws" {
				return rule.UnknownBecause("somebody else detects threats: that needs an attestation, or runs of bailiwick over the trail", rule.Setting(source))
			}
			var facts []rule.Fact
			lacking := ""
			for region := range in.Estate.RegionsInUse(a.Scope) {
				d, answer := detectorIn(in, a, region)
				switch answer {
				case value.Yes:
					facts = append(facts, rule.Given{Name: "detector", Value: d.Address, At: d.Block})
				case value.CannotTell:
					return rule.Unknown(access.Unread("detector", "it cannot be told whether "+d.Address+" is for "+placed(region), d.Block))
				default:
					lacking = placed(region)
				}
			}
			if why, hides := in.Estate.Hides("function", a.Scope); hides && lacking == "" {
				return rule.Unknown(access.Unread("regions in use", why.Reason(), a.Block))
			}
			if lacking == "" {
				return rule.Pass(facts...)
			}
			if why, hides := in.Estate.Hides("detector", a.Scope); hides {
				return rule.Unknown(access.Unread("detector", why.Reason(), a.Block))
			}
			facts = append(facts, rule.Given{Name: "detector in " + lacking, Value: "none declared", At: a.Block}, rule.Setting(in.Settings.IaC.Baseline))
			if !a.Scope.Baseline {
				return rule.UnknownBecause("no detector is declared here for "+lacking+", and the account may have one all the same: iac.baseline says whether this is all that it has", facts...)
			}
			return rule.Fail("No GuardDuty detector watches "+lacking, facts...)
		}),
	},
}

// detectorIn looks for the detector of a region. One that is switched off is
// found too: it is judged by itself.
func detectorIn(in *rule.Input, a *estate.Account, region value.Text) (best *estate.Detector, answer value.Answer) {
	answer = value.No
	for d := range estate.All[*estate.Detector](in.Estate) {
		at, _ := d.Region.Get()
		here := value.Both(estate.Shares(d, a), at.Equal(region), d.Exists())
		if here == value.Yes {
			return d, here
		}
		if d.Scope == a.Scope && here == value.CannotTell {
			best, answer = d, here
		}
	}
	return best, answer
}

// placed returns the region for people.
func placed(region value.Text) string {
	if s, ok := region.Literal(); ok {
		return s
	}
	return "its region"
}
