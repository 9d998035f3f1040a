resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
}

resource "aws_lambda_function_url" "other" { # want fail "not approved"
  function_name      = aws_lambda_function.orders.function_name
  authorization_type = "AWS_IAM"
  cors { allow_origins = ["https://evil.example.com"] }
}
resource "aws_lambda_function_url" "listed" { # want pass
  function_name      = aws_lambda_function.orders.function_name
  authorization_type = "AWS_IAM"
  cors { allow_origins = ["https://shop.example.com"] }
}
