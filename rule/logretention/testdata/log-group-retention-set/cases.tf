variable "days" {
  type = number
}

variable "prefix" {
  type = string
}

resource "aws_cloudwatch_log_group" "set" { # want pass
  name              = "/aws/lambda/set"
  retention_in_days = 30
}

resource "aws_cloudwatch_log_group" "absent" { # want fail "is kept for ever"
  name = "/aws/lambda/absent"
}

resource "aws_cloudwatch_log_group" "zero" { # want fail
  name              = "/aws/lambda/zero"
  retention_in_days = 0
}

resource "aws_cloudwatch_log_group" "variable" { # want unknown "retention_in_days"
  name              = "/aws/lambda/variable"
  retention_in_days = var.days
}

# Nothing in the estate writes here.
resource "aws_cloudwatch_log_group" "else" { # want fail "(info)"
  name = "/app/else"
}

# It may be a function's.
resource "aws_cloudwatch_log_group" "prefixed" { # want unknown "may be the name"
  name = "${var.prefix}orders"
}

resource "aws_cloudwatch_log_group" "own" { # want fail
  name = "/orders"
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.own.name
  }
}

resource "aws_cloudwatch_log_group" "delivery" { # want not-applicable
  name            = "/aws/lambda/delivery"
  log_group_class = "DELIVERY"
}
