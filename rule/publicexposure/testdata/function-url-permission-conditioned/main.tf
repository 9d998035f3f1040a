resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
}

variable "via" { type = bool }
resource "aws_lambda_function_url" "orders" {
  function_name      = aws_lambda_function.orders.function_name
  authorization_type = "NONE"
}

resource "aws_lambda_permission" "open" { # want fail "around its URL"
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal = "*"
}

resource "aws_lambda_permission" "typed" { # want fail "(critical)"
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal = "*"
  function_url_auth_type = "NONE"
}

resource "aws_lambda_permission" "via" { # want pass
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal = "*"
  invoked_via_function_url = true
}

resource "aws_lambda_permission" "handed" { # want unknown
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal = "*"
  invoked_via_function_url = var.via
}

resource "aws_lambda_permission" "url" { # want not-applicable
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunctionUrl"
  principal = "*"
  function_url_auth_type = "NONE"
}

resource "aws_lambda_permission" "service" { # want not-applicable
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal = "events.amazonaws.com"
}
