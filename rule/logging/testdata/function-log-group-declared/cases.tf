resource "aws_lambda_function" "orders" { # want pass
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
}

resource "aws_cloudwatch_log_group" "orders" {
  name              = "/aws/lambda/${aws_lambda_function.orders.function_name}"
  retention_in_days = 365
}

resource "aws_lambda_function" "bare" { # want fail "Nobody manages the log group of bare"
  function_name = "bare"
  role          = "arn:aws:iam::111122223333:role/orders"
}

resource "aws_lambda_function" "named" { # want pass
  function_name = "named"
  role          = "arn:aws:iam::111122223333:role/orders"
  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.own.name
  }
}

resource "aws_cloudwatch_log_group" "own" {
  name = "/own"
}

# It names another than the one that is declared.
resource "aws_lambda_function" "elsewhere" { # want fail
  function_name = "elsewhere"
  role          = "arn:aws:iam::111122223333:role/orders"
  logging_config {
    log_format = "JSON"
    log_group  = "/elsewhere"
  }
}

resource "aws_cloudwatch_log_group" "elsewhere" {
  name = "/aws/lambda/elsewhere"
}
