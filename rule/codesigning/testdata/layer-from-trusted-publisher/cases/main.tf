variable "layer" {
  type = string
}

variable "insights" {
  type    = string
  default = "arn:aws:lambda:eu-central-1:580247275435:layer:LambdaInsightsExtension:38"
}

data "aws_caller_identity" "current" {}

data "aws_region" "current" {}

resource "aws_lambda_layer_version" "shared" {
  layer_name = "shared"
}

resource "aws_lambda_function" "own" { # want pass
  function_name = "own"
  role          = "arn:aws:iam::111122223333:role/x"
  layers = [aws_lambda_layer_version.shared.arn]
}

resource "aws_lambda_function" "own_literal" { # want pass
  function_name = "own_literal"
  role          = "arn:aws:iam::111122223333:role/x"
  layers = ["arn:aws:lambda:eu-central-1:111122223333:layer:shared:4"]
}

resource "aws_lambda_function" "own_by_identity" { # want pass
  function_name = "own_by_identity"
  role          = "arn:aws:iam::111122223333:role/x"
  layers = ["arn:aws:lambda:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:layer:shared:4"]
}

# Prowler fails every layer of AWS.

resource "aws_lambda_function" "aws" { # want pass
  function_name = "aws"
  role          = "arn:aws:iam::111122223333:role/x"
  layers = [var.insights]
}

resource "aws_lambda_function" "aws_region_open" { # want pass
  function_name = "aws_region_open"
  role          = "arn:aws:iam::111122223333:role/x"
  layers = ["arn:aws:lambda:${data.aws_region.current.name}:017000801446:layer:AWSLambdaPowertoolsPythonV3-python313-x86_64:20"]
}

resource "aws_lambda_function" "vendor" { # want pass
  function_name = "vendor"
  role          = "arn:aws:iam::111122223333:role/x"
  layers = ["arn:aws:lambda:eu-central-1:464622532012:layer:Datadog-Extension:65"]
}

resource "aws_lambda_function" "stranger" { # want fail "account 999999999999 publishes"
  function_name = "stranger"
  role          = "arn:aws:iam::111122223333:role/x"
  layers = [aws_lambda_layer_version.shared.arn, "arn:aws:lambda:eu-central-1:999999999999:layer:tools:1"]
}

resource "aws_lambda_function" "maybe" { # want unknown "var.layer"
  function_name = "maybe"
  role          = "arn:aws:iam::111122223333:role/x"
  layers = [var.layer]
}

resource "aws_lambda_function" "none" { # want not-applicable
  function_name = "none"
  role          = "arn:aws:iam::111122223333:role/x"
  runtime = "python3.14"
}
