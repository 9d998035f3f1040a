resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
}

variable "arn" {}
resource "aws_cloudwatch_event_rule" "hourly" {
  name                = "hourly"
  schedule_expression = "rate(1 hour)"
}
resource "aws_api_gateway_rest_api" "shop" { name = "shop" }

resource "aws_lambda_permission" "events" { # want fail "Anyone who uses events.amazonaws.com"
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal = "events.amazonaws.com"
}

resource "aws_lambda_permission" "rule" { # want pass
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal = "events.amazonaws.com"
  source_arn = aws_cloudwatch_event_rule.hourly.arn
}

resource "aws_lambda_permission" "account" { # want pass
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal = "sns.amazonaws.com"
  source_account = "111122223333"
}

resource "aws_lambda_permission" "api" { # want pass
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal = "apigateway.amazonaws.com"
  source_arn = "${aws_api_gateway_rest_api.shop.execution_arn}/*/*"
}

resource "aws_lambda_permission" "wide" { # want fail
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal = "apigateway.amazonaws.com"
  source_arn = "arn:aws:execute-api:*:*:*"
}

resource "aws_lambda_permission" "bucket" { # want fail "(medium)"
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal = "s3.amazonaws.com"
  source_arn = "arn:aws:s3:::uploads"
}

resource "aws_lambda_permission" "bucket_account" { # want pass
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal = "s3.amazonaws.com"
  source_arn = "arn:aws:s3:::uploads"
  source_account = "111122223333"
}

resource "aws_lambda_permission" "alexa" { # want fail
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal = "alexa-appkit.amazon.com"
}

resource "aws_lambda_permission" "skill" { # want pass
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal = "alexa-appkit.amazon.com"
  event_source_token = "amzn1.ask.skill.x"
}

resource "aws_lambda_permission" "secrets" { # want fail "(low)"
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal = "secretsmanager.amazonaws.com"
}

resource "aws_lambda_permission" "new" { # want unknown "table"
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal = "new-service.amazonaws.com"
}

resource "aws_lambda_permission" "handed" { # want unknown
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal = "events.amazonaws.com"
  source_arn = var.arn
}

resource "aws_lambda_permission" "url" { # want not-applicable
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunctionUrl"
  principal = "*"
  function_url_auth_type = "NONE"
}

resource "aws_lambda_permission" "own" { # want not-applicable
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal = "111122223333"
}

variable "account" { type = string }

resource "aws_lambda_permission" "handed_account" { # want unknown
  function_name  = aws_lambda_function.orders.function_name
  action         = "lambda:InvokeFunction"
  principal      = "sns.amazonaws.com"
  source_account = var.account
}

resource "aws_lambda_permission" "nobody_knows" { # want unknown
  function_name  = aws_lambda_function.orders.function_name
  action         = "lambda:InvokeFunction"
  principal      = "sns.amazonaws.com"
  source_account = var.arn
}
