// Package secrets holds the rules on where secrets stand.
package secrets

import (
	"strings"

	"bailiwick/estate"
	detect "bailiwick/internal/secret"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// EnvironmentNoSecret is decided for functions that have environment
// variables.
var EnvironmentNoSecret = &rule.Rule{
	ID:       "function-environment-no-secret",
	Title:    "Environment variables hold no secrets",
	Why:      "Everyone who may read the function's configuration, its template or its state reads the secret; it lands in logs of deployments and cannot rotate without one.",
	Fix:      "Keep the secret in Secrets Manager, pass its ARN, and fetch it at run time. Then replace the secret: it was in the open.",
	Severity: rule.Critical,
	Example: `resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.orders.arn
  environment {
    variables = { DB_SECRET_ARN = aws_secretsmanager_secret.db.arn }
  }
}`,
	Objectives: []objective.ID{objective.Secrets},
	Settings:   []string{"secrets.allow_names"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "awslambda_function_no_secrets_in_variables"},
		{Tool: "checkov", ID: "CKV_AWS_45"},
		{Tool: "kics", ID: "1402afd8-a95c-4e84-8b0b-6fb43758e6ce"},
		{Tool: "powerpipe", ID: "lambda_function_variables_no_sensitive_data"},
		{Tool: "safeguards", ID: "no-secret-env-vars"},
		{Tool: "kics", ID: "2564172f-c92b-4261-9acd-464aed511696"},
	},
	Sources: []string{"AWS Lambda Developer Guide, Securing Lambda environment variables", "CIS AWS Compute Services Benchmark 1.0.0, 4.3"},
	Decide: []rule.Decision{rule.On[*estate.Function](func(in *rule.Input, f *estate.Function) rule.Outcome {
		variables, known := f.Environment.Get()
		if hasNone(f) {
			return rule.NotApplicable("the function has no environment variables", f.Environment)
		}
		var worst found
		var open rule.Fact
		why := ""
		for _, v := range variables {
			name := v.Key.String()
			if in.HoldsNoSecret(name) {
				continue
			}
			held := rule.SecrecyOf(name, v.Value)
			switch {
			case held.Class != detect.None || held.From != "" && !copiedByReference(held):
				worst = worst.or(found{name, v.Value, held})
			case held.Unread != "" && open == nil:
				open, why = v.Value, name+": "+held.Unread
			}
		}
		switch {
		case worst.name != "":
			return worst.fail()
		case !known, f.Environment.Partial():
			return rule.Unknown(f.Environment)
		case open != nil:
			return rule.UnknownBecause(why, open)
		}
		return rule.Pass(clean(f.Environment))
	})},
}

// hasNone reports whether the function has no environment variables for sure.
func hasNone(f *estate.Function) bool {
	variables, known := f.Environment.Get()
	return f.Environment.IsAbsent() || known && len(variables) == 0 && !f.Environment.Partial()
}

// clean is the fact that no variable holds what the rule is about. The values
// are not repeated.
func clean(environment value.Entries) rule.Fact {
	return rule.Given{Name: "variables", Value: "all read, none holds one", At: environment.Origin()}
}

// copiedByReference reports whether a deployment tool puts the secret in place
// of a reference that stands in the template: the template itself holds none.
func copiedByReference(held rule.Secrecy) bool { return strings.HasPrefix(held.From, "resolve:") }

// A found is a variable that holds a secret.
type found struct {
	name string
	v    value.Value[value.Text]
	held rule.Secrecy
}

// or returns the worse of two: one that is written out is worse than one that
// is copied, and a placeholder is the least.
func (a found) or(b found) found {
	if a.name == "" || b.rank() > a.rank() {
		return b
	}
	return a
}

func (a found) rank() int {
	switch a.held.Class {
	case detect.Placeholder:
		return 1
	case detect.None:
		return 2
	case rule.Declared:
		return 3
	}
	return 4
}

func (a found) fail() rule.Outcome {
	fact := a.held.Fact(a.v)
	switch a.rank() {
	case 1:
		return rule.Fail("The variable "+a.name+" of {name} waits for a secret", fact).As(rule.Low).
			Label("a placeholder: what replaces it will stand in clear")
	case 2:
		return rule.Fail("The variable "+a.name+" of {name} holds a secret", fact).As(rule.High).
			Label("copied from " + a.held.From)
	case 3:
		return rule.Fail("The variable "+a.name+" of {name} holds a value declared sensitive", fact).As(rule.High).
			Label("declared sensitive, and in clear in the function's configuration")
	}
	return rule.Fail("The variable "+a.name+" of {name} holds a secret", fact).Label(string(a.held.Class)).
		Who("Every principal with lambda:GetFunctionConfiguration, and every reader of this code, reads it")
}

// EnvironmentNoResolvedSecret is decided for functions that have environment
// variables.
var EnvironmentNoResolvedSecret = &rule.Rule{
	ID:       "function-environment-no-resolved-secret",
	Title:    "Deployment does not copy secrets into environment variables",
	Why:      "A secret that is read at deployment stands in clear in the function's configuration and in the state from then on, whatever its store does to protect it, and a rotated secret leaves the old one behind.",
	Fix:      "Pass the secret's ARN and read it in code, by the Parameters and Secrets extension.",
	Severity: rule.High,
	Example: `resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.orders.arn
  environment {
    variables = { DB_SECRET_ARN = data.aws_secretsmanager_secret.db.arn }
  }
}`,
	Objectives: []objective.ID{objective.Secrets},
	Settings:   []string{"secrets.allow_names"},
	Sources:    []string{"AWS Lambda Developer Guide, Use Secrets Manager secrets in Lambda functions"},
	Decide: []rule.Decision{rule.On[*estate.Function](func(in *rule.Input, f *estate.Function) rule.Outcome {
		variables, known := f.Environment.Get()
		if hasNone(f) {
			return rule.NotApplicable("the function has no environment variables", f.Environment)
		}
		var open rule.Fact
		why := ""
		for _, v := range variables {
			name := v.Key.String()
			if in.HoldsNoSecret(name) {
				continue
			}
			held := rule.SecrecyOf(name, v.Value)
			switch {
			case held.From != "":
				from := rule.Given{Name: name, Value: "from " + held.From, At: v.Value.Origin()}
				return rule.Fail("Deployment copies a secret into the variable "+name+" of {name}", from).Label("from " + held.From).
					Who("Every principal with lambda:GetFunctionConfiguration, and every reader of the state, reads it")
			case held.Unread != "" && open == nil:
				open, why = v.Value, name+": "+held.Unread
			}
		}
		switch {
		case !known, f.Environment.Partial():
			return rule.Unknown(f.Environment)
		case open != nil:
			return rule.UnknownBecause(why, open)
		}
		return rule.Pass(clean(f.Environment))
	})},
}
