resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
}

data "aws_caller_identity" "current" {}
variable "account" {}

resource "aws_lambda_permission" "foreign" { # want fail "444455556666"
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal = "444455556666"
}

resource "aws_lambda_permission" "own" { # want pass
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal = "111122223333"
}

resource "aws_lambda_permission" "caller" { # want pass
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal = data.aws_caller_identity.current.account_id
}

resource "aws_lambda_permission" "trusted" { # want pass
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal = "arn:aws:iam::777788889999:role/x"
}

resource "aws_lambda_permission" "source" { # want fail "444455556666"
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal = "sns.amazonaws.com"
  source_arn = "arn:aws:sns:eu-central-1:444455556666:t"
}

resource "aws_lambda_permission" "org" { # want pass
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal = "*"
  principal_org_id = "o-a1b2c3d4e5"
}

resource "aws_lambda_permission" "other_org" { # want fail "another organisation"
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal = "*"
  principal_org_id = "o-zzzzzzzzzz"
}

resource "aws_lambda_permission" "service" { # want not-applicable
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal = "s3.amazonaws.com"
  source_arn = "arn:aws:s3:::b"
}

resource "aws_lambda_permission" "handed" { # want unknown
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal = var.account
}
