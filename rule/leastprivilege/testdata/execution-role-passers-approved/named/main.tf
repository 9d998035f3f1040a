provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

resource "aws_lambda_function" "app" {
  function_name = "app"
  role          = aws_iam_role.app.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_lambda_function" "bound" {
  function_name = "bound"
  role          = aws_iam_role.bound.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

# tools may hand it to Lambda and make a function; starter to EC2 alone; maker makes functions and hands over nothing.
resource "aws_iam_role" "app" { # want fail "The role tools may hand app to a function and so run code of its own with it"
  name               = "app"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "app" {
  role = aws_iam_role.app.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "dynamodb:GetItem", Resource = "*" }
  ] })
}

resource "aws_iam_role" "bound" { # want unknown "only who is declared is seen here"
  name               = "bound"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "bound" {
  role = aws_iam_role.bound.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "dynamodb:GetItem", Resource = "*" }
  ] })
}

resource "aws_iam_role" "deploy" {
  name               = "deploy"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "codebuild.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "deploy" {
  role = aws_iam_role.deploy.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = ["iam:PassRole", "lambda:*"], Resource = "*" }
  ] })
}

resource "aws_iam_role" "tools" {
  name               = "tools"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "tools" {
  role = aws_iam_role.tools.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "iam:PassRole", Resource = aws_iam_role.app.arn, Condition = { StringEquals = { "iam:PassedToService" = "lambda.amazonaws.com" } } },
    { Effect = "Allow", Action = "lambda:Create*", Resource = "*" }
  ] })
}

resource "aws_iam_role" "starter" {
  name               = "starter"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "starter" {
  role = aws_iam_role.starter.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "iam:PassRole", Resource = "*", Condition = { StringEquals = { "iam:PassedToService" = "ec2.amazonaws.com" } } },
    { Effect = "Allow", Action = "lambda:*", Resource = "*" }
  ] })
}

resource "aws_iam_role" "maker" {
  name               = "maker"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "maker" {
  role = aws_iam_role.maker.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "lambda:*", Resource = "*" }
  ] })
}
