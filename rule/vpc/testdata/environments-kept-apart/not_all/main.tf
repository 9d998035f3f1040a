provider "aws" { # want fail "Functions of production and of staging"
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

variable "some" {}

resource "aws_iam_role" "live" { # want pass
  name               = "live"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
  tags               = { environment = "live" }
}

resource "aws_iam_role" "staging" { # want pass
  name               = "staging"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
  tags               = { environment = "staging" }
}

resource "aws_lambda_function" "live" { # want unknown "iac.baseline says"
  function_name = "live"
  role          = aws_iam_role.live.arn
  tags          = { environment = "live" }
}

resource "aws_lambda_function" "staging" { # want not-applicable
  function_name = "staging"
  role          = aws_iam_role.staging.arn
  tags          = { environment = "staging" }
}
