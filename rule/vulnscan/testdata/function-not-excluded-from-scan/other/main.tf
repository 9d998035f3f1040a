resource "aws_lambda_function" "excluded" { # want not-applicable
  function_name = "excluded"
  role          = "arn:aws:iam::111122223333:role/x"
  tags = { InspectorExclusion = "LambdaStandardScanning" }
}
