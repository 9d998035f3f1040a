variable "key" {
  type = string
}

resource "aws_kms_key" "logs" {}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/x"
  tags          = { data-class = "personal" }
}

resource "aws_lambda_function" "plain" {
  function_name = "plain"
  role          = "arn:aws:iam::111122223333:role/x"
  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.named.name
  }
}

resource "aws_cloudwatch_log_group" "orders" { # want fail "(medium)"
  name = "/aws/lambda/orders"
}

resource "aws_cloudwatch_log_group" "by_reference" { # want pass
  name       = "/aws/lambda/${aws_lambda_function.plain.function_name}"
  kms_key_id = aws_kms_key.logs.arn
}

resource "aws_cloudwatch_log_group" "named" { # want fail "(low)"
  name = "shop"
}

resource "aws_cloudwatch_log_group" "elsewhere" { # want fail "key of AWS's"
  name = "/aws/lambda/elsewhere"
}

resource "aws_cloudwatch_log_group" "maybe" { # want unknown "var.key"
  name       = "/aws/lambda/maybe"
  kms_key_id = var.key
}

resource "aws_cloudwatch_log_group" "of_nothing" { # want fail "(info)"
  name = "host-metrics"
}
