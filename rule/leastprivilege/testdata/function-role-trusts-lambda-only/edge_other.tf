variable "role" {
  type = string
}

resource "aws_iam_role" "edge" { # want unknown "another function may run with it"
  name               = "edge"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = ["lambda.amazonaws.com", "edgelambda.amazonaws.com"] } },
    ]
  })
}

resource "aws_lambda_function" "edge" {
  function_name = "edge"
  role          = aws_iam_role.edge.arn
  publish       = true
}

resource "aws_lambda_function" "other" {
  function_name = "other"
  role          = var.role
}
