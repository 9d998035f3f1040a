provider "aws" { # want fail "may not call iam:UpdateAccessKey"
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

variable "some" {}

resource "aws_lambda_function" "contain" {
  function_name = "contain"
  role          = aws_iam_role.contain.arn
}

resource "aws_iam_role" "contain" {
  name               = "contain"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "contain" {
  role   = aws_iam_role.contain.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }] })
}

resource "aws_cloudwatch_event_rule" "suspicion" {
  name          = "suspicion"
  event_pattern = jsonencode({ source = ["aws.guardduty"], detail-type = ["GuardDuty Finding"] })
}

resource "aws_cloudwatch_event_target" "suspicion" {
  rule = aws_cloudwatch_event_rule.suspicion.name
  arn  = aws_lambda_function.contain.arn
}

resource "aws_guardduty_detector" "this" {
}
