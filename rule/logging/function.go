// Package logging holds the rules about records of what happens: of functions,
// APIs, workflows and networks.
package logging

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// FunctionLogGroupDeclared is decided for functions.
var FunctionLogGroupDeclared = &rule.Rule{
	ID:         "function-log-group-declared",
	Title:      "A function's log group is managed, not made by accident",
	Why:        "Lambda makes the log group that nobody declared: it keeps for ever, under a key of AWS's, and is left behind when the function goes.",
	Fix:        "Declare a log group called /aws/lambda/ and the function's name, with a retention.",
	Severity:   rule.Medium,
	Objectives: []objective.ID{objective.Logging, objective.LogRetention},
	Settings:   []string{"logging.archives"},
	Equivalents: []rule.Equivalent{
		{Tool: "serverless-rules", ID: "lambda/log_retention"},
	},
	Sources: []string{"Lambda Developer Guide, Sending Lambda function logs to CloudWatch Logs"},
	Example: `resource "aws_cloudwatch_log_group" "orders" {
  name              = "/aws/lambda/${aws_lambda_function.orders.function_name}"
  retention_in_days = 365
}`,
	Decide: []rule.Decision{rule.On[*estate.Function](func(in *rule.Input, f *estate.Function) rule.Outcome {
		archives := in.Settings.Logging.Archives
		group, reach := f.FunctionLogGroup(in.Estate)
		if reach == estate.Here {
			fact := rule.Given{Name: "log group", Value: group.Address, At: group.Block}
			if group.Exists() != value.Yes {
				return rule.Unknown(access.Unread("log group", group.Unsure.Reason(), group.Block))
			}
			return rule.Pass(fact)
		}
		name := f.NameOr(f.FunctionName)
		if !f.LogGroup.IsAbsent() {
			name = f.LogGroup
		}
		text, known := name.Get()
		if !f.LogGroup.IsAbsent() && known {
			for _, ref := range archives.Get() {
				if ref.Tag == "" && text.Match(value.Literal(ref.Pattern)) == value.Yes {
					return rule.NotApplicable("it logs to an archive", f.LogGroup, rule.Setting(archives))
				}
			}
		}
		if why, unclear := in.Access.UnclearLogGroup(f); unclear {
			return rule.Unknown(why)
		}
		if f.LogGroup.IsAbsent() {
			text = value.Join(value.Literal("/aws/lambda/"), text)
		}
		return rule.Fail("Nobody manages the log group of {name}", name, rule.Given{Name: "log group", Value: "none declared", At: f.Block}).
			Fix("Declare the log group " + text.String() + " with a retention.")
	})},
}

// FunctionTraced is decided for functions.
var FunctionTraced = &rule.Rule{
	ID:         "function-traced",
	Title:      "Functions are traced",
	Why:        "Without traces nobody sees which call of a function reached what, or where the time went.",
	Fix:        "Set the tracing mode to Active.",
	Severity:   rule.Low,
	Objectives: []objective.ID{objective.Logging},
	Settings:   []string{"logging.tracing_layers"},
	Equivalents: []rule.Equivalent{
		{Tool: "checkov", ID: "CKV_AWS_50"},
		{Tool: "trivy", ID: "AWS-0066"},
		{Tool: "trivy", ID: "AWS-0125"},
		{Tool: "kics", ID: "8152e0cf-d2f0-47ad-96d5-d003a76eabd1"},
		{Tool: "kics", ID: "0d7ef70f-e176-44e6-bdba-add3e429788d"},
		{Tool: "securityhub", ID: "Lambda.7"},
		{Tool: "config", ID: "lambda-function-xray-enabled"},
		{Tool: "cdk-nag", ID: "Serverless-LambdaTracing"},
		{Tool: "powerpipe", ID: "lambda_function_tracing_enabled"},
		{Tool: "kics", ID: "9488c451-074e-4cd3-aee3-7db6104f542c"},
		{Tool: "kics", ID: "dc1ab429-1481-4540-9b1d-280e3f15f1f8"},
	},
	Sources: []string{"Lambda Developer Guide, Visualize Lambda function invocations using AWS X-Ray"},
	Example: `resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.orders.arn
  tracing_config {
    mode = "Active"
  }
}`,
	Decide: []rule.Decision{rule.On[*estate.Function](func(in *rule.Input, f *estate.Function) rule.Outcome {
		distributions := estate.Companions[*estate.Distribution](in.Estate, f, "")
		if found, _ := distributions.Get(); len(found) > 0 {
			d := found[0]
			return rule.NotApplicable("CloudFront runs it at the edge, where nothing is traced", rule.Given{Name: "distribution", Value: d.Address, At: d.Block})
		}
		active := value.Is(f.Tracing, "Active")
		if active == value.Yes {
			return rule.Pass(f.Tracing)
		}
		layers := in.Settings.Logging.TracingLayers
		traced := hasLayer(f, layers.Get())
		switch {
		case traced == value.Yes:
			return rule.Pass(f.Layers, rule.Setting(layers))
		case f.Tracing.IsUnknown():
			return rule.Unknown(f.Tracing)
		case active == value.CannotTell:
			return rule.UnknownBecause("the tracing mode "+f.Tracing.String()+" is not known", f.Tracing)
		case traced == value.CannotTell:
			return rule.Unknown(f.Tracing, access.Unread("layers", "it cannot be told whether one of logging.tracing_layers is among them", f.Layers.Origin()))
		case distributions.Partial():
			return rule.Unknown(f.Tracing, access.Unread("distribution", "CloudFront may run it at the edge: "+distributions.Reason(), f.Block))
		}
		return rule.Fail("{name} is not traced", f.Tracing).Label("not Active")
	})},
}
