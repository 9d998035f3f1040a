resource "aws_lambda_function" "inside" { # want fail "(low)"
  function_name = "inside"
  role          = "arn:aws:iam::111122223333:role/orders"
}

