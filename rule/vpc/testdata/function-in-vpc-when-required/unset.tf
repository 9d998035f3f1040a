resource "aws_lambda_function" "bare" { # want not-applicable
  function_name = "bare"
  role          = "arn:aws:iam::111122223333:role/r"
}
