resource "aws_lambda_function" "orders" { # want unknown "no trail is declared here"
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
  tags          = { data-class = "personal" }
}
