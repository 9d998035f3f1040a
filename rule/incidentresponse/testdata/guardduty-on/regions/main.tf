provider "aws" { # want fail "No GuardDuty detector watches us-east-1"
  region = "eu-central-1"
}

provider "aws" {
  alias  = "virginia"
  region = "us-east-1"
}

resource "aws_guardduty_detector" "this" { # want pass
}

resource "aws_lambda_function" "edge" {
  provider      = aws.virginia
  function_name = "edge"
  role          = "arn:aws:iam::111122223333:role/edge"
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
}
