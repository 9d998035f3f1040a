package publicexposure

import (
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// WebFunctionRequiresIAMAuth is decided for the endpoints of Web Functions.
var WebFunctionRequiresIAMAuth = &rule.Rule{
	ID:       "web-function-requires-iam-auth",
	Title:    "Web Function endpoints authenticate callers",
	Why:      "With ApplicationManaged Lambda authenticates nobody: every request from the internet reaches the code.",
	Fix:      "Set auth_type to IamAuth, or record the endpoint in functions.public with what authenticates callers instead.",
	Severity: rule.High,
	Example: `resource "awscc_lambda_web_function_endpoint" "shop" {
  function_name = awscc_lambda_web_function.shop.function_name
  endpoint_name = "shop"
  auth_type     = "IamAuth"
}`,
	Objectives: []objective.ID{objective.PublicExposure},
	Settings:   []string{"functions.public"},
	Sources:    []string{"AWS Lambda Developer Guide, Web functions endpoint access control"},
	Decide: []rule.Decision{rule.On[*estate.WebFunctionEndpoint](func(_ *rule.Input, e *estate.WebFunctionEndpoint) rule.Outcome {
		switch {
		case is(e.AuthType, "IamAuth") == value.Yes:
			return rule.Pass(e.AuthType)
		case is(e.AuthType, "ApplicationManaged") == value.Yes:
			return rule.Fail("Anyone on the internet may call the endpoint {name}", e.AuthType).Label("Lambda authenticates nobody")
		case e.AuthType.IsAbsent():
			return rule.UnknownBecause("auth_type is not set, and AWS documents no default for it", e.AuthType)
		}
		return rule.Undecided(e.AuthType)
	})},
}
