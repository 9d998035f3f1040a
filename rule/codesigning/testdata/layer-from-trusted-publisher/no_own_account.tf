resource "aws_lambda_function" "stranger" { # want unknown "accounts.own"
  function_name = "stranger"
  role          = "arn:aws:iam::111122223333:role/x"
  layers = ["arn:aws:lambda:eu-central-1:999999999999:layer:tools:1"]
}
