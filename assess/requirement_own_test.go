package assess_test

import (
	"testing"

	"bailiwick/assess"
)

// Where a text wants the company's own value, the default does not stand in for
// it: what hangs on the value is unknown, and is neither met nor broken.
func TestTheCompanysOwnValueIsNotGuessed(t *testing.T) {
	role := `resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = aws_iam_role.r.arn
  runtime       = "python3.13"
  filename      = "f.zip"
}
resource "aws_iam_role" "r" {
  name               = "r"
  assume_role_policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}"
}
resource "aws_iam_role_policy" "r" {
  role   = aws_iam_role.r.id
  policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"cloudtrail:StopLogging\",\"Resource\":\"*\"}]}"
}
`
	for _, test := range []struct{ rule, key, tf string }{
		{"key-rotates", "encryption.rotation_max_days", `resource "aws_kms_key" "k" {
  enable_key_rotation     = true
  rotation_period_in_days = 180
}
`},
		{"secret-rotates", "secrets.rotation_max_days", `resource "aws_secretsmanager_secret" "s" { name = "s" }
resource "aws_secretsmanager_secret_rotation" "s" {
  secret_id           = aws_secretsmanager_secret.s.id
  rotation_lambda_arn = "arn:aws:lambda:eu-central-1:111122223333:function:rotate"
  rotation_rules { automatically_after_days = 30 }
}
`},
		{"log-group-retention-long-enough", "logging.min_days", `resource "aws_cloudwatch_log_group" "g" { retention_in_days = 400 }`},
		{"api-access-log-fields-complete", "logging.access_log_fields", `resource "aws_apigatewayv2_api" "a" {
  name          = "a"
  protocol_type = "HTTP"
}
resource "aws_apigatewayv2_stage" "s" {
  api_id = aws_apigatewayv2_api.a.id
  name   = "live"
  access_log_settings {
    destination_arn = "arn:aws:logs:eu-central-1:111122223333:log-group:calls"
    format          = "$context.identity.sourceIp $context.requestTime $context.routeKey $context.status $context.requestId"
  }
}
`},
		{"function-in-vpc-when-required", "network.vpc_required", role},
		{"role-cannot-disable-audit", "identity.security_tooling_roles", role},
		{"bucket-versioned", "backup.required", `resource "aws_s3_bucket" "b" { bucket = "b" }`},
	} {
		t.Run(test.rule, func(t *testing.T) {
			r := found(t, measured(t, test.tf, "frameworks: [Acme]\n", asks("decides: "+test.rule, "with: "+test.key+" = own")), "Acme", "A-1")
			if n := r.Counts(); r.Status != assess.NotEvaluated || n.Decided() > 0 || n.Unknown == 0 || r.Why != "the company must set "+test.key {
				t.Errorf("%v, %q, %+v", r.Status, r.Why, n)
			}
			r = found(t, measured(t, test.tf, "frameworks: [Acme]\n", asks("decides: "+test.rule)), "Acme", "A-1")
			if r.Counts().Decided()+r.Counts().NotApplicable+r.Counts().Info == 0 {
				t.Errorf("nothing is decided without that: the test shows nothing: %+v", r.Counts())
			}
		})
	}
}
