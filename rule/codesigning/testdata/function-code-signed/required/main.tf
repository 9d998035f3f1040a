resource "aws_lambda_function" "unsigned" { # want fail "(medium)"
  function_name = "unsigned"
  role          = "arn:aws:iam::111122223333:role/x"
  runtime = "python3.14"
}
