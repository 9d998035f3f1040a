resource "aws_iam_role" "shared" {
  name               = "shared"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_lambda_function" "a" { # want pass
  function_name = "a"
  role          = aws_iam_role.shared.arn
  filename = "a.zip"
}

resource "aws_lambda_function" "b" { # want pass
  function_name = "b"
  role          = aws_iam_role.shared.arn
  filename = "a.zip"
}
