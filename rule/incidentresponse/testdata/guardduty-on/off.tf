provider "aws" { # want pass
  region = "eu-central-1"
}

resource "aws_guardduty_detector" "this" { # want fail "switched off"
  enable = false
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
}
