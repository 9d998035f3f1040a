package encryptionatrest

import (
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// EnvironmentCustomerKey is decided for functions that have environment
// variables.
var EnvironmentCustomerKey = &rule.Rule{
	ID:       "function-environment-customer-key",
	Title:    "Environment variables are encrypted with a customer managed key",
	Why:      "Under a key of AWS's everyone who may read the function's configuration reads its variables in clear; an own key lets its policy decide who may.",
	Fix:      "Set kms_key_arn to a customer managed key that the function's role may decrypt with.",
	Severity: rule.Low,
	Example: `resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.orders.arn
  kms_key_arn   = aws_kms_key.orders.arn
  environment {
    variables = { TABLE = aws_dynamodb_table.orders.name }
  }
}`,
	Objectives: []objective.ID{objective.EncryptionAtRest, objective.Secrets},
	Settings:   []string{"encryption.customer_key_for"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "awslambda_function_env_vars_not_encrypted_with_cmk"},
		{Tool: "checkov", ID: "CKV_AWS_173"},
		{Tool: "kics", ID: "4495bc5d-4d1e-4a26-ae92-152d18195648"},
		{Tool: "powerpipe", ID: "lambda_function_encryption_enabled"},
		{Tool: "kics", ID: "a7f8ac28-eed1-483d-87c8-4c325f022572"},
	},
	Sources: []string{"AWS Lambda Developer Guide, Securing Lambda environment variables"},
	Decide: []rule.Decision{rule.On[*estate.Function](func(in *rule.Input, f *estate.Function) rule.Outcome {
		variables, known := f.Environment.Get()
		key := in.Estate.CustomerKey(f, f.KMSKey)
		switch {
		case f.Environment.IsAbsent(), known && len(variables) == 0 && !f.Environment.Partial():
			return rule.NotApplicable("the function has no environment variables", f.Environment)
		case key.IsKnown():
			return rule.Pass(f.KMSKey)
		case key.IsUnknown():
			return rule.Unknown(key)
		case !known, len(variables) == 0:
			return rule.Unknown(f.Environment)
		}
		asked, why := demanded(in, f)
		return rule.Fail("The variables of {name} are encrypted with a key of AWS's", f.KMSKey, names(f.Environment), why, rule.Setting(in.Settings.Encryption.CustomerKeyFor)).
			As(severity(asked)).At(f.Environment.Origin()).Label("everyone who may read the configuration reads these").
			Who("Every principal with lambda:GetFunctionConfiguration reads the variables in clear")
	})},
}

// names returns the names of the variables as a fact: their values may be
// secret.
func names(environment value.Entries) rule.Fact {
	entries, _ := environment.Get()
	list := ""
	for i, e := range entries {
		switch {
		case i == 10:
			return rule.Given{Name: "variables", Value: list + " and more", At: environment.Origin()}
		case i > 0:
			list += ", "
		}
		list += e.Key.String()
	}
	return rule.Given{Name: "variables", Value: list, At: environment.Origin()}
}
