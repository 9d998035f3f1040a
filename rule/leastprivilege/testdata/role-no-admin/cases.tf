resource "aws_lambda_function" "star" {
  function_name = "star"
  role          = aws_iam_role.star.arn
}

resource "aws_iam_role" "star" { # want fail "star may do everything"
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

resource "aws_lambda_function" "spelled" {
  function_name = "spelled"
  role          = aws_iam_role.spelled.arn
}

resource "aws_iam_role" "spelled" { # want fail "may do everything"
  name = "spelled"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "spelled" {
  role = aws_iam_role.spelled.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "*:*", Resource = "*" }
    ]
  })
}

resource "aws_lambda_function" "halves" {
  function_name = "halves"
  role          = aws_iam_role.halves.arn
}

resource "aws_iam_role" "halves" { # want fail "may do everything"
  name = "halves"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "halves" {
  role = aws_iam_role.halves.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", NotAction = ["s3:*", "iam:*", "ec2:*", "kms:*", "sts:*", "lambda:*", "dynamodb:*", "sqs:*"], Resource = "*" }
    ]
  })
}

resource "aws_iam_role_policy" "halves1" {
  role = aws_iam_role.halves.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["s3:*", "iam:*", "ec2:*", "kms:*", "sts:*", "lambda:*", "dynamodb:*", "sqs:*"], Resource = "*" }
    ]
  })
}

resource "aws_lambda_function" "nearly" {
  function_name = "nearly"
  role          = aws_iam_role.nearly.arn
}

resource "aws_iam_role" "nearly" { # want fail "may do everything but"
  name = "nearly"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "nearly" {
  role = aws_iam_role.nearly.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", NotAction = ["iam:*", "organizations:*", "account:*"], Resource = "*" }
    ]
  })
}

resource "aws_lambda_function" "iam" {
  function_name = "iam"
  role          = aws_iam_role.iam.arn
}

resource "aws_iam_role" "iam" { # want fail "may do everything in IAM"
  name = "iam"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "iam" {
  role = aws_iam_role.iam.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:*", Resource = "*" }
    ]
  })
}

resource "aws_lambda_function" "escalates" {
  function_name = "escalates"
  role          = aws_iam_role.escalates.arn
}

resource "aws_iam_role" "escalates" { # want fail "can come by administrator rights"
  name = "escalates"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "escalates" {
  role = aws_iam_role.escalates.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*" }
    ]
  })
}

resource "aws_lambda_function" "narrow" {
  function_name = "narrow"
  role          = aws_iam_role.narrow.arn
}

resource "aws_iam_role" "narrow" { # want pass
  name = "narrow"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "narrow" {
  role = aws_iam_role.narrow.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["dynamodb:GetItem", "dynamodb:PutItem"], Resource = "arn:aws:dynamodb:eu-central-1:111122223333:table/orders" },
      { Effect = "Allow", Action = ["logs:CreateLogStream", "logs:PutLogEvents"], Resource = "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/lambda/narrow:*" }
    ]
  })
}

resource "aws_lambda_function" "service" {
  function_name = "service"
  role          = aws_iam_role.service.arn
}

resource "aws_iam_role" "service" { # want pass
  name = "service"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "service" {
  role = aws_iam_role.service.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "dynamodb:*", Resource = "*" }
    ]
  })
}

resource "aws_lambda_function" "denied" {
  function_name = "denied"
  role          = aws_iam_role.denied.arn
}

resource "aws_iam_role" "denied" { # want pass
  name = "denied"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "denied" {
  role = aws_iam_role.denied.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "*", Resource = "*" },
      { Effect = "Deny", Action = "*", Resource = "*" }
    ]
  })
}

resource "aws_lambda_function" "nothing" {
  function_name = "nothing"
  role          = aws_iam_role.nothing.arn
}

resource "aws_iam_role" "nothing" { # want pass
  name = "nothing"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

