provider "aws" { # want unknown "inventory.environment_tag"
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

variable "some" {}

resource "aws_iam_role" "live" { # want unknown
  name               = "live"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
  tags               = { environment = "live" }
}

resource "aws_lambda_function" "live" { # want unknown
  function_name = "live"
  role          = aws_iam_role.live.arn
  tags          = { environment = "live" }
}
