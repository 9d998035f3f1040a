// Package runtimesupport holds the rules on runtimes and their end.
package runtimesupport

import (
	"fmt"

	"bailiwick/dated"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// RuntimeSupported is decided for functions that run on a runtime of Lambda's.
var RuntimeSupported = &rule.Rule{
	ID:       "function-runtime-supported",
	Title:    "Functions run on a supported runtime",
	Why:      "After its deprecation a runtime gets no more security patches; later Lambda refuses to create and update functions of it.",
	Fix:      "Move to the successor that AWS names.",
	Severity: rule.High,
	Example: `resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.orders.arn
  runtime       = "python3.14"
  handler       = "main.handler"
  filename      = "orders.zip"
}`,
	Objectives: []objective.ID{objective.RuntimeSupport},
	Settings:   []string{"runtimes.table"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "awslambda_function_using_supported_runtimes"},
		{Tool: "checkov", ID: "CKV_AWS_363"},
		{Tool: "securityhub", ID: "Lambda.2"},
		{Tool: "config", ID: "lambda-function-settings-check"},
		{Tool: "cdk-nag", ID: "AwsSolutions-L1"},
		{Tool: "cdk-nag", ID: "Serverless-LambdaLatestVersion"},
		{Tool: "powerpipe", ID: "lambda_function_use_latest_runtime"},
		{Tool: "tflint", ID: "aws_lambda_function_deprecated_runtime"},
		{Tool: "safeguards", ID: "allowed-runtimes"},
	},
	Sources: []string{"AWS Lambda Developer Guide, Lambda runtimes", "CIS AWS Compute Services Benchmark 1.0.0, 4.11"},
	Decide: []rule.Decision{
		rule.On[*estate.Function](func(in *rule.Input, f *estate.Function) rule.Outcome {
			if o, none := withoutRuntime(f); none {
				return o
			}
			return supported(in, f.Runtime)
		}),
		rule.On[*estate.WebFunctionRevision](func(in *rule.Input, r *estate.WebFunctionRevision) rule.Outcome {
			if r.Runtime.IsAbsent() {
				return rule.NotApplicable("the revision names no runtime", r.Runtime)
			}
			return supported(in, r.Runtime)
		}),
	},
}

// supported judges a runtime by the table of the day.
func supported(in *rule.Input, runtime value.Value[value.Text]) rule.Outcome {
	rt, o, ok := look(in, runtime)
	if !ok {
		return o
	}
	date := fact("deprecation of "+rt.ID, rt.Deprecation)
	ended, known := rt.Deprecation.Reached(in.Today)
	switch {
	case !known:
		return rule.UnknownBecause("no source tells when "+rt.ID+" is deprecated", runtime, date)
	case !ended:
		return rule.Pass(runtime, date, table(in))
	}
	failure := rule.Fail(fmt.Sprintf("{name} runs on %s, which has had no patches since %s", rt.Name, rt.Deprecation), runtime, date, table(in)).
		Label("deprecated on " + rt.Deprecation.String()).Fix(successor(rt))
	if blocked, sure := rt.BlockUpdate.Reached(in.Today); blocked && sure && rt.BlockUpdate.IsKnown() {
		return failure.As(rule.Critical).Who("Lambda has refused updates of it since " + rt.BlockUpdate.String())
	}
	if rt.BlockUpdate.IsKnown() {
		return failure.Who("Lambda refuses updates of it from " + rt.BlockUpdate.String() + ", as AWS had it on " + rt.Known.String())
	}
	return failure
}

// RuntimeNotEndingSoon is decided for functions on a runtime that is still
// supported.
var RuntimeNotEndingSoon = &rule.Rule{
	ID:       "function-runtime-not-ending-soon",
	Title:    "Functions leave a runtime before it ends",
	Why:      "A move to another runtime takes tests and time; AWS announces the end of one about 180 days ahead.",
	Fix:      "Plan the move to the successor before the date.",
	Severity: rule.Medium,
	Example: `resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.orders.arn
  runtime       = "nodejs24.x"
  handler       = "index.handler"
  filename      = "orders.zip"
}`,
	Objectives: []objective.ID{objective.RuntimeSupport},
	Settings:   []string{"runtimes.warn_days"},
	Sources:    []string{"AWS Lambda Developer Guide, Runtime deprecation policy"},
	Decide: []rule.Decision{rule.On[*estate.Function](func(in *rule.Input, f *estate.Function) rule.Outcome {
		if o, none := withoutRuntime(f); none {
			return o
		}
		rt, o, ok := look(in, f.Runtime)
		if !ok {
			return o
		}
		warn := in.Settings.Runtimes.WarnDays
		date := fact("deprecation of "+rt.ID, rt.Deprecation)
		ended, known := rt.Deprecation.Reached(in.Today)
		soon, _ := rt.Deprecation.Reached(in.Today.Add(warn.Get()))
		switch {
		case !known:
			return rule.UnknownBecause("no source tells when "+rt.ID+" is deprecated", f.Runtime, date)
		case ended:
			return rule.NotApplicable("the runtime has ended: function-runtime-supported tells of it", f.Runtime, date)
		case !soon:
			return rule.Pass(f.Runtime, date, rule.Setting(warn))
		}
		left := rt.Deprecation.Day().Sub(in.Today)
		return rule.Fail(fmt.Sprintf("{name} runs on %s, which ends on %s", rt.Name, rt.Deprecation), f.Runtime, date, rule.Setting(warn), table(in)).
			Label("ends in " + count(left)).Fix(successor(rt))
	})},
}

func count(days int) string {
	if days == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%d days", days)
}

// withoutRuntime returns the outcome for functions of which no runtime can be
// judged, and whether the function is one.
func withoutRuntime(f *estate.Function) (rule.Outcome, bool) {
	sort, known := f.PackageType.Get()
	switch {
	case known && sort.Is("Image") == value.Yes, !f.ImageURI.IsAbsent() && f.Runtime.IsAbsent() && f.ImageURI.IsKnown():
		return rule.NotApplicable("an image brings its own runtime", f.PackageType, f.ImageURI), true
	case !f.Runtime.IsAbsent():
		return rule.Outcome{}, false
	case f.PackageType.IsUnknown():
		return rule.Unknown(f.PackageType, f.Runtime), true
	case known && sort.HasHoles():
		return rule.UnknownBecause("package_type: "+sort.String()+" is not known", f.PackageType, f.Runtime), true
	}
	return rule.UnknownBecause("the function names no runtime", f.Runtime, f.PackageType), true
}

// look returns what the table knows of a runtime, or the outcome for one that
// it cannot judge.
func look(in *rule.Input, runtime value.Value[value.Text]) (dated.Runtime, rule.Outcome, bool) {
	text, ok := runtime.Get()
	if !ok {
		return dated.Runtime{}, rule.Unknown(runtime), false
	}
	id, literal := text.Literal()
	if !literal {
		return dated.Runtime{}, rule.UnknownBecause("runtime: "+text.String()+" is not known", runtime), false
	}
	rt, known := in.Runtimes.Runtime(id)
	switch {
	case !known:
		return rt, rule.UnknownBecause("the table of runtimes does not have "+id, runtime, table(in)), false
	case rt.Package == "customer-managed":
		return rt, rule.NotApplicable("the publisher of a customer-managed runtime patches it", runtime), false
	}
	return rt, rule.Outcome{}, true
}

// fact is a date of the table as a fact.
func fact(name string, d dated.Date) rule.Fact {
	return rule.Given{Name: name, Value: d.String()}
}

// table says of which day the table of runtimes is.
func table(in *rule.Input) rule.Fact {
	if s := in.Settings.Runtimes.Table; s.Set() {
		return rule.Setting(s)
	}
	return rule.Given{Name: "table of runtimes", Value: "of " + in.Runtimes.Made().String()}
}

func successor(rt dated.Runtime) string {
	if rt.Successor == "" {
		return "Move to a supported runtime"
	}
	return "Move to " + rt.Successor
}
