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

resource "aws_iam_role_policy" "staging" {
  role   = aws_iam_role.staging.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "dynamodb:GetItem", Resource = aws_dynamodb_table.orders.arn }] })
}

resource "aws_iam_role" "both" { # want fail "Functions of production and of staging"
  name               = "both"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
  tags               = { environment = "live" }
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

resource "aws_lambda_function" "one" { # want pass
  function_name = "one"
  role          = aws_iam_role.both.arn
  tags          = { environment = "live" }
}

resource "aws_lambda_function" "two" { # want not-applicable
  function_name = "two"
  role          = aws_iam_role.both.arn
  tags          = { environment = "staging" }
}

resource "aws_dynamodb_table" "orders" { # want fail "The role staging of staging may read or change the data of orders"
  name     = "orders"
  hash_key = "id"
  attribute {
    name = "id"
    type = "S"
  }
  tags     = { environment = "live" }
}

resource "aws_dynamodb_table" "trial" { # want not-applicable
  name     = "trial"
  hash_key = "id"
  attribute {
    name = "id"
    type = "S"
  }
  tags     = { environment = "staging" }
}
