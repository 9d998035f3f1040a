package secrets

import (
	"strings"

	"bailiwick/estate"
	detect "bailiwick/internal/secret"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// NoUserKeyForFunctions is decided for functions that have environment
// variables: code is not read yet.
var NoUserKeyForFunctions = &rule.Rule{
	ID:       "user-key-none-for-functions",
	Title:    "No function uses a long-lived access key",
	Why:      "A function has a role, whose credentials last hours. The access key of a user lasts until somebody finds it, works from anywhere, and hides which function acted.",
	Fix:      "Grant the function's role what the key is for, or let it assume a role in the other account; then delete the key.",
	Severity: rule.High,
	Example: `resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.orders.arn
  environment {
    variables = { REPORT_ROLE_ARN = aws_iam_role.reports.arn }
  }
}`,
	Objectives: []objective.ID{objective.Secrets, objective.LeastPrivilege},
	Equivalents: []rule.Equivalent{
		{Tool: "checkov", ID: "CKV_AWS_45"},
		{Tool: "kics", ID: "1402afd8-a95c-4e84-8b0b-6fb43758e6ce"},
		{Tool: "prowler", ID: "awslambda_function_no_secrets_in_variables"},
		{Tool: "kics", ID: "2564172f-c92b-4261-9acd-464aed511696"},
	},
	Sources: []string{"AWS Lambda Developer Guide, Defining Lambda function permissions with an execution role"},
	Decide: []rule.Decision{rule.On[*estate.Function](func(in *rule.Input, f *estate.Function) rule.Outcome {
		variables, known := f.Environment.Get()
		if hasNone(f) {
			return rule.NotApplicable("the function has no environment variables, and its code is not read", f.Environment)
		}
		var open rule.Fact
		why := ""
		for _, v := range variables {
			name := v.Key.String()
			if user := userKey(v.Value); user != "" {
				return rule.Fail("{name} uses the access key of an IAM user", rule.Given{Name: name, Value: "from " + user, At: v.Value.Origin()}).
					Label("from " + user)
			}
			held := rule.SecrecyOf(name, v.Value)
			switch {
			case held.Class == detect.AWSAccessKey, isKeyName(name) && held.Class != detect.None && held.Class != detect.Placeholder:
				return rule.Fail("{name} uses the access key of an IAM user", held.Fact(v.Value)).Label(string(detect.AWSAccessKey))
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

// userKey returns the reference to an access key that the value is made of, or
// "".
func userKey(v value.Value[value.Text]) string {
	if text, ok := v.Get(); ok {
		for _, hole := range text.Symbols() {
			if name := hole.Name(); strings.Contains("."+name, ".aws_iam_access_key.") || strings.HasSuffix(name, ".AccessKeyId") || strings.HasSuffix(name, ".SecretAccessKey") {
				return hole.Name()
			}
		}
		return ""
	}
	for word := range strings.FieldsFuncSeq(v.Reason(), func(r rune) bool { return strings.ContainsRune(" ,${}()`", r) }) {
		if strings.Contains("."+word, ".aws_iam_access_key.") {
			return word
		}
	}
	return ""
}

// isKeyName reports whether a name means an AWS access key.
func isKeyName(name string) bool {
	upper := strings.ToUpper(name)
	for _, part := range [...]string{"AWS_ACCESS_KEY", "AWS_SECRET_ACCESS_KEY", "AWS_SECRET_KEY", "S3_SECRET_KEY", "S3_ACCESS_KEY", "SECRET_ACCESS_KEY", "IAM_ACCESS_KEY", "IAM_SECRET_KEY"} {
		if strings.Contains(upper, part) {
			return true
		}
	}
	return false
}

// AccessKeyNotInCode is decided for access keys that code makes.
var AccessKeyNotInCode = &rule.Rule{
	ID:       "access-key-not-in-code",
	Title:    "Access keys are not made by Terraform or CloudFormation",
	Why:      "The secret of a key that Terraform makes stands in clear in its state, for everyone who may read that.",
	Fix:      "Use a role. If a key is unavoidable, make it outside the code, or set pgp_key so that the state holds only ciphertext.",
	Severity: rule.Medium,
	Example: `resource "aws_iam_access_key" "partner" {
  user    = aws_iam_user.partner.name
  pgp_key = "keybase:partner"
}`,
	Objectives: []objective.ID{objective.Secrets},
	Equivalents: []rule.Equivalent{
		{Tool: "kics", ID: "7081f85c-b94d-40fd-8b45-a4f1cac75e46"},
	},
	Sources: []string{"IAM User Guide, Security best practices in IAM", "Terraform AWS provider, Resource aws_iam_access_key"},
	Decide: []rule.Decision{rule.On[*estate.AccessKey](func(_ *rule.Input, k *estate.AccessKey) rule.Outcome {
		switch {
		case k.Scope.Dialect == estate.CloudFormation:
			return rule.Fail("The template makes an access key of "+owner(k), k.User).Label("its secret goes wherever the template sends it")
		case k.PGPKey.IsAbsent():
			return rule.Fail("The state holds the secret of an access key of "+owner(k), k.PGPKey, k.User).Label("its secret stands in the state in clear")
		}
		text, ok := k.PGPKey.Get()
		switch {
		case !ok:
			return rule.Unknown(k.PGPKey)
		case text.IsEmpty() == value.CannotTell:
			return rule.UnknownBecause("pgp_key: "+text.String()+" is not known, and may be empty", k.PGPKey)
		}
		return rule.Pass(k.PGPKey)
	})},
}

// owner names the user of the key in a sentence.
func owner(k *estate.AccessKey) string {
	if text, ok := k.User.Get(); ok {
		return "the user " + text.String()
	}
	return "a user"
}
