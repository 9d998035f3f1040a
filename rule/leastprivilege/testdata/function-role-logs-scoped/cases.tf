provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

variable "more" {}

resource "aws_iam_role" "own" { # want pass
  name               = "own"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "own" {
  role   = aws_iam_role.own.id
  name   = "logs"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["logs:CreateLogStream", "logs:PutLogEvents"], Resource = "${aws_cloudwatch_log_group.own.arn}:*" }] })
}

resource "aws_cloudwatch_log_group" "own" { name = "/aws/lambda/own" }

resource "aws_lambda_function" "own" {
  function_name = "own"
  role          = aws_iam_role.own.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_role" "named" { # want pass
  name               = "named"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "named" {
  role   = aws_iam_role.named.id
  name   = "logs"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["logs:CreateLogStream", "logs:PutLogEvents"], Resource = "arn:aws:logs:*:*:log-group:/aws/lambda/named:*" }] })
}

resource "aws_lambda_function" "named" {
  function_name = "named"
  role          = aws_iam_role.named.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_role" "basic" { # want fail "basic may write into the logs of every function"
  name               = "basic"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy_attachment" "basic" {
  role       = aws_iam_role.basic.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_lambda_function" "basic" {
  function_name = "basic"
  role          = aws_iam_role.basic.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_role" "functions" { # want fail
  name               = "functions"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "functions" {
  role   = aws_iam_role.functions.id
  name   = "logs"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "logs:Put*", Resource = "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/lambda/*" }] })
}

resource "aws_lambda_function" "functions" {
  function_name = "functions"
  role          = aws_iam_role.functions.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_role" "negated" { # want fail
  name               = "negated"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "negated" {
  role   = aws_iam_role.negated.id
  name   = "logs"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", NotAction = "s3:*", Resource = "*" }] })
}

resource "aws_lambda_function" "negated" {
  function_name = "negated"
  role          = aws_iam_role.negated.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_role" "others" { # want fail
  name               = "others"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "others" {
  role   = aws_iam_role.others.id
  name   = "logs"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "logs:PutLogEvents", NotResource = "arn:aws:logs:*:*:log-group:/audit/*" }] })
}

resource "aws_lambda_function" "others" {
  function_name = "others"
  role          = aws_iam_role.others.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_role" "prefix" { # want unknown "whether nobody else's logs are there cannot be told"
  name               = "prefix"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "prefix" {
  role   = aws_iam_role.prefix.id
  name   = "logs"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["logs:CreateLogStream", "logs:PutLogEvents"], Resource = "arn:aws:logs:*:*:log-group:/aws/lambda/prefix*:*" }] })
}

resource "aws_lambda_function" "prefix" {
  function_name = "prefix"
  role          = aws_iam_role.prefix.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_role" "denied" { # want unknown
  name               = "denied"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "denied" {
  role   = aws_iam_role.denied.id
  name   = "logs"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "logs:*", Resource = "*" }, { Effect = "Deny", Action = ["logs:CreateLogStream", "logs:PutLogEvents"], NotResource = "arn:aws:logs:*:*:log-group:/aws/lambda/denied:*" }] })
}

resource "aws_lambda_function" "denied" {
  function_name = "denied"
  role          = aws_iam_role.denied.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_role" "hole" { # want unknown
  name               = "hole"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "hole" {
  role   = aws_iam_role.hole.id
  name   = "logs"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "logs:PutLogEvents", Resource = var.more }] })
}

resource "aws_lambda_function" "hole" {
  function_name = "hole"
  role          = aws_iam_role.hole.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_role" "unread" { # want unknown
  name               = "unread"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "unread" {
  role   = aws_iam_role.unread.id
  name   = "logs"
  policy = var.more
}

resource "aws_lambda_function" "unread" {
  function_name = "unread"
  role          = aws_iam_role.unread.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_role" "none" { # want not-applicable "no writing of logs"
  name               = "none"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "none" {
  role   = aws_iam_role.none.id
  name   = "logs"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::orders/*" }] })
}

resource "aws_lambda_function" "none" {
  function_name = "none"
  role          = aws_iam_role.none.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_role" "people" { # want not-applicable "no function runs with the role"
  name               = "people"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:root" } }] })
}

resource "aws_iam_role" "tagged" { # want unknown "whether nobody else's logs are there cannot be told"
  name               = "tagged"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "tagged" {
  role   = aws_iam_role.tagged.id
  name   = "logs"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["logs:CreateLogStream", "logs:PutLogEvents"], Resource = "arn:aws:logs:*:*:log-group:/aws/lambda/$${aws:PrincipalTag/function}:*" }] })
}

resource "aws_lambda_function" "tagged" {
  function_name = "tagged"
  role          = aws_iam_role.tagged.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_role" "sometimes" { # want fail
  name               = "sometimes"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "sometimes" {
  role   = aws_iam_role.sometimes.id
  name   = "logs"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["logs:CreateLogStream", "logs:PutLogEvents"], Resource = "*" }, { Effect = "Deny", Action = ["logs:CreateLogStream", "logs:PutLogEvents"], Resource = "*", Condition = { BoolIfExists = { "aws:SecureTransport" = "false" } } }] })
}

resource "aws_lambda_function" "sometimes" {
  function_name = "sometimes"
  role          = aws_iam_role.sometimes.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_role" "never" { # want unknown
  name               = "never"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "never" {
  role   = aws_iam_role.never.id
  name   = "logs"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["logs:CreateLogStream", "logs:PutLogEvents"], Resource = "*" }, { Effect = "Deny", Action = "logs:*", Resource = "*" }] })
}

resource "aws_lambda_function" "never" {
  function_name = "never"
  role          = aws_iam_role.never.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}
