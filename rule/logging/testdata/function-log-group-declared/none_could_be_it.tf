variable "env" {
  type = string
}

resource "aws_lambda_function" "orders" { # want fail
  function_name = "orders-${var.env}"
  role          = "arn:aws:iam::111122223333:role/orders"
}

resource "aws_cloudwatch_log_group" "other" {
  name = "/app/${var.env}"
}
