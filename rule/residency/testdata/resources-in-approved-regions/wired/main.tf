# What is wired to a store handles its class: the function, its key and log
# group, and what is encrypted under the key.

variable "table" {
  type = string
}

provider "aws" {
  region = "us-east-2"
}

resource "aws_kms_key" "customers" { # want fail "lies in us-east-2"
  description = "customers"
}

resource "aws_dynamodb_table" "customers" { # want fail "lies in us-east-2"
  name         = "customers"
  hash_key     = "id"
  billing_mode = "PAY_PER_REQUEST"
  attribute {
    name = "id"
    type = "S"
  }
  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.customers.arn
  }
}

resource "aws_lambda_function" "api" { # want fail "lies in us-east-2"
  function_name = "api"
  role          = "arn:aws:iam::111122223333:role/api"
  runtime       = "python3.14"
  handler       = "main.handler"
  filename      = "api.zip"
  environment {
    variables = { TABLE = aws_dynamodb_table.customers.name }
  }
}

resource "aws_cloudwatch_log_group" "api" { # want fail "lies in us-east-2"
  name = "/aws/lambda/api"
}

# It may name any table.
resource "aws_lambda_function" "perhaps" { # want unknown "TABLE"
  function_name = "perhaps"
  role          = "arn:aws:iam::111122223333:role/api"
  runtime       = "python3.14"
  handler       = "main.handler"
  filename      = "api.zip"
  tags          = { data-class = "confidential" }
  environment {
    variables = { TABLE = var.table }
  }
}

# The owner states what the function handles; the queue need not.
resource "aws_sqs_queue" "failed" { # want unknown "nobody has stated"
  name = "failed"
}

resource "aws_lambda_function" "stated" { # want pass
  function_name = "stated"
  role          = "arn:aws:iam::111122223333:role/api"
  runtime       = "python3.14"
  handler       = "main.handler"
  filename      = "api.zip"
  tags          = { data-class = "confidential" }
  dead_letter_config {
    target_arn = aws_sqs_queue.failed.arn
  }
}

resource "aws_lambda_function" "unstated" { # want unknown "nobody has stated what the queue failed holds"
  function_name = "unstated"
  role          = "arn:aws:iam::111122223333:role/api"
  runtime       = "python3.14"
  handler       = "main.handler"
  filename      = "api.zip"
  environment {
    variables = { QUEUE = aws_sqs_queue.failed.url }
  }
}
