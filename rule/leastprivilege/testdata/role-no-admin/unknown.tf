variable "more" { type = string }

resource "aws_lambda_function" "unread" {
  function_name = "unread"
  role          = aws_iam_role.unread.arn
}

resource "aws_iam_role" "unread" { # want unknown
  name = "unread"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "unread" {
  role = aws_iam_role.unread.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "dynamodb:GetItem", Resource = "*" }
    ]
  })
}

resource "aws_iam_role_policy_attachment" "unread" {
  role       = aws_iam_role.unread.name
  policy_arn = var.more
}

resource "aws_lambda_function" "star" {
  function_name = "star"
  role          = aws_iam_role.star.arn
}

resource "aws_iam_role" "star" { # want unknown "is not declared here"
  name = "star"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "star" {
  role = aws_iam_role.star.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "*", Resource = "*" }
    ]
  })
}

resource "aws_iam_role_policy_attachment" "star" {
  role       = aws_iam_role.star.name
  policy_arn = var.more
}

