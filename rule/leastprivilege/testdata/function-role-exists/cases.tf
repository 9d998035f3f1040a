provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

variable "who" {}

resource "aws_iam_role" "good" {
  name               = "good"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_lambda_function" "good" { # want pass
  function_name = "good"
  role          = aws_iam_role.good.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_role" "several" {
  name               = "several"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = ["edgelambda.amazonaws.com", "lambda.amazonaws.com"] } }] })
}

resource "aws_lambda_function" "several" { # want pass
  function_name = "several"
  role          = aws_iam_role.several.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_role" "instance" {
  name               = "instance"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_lambda_function" "instance" { # want fail "Lambda may not assume the role instance of instance"
  function_name = "instance"
  role          = aws_iam_role.instance.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_role" "denied" {
  name               = "denied"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }, { Effect = "Deny", Action = "sts:*", Principal = "*" }] })
}

resource "aws_lambda_function" "denied" { # want fail "Lambda is denied the role"
  function_name = "denied"
  role          = aws_iam_role.denied.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_role" "account" {
  name               = "account"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:root" } }] })
}

resource "aws_lambda_function" "account" { # want fail
  function_name = "account"
  role          = aws_iam_role.account.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_role" "unread" {
  name               = "unread"
  assume_role_policy = var.who
}

resource "aws_lambda_function" "unread" { # want unknown
  function_name = "unread"
  role          = aws_iam_role.unread.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_lambda_function" "named" { # want unknown "not declared here"
  function_name = "named"
  role          = "arn:aws:iam::111122223333:role/somewhere"
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}
