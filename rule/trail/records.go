package trail

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/settings"
	"bailiwick/value"
)

// RecordsInvocations is decided for functions.
var RecordsInvocations = &rule.Rule{
	ID:         "trail-records-invocations",
	Title:      "Invocations of functions are recorded",
	Why:        "Who called a function is no management event: without a data event selector nobody can say who did.",
	Fix:        "Add a data event selector for AWS::Lambda::Function to the trail.",
	Severity:   rule.Medium,
	Objectives: []objective.ID{objective.Trail},
	Settings:   []string{"trail.invocations", "iac.baseline"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "awslambda_function_invoke_api_operations_cloudtrail_logging_enabled"},
		{Tool: "powerpipe", ID: "lambda_function_cloudtrail_logging_enabled"},
		{Tool: "scoutsuite", ID: "cloudtrail-no-data-logging"},
	},
	Sources: []string{"CloudTrail User Guide, Logging data events"},
	Example: `resource "aws_cloudtrail" "all" {
  name                  = "all"
  s3_bucket_name        = aws_s3_bucket.trail.id
  is_multi_region_trail = true
  event_selector {
    data_resource {
      type   = "AWS::Lambda::Function"
      values = ["arn:aws:lambda"]
    }
  }
}`,
	Decide: []rule.Decision{rule.On[*estate.Function](func(in *rule.Input, f *estate.Function) rule.Outcome {
		asked := in.Settings.Trail.Invocations
		if asked.Any() {
			return rule.NotApplicable("no invocation must be recorded", rule.Setting(asked))
		}
		selected, why := value.No, rule.Fact(rule.Setting(asked))
		if asked.Set() {
			selected, why = selects(in, asked.Get(), f)
			if selected == value.No {
				return rule.NotApplicable("its invocations need not be recorded", why, rule.Setting(asked))
			}
		}
		all := keepers(in, f)
		arn, _ := f.ARN()
		e := event{typ: "AWS::Lambda::Function", source: "lambda.amazonaws.com", name: "Invoke", write: true, arn: arn, exact: true, near: f}
		recorded, facts := e.recorded(all)
		if recorded == value.Yes {
			return rule.Pass(facts...)
		}
		failure := rule.Fail("Invocations of {name} are not recorded", append(facts, why, rule.Setting(asked))...)
		if !asked.Set() {
			// By default those count that hold a data class or are open to anyone.
			selected, why = classed(in, f)
			if open, entry := in.Access.OpenToAnyone(f); selected != value.Yes && open != value.No {
				selected, why = open, entry
			}
			failure.Facts = append(failure.Facts, why)
		}
		hides := hidden(in, f)
		switch {
		case recorded == value.CannotTell:
			return unknown(f, "whether a trail records it", facts)
		case hides != nil:
			return rule.Unknown(hides)
		case !anyHere(all):
			failure = none(in, f, failure)
		}
		switch {
		case failure.Verdict != rule.FailVerdict:
			return failure
		case selected == value.CannotTell:
			return rule.Unknown(why)
		case selected == value.No:
			return failure.As(rule.Info)
		}
		return failure
	})},
}

// RecordsObjectWrites is decided for buckets.
var RecordsObjectWrites = &rule.Rule{
	ID:         "trail-records-object-writes",
	Title:      "Writes of objects in sensitive buckets are recorded",
	Why:        "Who overwrote or deleted an object is no management event: without a data event selector nobody can say who did.",
	Fix:        "Add a data event selector for AWS::S3::Object, write or all, to the trail.",
	Severity:   rule.Medium,
	Objectives: []objective.ID{objective.Trail},
	Settings:   []string{"trail.objects", "iac.baseline"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "cloudtrail_s3_dataevents_write_enabled"},
		{Tool: "trivy", ID: "AWS-0171"},
		{Tool: "securityhub", ID: "S3.22"},
		{Tool: "powerpipe", ID: "cloudtrail_s3_object_write_events_audit_enabled"},
		{Tool: "config", ID: "cloudtrail-s3-dataevents-enabled"},
		{Tool: "scoutsuite", ID: "cloudtrail-partial-data-logging"},
	},
	Sources: []string{"CIS AWS Foundations 7.0.0 4.8", "CloudTrail User Guide, Logging data events"},
	Example: objectsExample,
	Decide:  objects(true, "Writes of objects in {name} are not recorded"),
}

// RecordsObjectReads is decided for buckets.
var RecordsObjectReads = &rule.Rule{
	ID:         "trail-records-object-reads",
	Title:      "Reads of objects in sensitive buckets are recorded",
	Why:        "After a theft nobody can say which objects were read: that is no management event.",
	Fix:        "Add a data event selector for AWS::S3::Object, read or all, to the trail.",
	Severity:   rule.Medium,
	Objectives: []objective.ID{objective.Trail},
	Settings:   []string{"trail.objects", "iac.baseline"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "cloudtrail_s3_dataevents_read_enabled"},
		{Tool: "trivy", ID: "AWS-0172"},
		{Tool: "securityhub", ID: "S3.23"},
		{Tool: "powerpipe", ID: "cloudtrail_s3_object_read_events_audit_enabled"},
		{Tool: "config", ID: "cloudtrail-s3-dataevents-enabled"},
		{Tool: "scoutsuite", ID: "cloudtrail-partial-data-logging"},
	},
	Sources: []string{"CIS AWS Foundations 7.0.0 4.9", "CloudTrail User Guide, Logging data events"},
	Example: objectsExample,
	Decide:  objects(false, "Reads of objects in {name} are not recorded"),
}

const objectsExample = `resource "aws_cloudtrail" "all" {
  name                  = "all"
  s3_bucket_name        = aws_s3_bucket.trail.id
  is_multi_region_trail = true
  event_selector {
    read_write_type = "All"
    data_resource {
      type   = "AWS::S3::Object"
      values = ["${aws_s3_bucket.customers.arn}/"]
    }
  }
}`

func objects(write bool, deed string) []rule.Decision {
	return []rule.Decision{rule.On[*estate.Bucket](func(in *rule.Input, b *estate.Bucket) rule.Outcome {
		asked := in.Settings.Trail.Objects
		if asked.Any() {
			return rule.NotApplicable("no object event must be recorded", rule.Setting(asked))
		}
		selected, why := selects(in, asked.Get(), b)
		if selected == value.No {
			return rule.NotApplicable("its objects need not be recorded", why, rule.Setting(asked))
		}
		all := keepers(in, b)
		arn, _ := b.ARN()
		e := event{typ: "AWS::S3::Object", source: "s3.amazonaws.com", write: write, arn: value.Join(arn, value.Literal("/")), near: b}
		recorded, facts := e.recorded(all)
		switch {
		case recorded == value.Yes:
			return rule.Pass(facts...)
		case selected == value.CannotTell:
			return rule.Unknown(why)
		case recorded == value.CannotTell:
			return unknown(b, "whether a trail records it", facts)
		}
		if hides := hidden(in, b); hides != nil {
			return rule.Unknown(hides)
		}
		failure := rule.Fail(deed, append(facts, why, rule.Setting(asked))...)
		if !anyHere(all) {
			return none(in, b, failure)
		}
		return failure
	})}
}

// selects is Engine.Selected, where public means open to anyone.
func selects(in *rule.Input, by []settings.Selector, r estate.Resource) (value.Answer, rule.Fact) {
	answer, why := in.Access.Selected(by, r)
	f, ok := r.(*estate.Function)
	if answer != value.CannotTell || !ok {
		return answer, why
	}
	var others []settings.Selector
	public := false
	for _, s := range by {
		if public = public || s.By == settings.ByPublic; s.By != settings.ByPublic {
			others = append(others, s)
		}
	}
	if answer, why = in.Access.Selected(others, r); answer != value.Yes && public {
		if open, entry := in.Access.OpenToAnyone(f); open != value.No {
			return open, entry
		}
	}
	return answer, why
}

// classed tells whether the resource holds a data class.
func classed(in *rule.Input, r estate.Resource) (value.Answer, access.Fact) {
	return in.Access.Selected([]settings.Selector{{By: settings.ByClass}}, r)
}
