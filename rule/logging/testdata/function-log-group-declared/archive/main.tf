resource "aws_lambda_function" "orders" { # want not-applicable
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
  logging_config {
    log_format = "JSON"
    log_group  = "/archive/orders"
  }
}

