variable "limit" {
  type = number
}

variable "auth" {
  type = string
}

resource "aws_lambda_function" "bound" { # want pass
  function_name = "bound"
  role          = "arn:aws:iam::111122223333:role/orders"
  reserved_concurrent_executions = 10
}

resource "aws_lambda_function" "stopped" { # want pass
  function_name = "stopped"
  role          = "arn:aws:iam::111122223333:role/orders"
  reserved_concurrent_executions = 0
}

resource "aws_lambda_function" "open" { # want fail "(low)"
  function_name = "open"
  role          = "arn:aws:iam::111122223333:role/orders"
}

resource "aws_lambda_function_url" "open" {
  function_name      = aws_lambda_function.open.function_name
  authorization_type = "NONE"
}

resource "aws_lambda_function" "inside" { # want fail "(info)"
  function_name = "inside"
  role          = "arn:aws:iam::111122223333:role/orders"
}

resource "aws_lambda_function" "minus" { # want fail
  function_name = "minus"
  role          = "arn:aws:iam::111122223333:role/orders"
  reserved_concurrent_executions = -1
}

resource "aws_lambda_function" "variable" { # want unknown "reserved_concurrent_executions"
  function_name = "variable"
  role          = "arn:aws:iam::111122223333:role/orders"
  reserved_concurrent_executions = var.limit
}

resource "aws_lambda_function" "perhaps" { # want unknown
  function_name = "perhaps"
  role          = "arn:aws:iam::111122223333:role/orders"
}

resource "aws_lambda_function_url" "perhaps" {
  function_name      = aws_lambda_function.perhaps.function_name
  authorization_type = var.auth
}

resource "aws_lambda_function" "polled" { # want pass
  function_name = "polled"
  role          = "arn:aws:iam::111122223333:role/orders"
}

resource "aws_lambda_event_source_mapping" "polled" {
  function_name    = aws_lambda_function.polled.arn
  event_source_arn = "arn:aws:sqs:eu-central-1:111122223333:jobs"
  scaling_config {
    maximum_concurrency = 10
  }
}
