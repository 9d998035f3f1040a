resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
}

variable "arn" {}
resource "aws_api_gateway_rest_api" "shop" { name = "shop" }

resource "aws_lambda_permission" "all" { # want fail "Any API"
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal = "apigateway.amazonaws.com"
  source_arn = "arn:aws:execute-api:*:*:*"
}

resource "aws_lambda_permission" "rules" { # want fail "Any rule"
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal = "events.amazonaws.com"
  source_arn = "arn:aws:events:eu-central-1:123456789012:rule/*"
}

resource "aws_lambda_permission" "buckets" { # want fail "Any bucket"
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal = "s3.amazonaws.com"
  source_arn = "arn:aws:s3:::*"
}

resource "aws_lambda_permission" "api" { # want pass
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal = "apigateway.amazonaws.com"
  source_arn = "${aws_api_gateway_rest_api.shop.execution_arn}/*/*"
}

resource "aws_lambda_permission" "literal" { # want pass
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal = "apigateway.amazonaws.com"
  source_arn = "arn:aws:execute-api:eu-central-1:111122223333:a1b2c3d4e5/*/GET/orders"
}

resource "aws_lambda_permission" "logs" { # want pass
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal = "logs.amazonaws.com"
  source_arn = "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/lambda/app:*"
}

resource "aws_lambda_permission" "handed" { # want unknown
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal = "events.amazonaws.com"
  source_arn = var.arn
}

resource "aws_lambda_permission" "none" { # want not-applicable
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal = "events.amazonaws.com"
}
