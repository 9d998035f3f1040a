package codesigning

import (
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// FunctionCodeSigned is decided for functions that are packaged as zip files.
var FunctionCodeSigned = &rule.Rule{
	ID:       "function-code-signed",
	Title:    "Zip functions accept signed code only",
	Why:      "Without a code signing configuration that enforces, Lambda runs whatever package somebody who may deploy hands it, changed or not.",
	Fix:      "Attach a code signing configuration with untrusted_artifact_on_deployment = \"Enforce\".",
	Severity: rule.Medium,
	Example: `resource "aws_lambda_code_signing_config" "release" {
  allowed_publishers {
    signing_profile_version_arns = [aws_signer_signing_profile.release.version_arn]
  }
  policies {
    untrusted_artifact_on_deployment = "Enforce"
  }
}

resource "aws_lambda_function" "orders" {
  function_name           = "orders"
  role                    = aws_iam_role.orders.arn
  code_signing_config_arn = aws_lambda_code_signing_config.release.arn
}`,
	Objectives: []objective.ID{objective.CodeSigning},
	Settings:   []string{"code_signing.required"},
	Equivalents: []rule.Equivalent{
		{Tool: "checkov", ID: "CKV_AWS_272"},
	},
	Sources: []string{"AWS Lambda Developer Guide, Using code signing to verify code integrity with Lambda", "CIS AWS Compute Services Benchmark 1.0.0, 4.8"},
	Decide: []rule.Decision{rule.On[*estate.Function](func(in *rule.Input, f *estate.Function) rule.Outcome {
		sort, known := f.PackageType.Get()
		switch {
		case known && sort.Is("Image") == value.Yes:
			return rule.NotApplicable("Lambda verifies signatures of zip packages only", f.PackageType)
		case f.PackageType.IsUnknown():
			return rule.Unknown(f.PackageType)
		case known && sort.HasHoles():
			return rule.UnknownBecause("package_type: "+sort.String()+" is not known", f.PackageType)
		}
		required := in.Settings.CodeSigning.Required
		severity := rule.Low
		if required.Get() {
			severity = rule.Medium
		}
		if f.CodeSigning.IsAbsent() {
			return rule.Fail("{name} accepts code that nobody signed", f.CodeSigning, rule.Setting(required)).As(severity).Label("no code signing configuration")
		}
		config, reach := estate.Find[*estate.CodeSigningConfig](in.Estate, f, f.CodeSigning)
		text, _ := f.CodeSigning.Get()
		switch {
		case f.CodeSigning.IsUnknown():
			return rule.Unknown(f.CodeSigning)
		case reach != estate.Here && text.IsEmpty() == value.CannotTell:
			return rule.UnknownBecause("code_signing_config_arn: "+text.String()+" is not known, and may be empty", f.CodeSigning)
		case reach != estate.Here:
			return rule.UnknownBecause("the code signing configuration "+text.String()+" was not read", f.CodeSigning)
		}
		mode, set := config.Untrusted.Get()
		switch {
		case set && mode.Is("Enforce") == value.Yes:
			return rule.Pass(f.CodeSigning, config.Untrusted)
		case config.Untrusted.IsUnknown():
			return rule.Unknown(config.Untrusted)
		case set && mode.Is("Enforce") == value.CannotTell:
			return rule.UnknownBecause("untrusted_artifact_on_deployment: "+mode.String()+" is not known", config.Untrusted)
		}
		return rule.Fail("{name} only warns of code that nobody signed", config.Untrusted, f.CodeSigning, rule.Setting(required)).As(severity).
			Label("warns, and deploys all the same")
	})},
}
