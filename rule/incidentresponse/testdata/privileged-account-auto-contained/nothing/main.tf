provider "aws" { # want unknown "no detector is declared here"
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
