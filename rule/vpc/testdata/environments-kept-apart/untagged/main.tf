provider "aws" { # want fail "Functions of production and of staging"
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

variable "some" {}

resource "aws_iam_role" "live" { # want unknown
  name               = "live"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
  tags               = { environment = "live" }
}

resource "aws_iam_role" "staging" { # want pass
  name               = "staging"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
  tags               = { environment = "staging" }
}

resource "aws_iam_role" "none" { # want unknown
  name               = "none"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "none" {
  role   = aws_iam_role.none.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "dynamodb:*", Resource = "*" }] })
}

resource "aws_lambda_function" "live" { # want pass
  function_name = "live"
  role          = aws_iam_role.live.arn
  tags          = { environment = "live" }
}

resource "aws_lambda_function" "staging" { # want not-applicable
  function_name = "staging"
  role          = aws_iam_role.staging.arn
  tags          = { environment = "staging" }
}

resource "aws_lambda_function" "none" { # want unknown
  function_name = "none"
  role          = aws_iam_role.none.arn
}

resource "aws_lambda_function" "some" { # want unknown
  function_name = "some"
  role          = aws_iam_role.live.arn
  tags          = { environment = var.some }
}

resource "aws_dynamodb_table" "orders" { # want unknown "to which environment aws_iam_role.none belongs"
  name     = "orders"
  hash_key = "id"
  attribute {
    name = "id"
    type = "S"
  }
  tags     = { environment = "live" }
}
