// Package configrecorder holds the rules about AWS Config: that changes of
// configuration are recorded.
package configrecorder

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// RecorderOn is decided for recorders, and for the regions of an account that
// hold functions.
var RecorderOn = &rule.Rule{
	ID:         "config-recorder-on",
	Title:      "AWS Config records",
	Why:        "Without a recorder nobody can say what a function's configuration was on a day, or who changed it and when.",
	Fix:        "Declare a recorder with a delivery channel, and start it with aws_config_configuration_recorder_status.",
	Severity:   rule.High,
	Objectives: []objective.ID{objective.ConfigRecorder},
	Settings:   []string{"iac.baseline", "recording.source"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "config_recorder_all_regions_enabled"},
		{Tool: "checkov", ID: "CKV2_AWS_45"},
		{Tool: "securityhub", ID: "Config.1"},
		{Tool: "scoutsuite", ID: "config-recorder-not-configured"},
		{Tool: "powerpipe", ID: "foundational_security_config_1"},
	},
	Sources: []string{"CIS AWS Foundations 7.0.0", "CIS AWS Compute Services 1.0.0 4.1"},
	Example: `resource "aws_config_configuration_recorder" "this" {
  role_arn = aws_iam_role.config.arn
  recording_group {
    all_supported                 = true
    include_global_resource_types = true
  }
}

resource "aws_config_delivery_channel" "this" {
  s3_bucket_name = aws_s3_bucket.config.id
}

resource "aws_config_configuration_recorder_status" "this" {
  name       = aws_config_configuration_recorder.this.name
  is_enabled = true
  depends_on = [aws_config_delivery_channel.this]
}`,
	Decide: []rule.Decision{
		rule.On[*estate.ConfigRecorder](func(in *rule.Input, r *estate.ConfigRecorder) rule.Outcome {
			runs := r.RecorderRuns(in.Estate)
			switch value.IsTrue(runs, false) {
			case value.CannotTell:
				return rule.Unknown(runs.Named("is_enabled"))
			case value.No:
				return rule.Fail("{name} records nothing: it is not started", runs.Named("is_enabled")).Label("not started").
					Fix("Add an aws_config_configuration_recorder_status with is_enabled = true.")
			}
			channel, answer := channelOf(in, r)
			if answer == value.Yes {
				return rule.Pass(runs.Named("is_enabled"), channel)
			}
			if why, hides := in.Estate.Hides("delivery_channel", r.Scope); hides || answer == value.CannotTell {
				reason := "it cannot be told whether " + channel.Value + " is for this region"
				if hides {
					reason = why.Reason()
				}
				return rule.Unknown(access.Unread("delivery channel", reason, r.Block))
			}
			return rule.Fail("{name} delivers nowhere: it has no delivery channel", channel).Label("no delivery channel").
				Fix("Add an aws_config_delivery_channel.")
		}),
		rule.On[*estate.Account](func(in *rule.Input, a *estate.Account) rule.Outcome {
			source := in.Settings.Recording.Source
			if source.Get() != "aws" {
				return rule.UnknownBecause("somebody else records configuration: that needs an attestation, or runs of bailiwick without gaps", rule.Setting(source))
			}
			var facts []rule.Fact
			lacking := ""
			for region := range in.Estate.RegionsInUse(a.Scope) {
				r, answer := recorderIn(in, a, region)
				switch answer {
				case value.Yes:
					facts = append(facts, rule.Given{Name: "recorder", Value: r.Address, At: r.Block})
				case value.CannotTell:
					return rule.Unknown(access.Unread("recorder", "it cannot be told whether "+r.Address+" is for "+placed(region), r.Block))
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
			if why, hides := in.Estate.Hides("config_recorder", a.Scope); hides {
				return rule.Unknown(access.Unread("recorder", why.Reason(), a.Block))
			}
			facts = append(facts, rule.Given{Name: "recorder in " + lacking, Value: "none declared", At: a.Block}, rule.Setting(in.Settings.IaC.Baseline))
			if !a.Scope.Baseline {
				return rule.UnknownBecause("no recorder is declared here for "+lacking+", and the account may have one all the same: iac.baseline says whether this is all that it has", facts...)
			}
			return rule.Fail("AWS Config records nothing in "+lacking, facts...)
		}),
	},
}

// channelOf looks for the delivery channel of the recorder's region.
func channelOf(in *rule.Input, r *estate.ConfigRecorder) (rule.Given, value.Answer) {
	answer := value.No
	fact := rule.Given{Name: "delivery channel", Value: "none declared", At: r.Block}
	at, _ := r.Region.Get()
	for c := range estate.All[*estate.DeliveryChannel](in.Estate) {
		region, _ := c.Region.Get()
		here := value.Both(estate.Shares(c, r), region.Equal(at), c.Exists())
		if here == value.Yes || c.Scope == r.Scope && here == value.CannotTell && answer == value.No {
			answer, fact = here, rule.Given{Name: "delivery channel", Value: c.Address, At: c.Block}
		}
		if answer == value.Yes {
			break
		}
	}
	return fact, answer
}

// recorderIn looks for the recorder of a region. One that is stopped is found
// too: it is judged by itself.
func recorderIn(in *rule.Input, a *estate.Account, region value.Text) (best *estate.ConfigRecorder, answer value.Answer) {
	answer = value.No
	for r := range estate.All[*estate.ConfigRecorder](in.Estate) {
		at, _ := r.Region.Get()
		here := value.Both(estate.Shares(r, a), at.Equal(region), r.Exists())
		if here == value.Yes {
			return r, here
		}
		if r.Scope == a.Scope && here == value.CannotTell {
			best, answer = r, here
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
