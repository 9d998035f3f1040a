resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
}

resource "aws_lambda_permission" "foreign" { # want unknown "accounts.own"
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal = "444455556666"
}
