provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

variable "who" {}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_lambda_permission" "open" { # want fail "Anyone on the internet may start orders"
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal     = "*"
}

resource "aws_lambda_permission" "org" { # want pass
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal     = "*"
  principal_org_id = "o-a1b2c3d4e5"
}

resource "aws_lambda_permission" "source" { # want pass
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal     = "*"
  source_account = "111122223333"
}

resource "aws_lambda_permission" "service" { # want pass
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal     = "s3.amazonaws.com"
  source_arn = "arn:aws:s3:::acme"
}

resource "aws_lambda_permission" "account" { # want pass
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal     = "444455556666"
}

resource "aws_lambda_permission" "unread" { # want unknown
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal     = var.who
}

resource "aws_lambda_permission" "url" {
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunctionUrl"
  principal     = "*"
  function_url_auth_type = "NONE"
}

resource "aws_lambda_permission" "iam" { # want fail "may start orders"
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunctionUrl"
  principal     = "*"
  function_url_auth_type = "AWS_IAM"
}
