provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

variable "more" {}

resource "aws_iam_role" "own" {
  name               = "own"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "own" {
  role   = aws_iam_role.own.id
  name   = "logs"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["logs:CreateLogStream", "logs:PutLogEvents"], Resource = "${aws_cloudwatch_log_group.own.arn}:*" }] })
}

resource "aws_cloudwatch_log_group" "own" { name = "/aws/lambda/own" }

resource "aws_lambda_function" "own" { # want pass
  function_name = "own"
  role          = aws_iam_role.own.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_role" "basic" {
  name               = "basic"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy_attachment" "basic" {
  role       = aws_iam_role.basic.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_cloudwatch_log_group" "basic" { name = "/aws/lambda/basic" }

resource "aws_lambda_function" "basic" { # want fail "basic makes its log group again when somebody deletes it"
  function_name = "basic"
  role          = aws_iam_role.basic.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_role" "undeclared" {
  name               = "undeclared"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy_attachment" "undeclared" {
  role       = aws_iam_role.undeclared.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_lambda_function" "undeclared" { # want not-applicable "not declared"
  function_name = "undeclared"
  role          = aws_iam_role.undeclared.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_role" "negated" {
  name               = "negated"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "negated" {
  role   = aws_iam_role.negated.id
  name   = "logs"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", NotAction = "iam:*", Resource = "*" }] })
}

resource "aws_cloudwatch_log_group" "negated" { name = "/aws/lambda/negated" }

resource "aws_lambda_function" "negated" { # want fail
  function_name = "negated"
  role          = aws_iam_role.negated.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_role" "wild" {
  name               = "wild"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "wild" {
  role   = aws_iam_role.wild.id
  name   = "logs"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "LOGS:c?eate*", Resource = "arn:aws:logs:*:*:log-group:/aws/lambda/wild*:*" }] })
}

resource "aws_cloudwatch_log_group" "wild" { name = "/aws/lambda/wild" }

resource "aws_lambda_function" "wild" { # want fail
  function_name = "wild"
  role          = aws_iam_role.wild.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_role" "denied" {
  name               = "denied"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "denied" {
  role   = aws_iam_role.denied.id
  name   = "logs"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "logs:*", Resource = "*" }, { Effect = "Deny", Action = "logs:CreateLogGroup", Resource = "*" }] })
}

resource "aws_cloudwatch_log_group" "denied" { name = "/aws/lambda/denied" }

resource "aws_lambda_function" "denied" { # want pass
  function_name = "denied"
  role          = aws_iam_role.denied.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_role" "spared" {
  name               = "spared"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "spared" {
  role   = aws_iam_role.spared.id
  name   = "logs"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "logs:*", Resource = "*" }, { Effect = "Deny", Action = "logs:CreateLogGroup", NotResource = "arn:aws:logs:*:*:log-group:/aws/lambda/spared*" }] })
}

resource "aws_cloudwatch_log_group" "spared" { name = "/aws/lambda/spared" }

resource "aws_lambda_function" "spared" { # want fail
  function_name = "spared"
  role          = aws_iam_role.spared.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_role" "other" {
  name               = "other"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "other" {
  role   = aws_iam_role.other.id
  name   = "logs"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "logs:CreateLogGroup", Resource = "arn:aws:logs:eu-central-1:111122223333:log-group:/app/*" }] })
}

resource "aws_cloudwatch_log_group" "other" { name = "/aws/lambda/other" }

resource "aws_lambda_function" "other" { # want pass
  function_name = "other"
  role          = aws_iam_role.other.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_role" "unread" {
  name               = "unread"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "unread" {
  role   = aws_iam_role.unread.id
  name   = "logs"
  policy = var.more
}

resource "aws_cloudwatch_log_group" "unread" { name = "/aws/lambda/unread" }

resource "aws_lambda_function" "unread" { # want unknown
  function_name = "unread"
  role          = aws_iam_role.unread.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_role" "hole" {
  name               = "hole"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "hole" {
  role   = aws_iam_role.hole.id
  name   = "logs"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "logs:CreateLogGroup", Resource = var.more }] })
}

resource "aws_cloudwatch_log_group" "hole" { name = "/aws/lambda/hole" }

resource "aws_lambda_function" "hole" { # want unknown
  function_name = "hole"
  role          = aws_iam_role.hole.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_cloudwatch_log_group" "elsewhere" { name = "/aws/lambda/elsewhere" }

resource "aws_lambda_function" "elsewhere" { # want unknown "the role is not declared here"
  function_name = "elsewhere"
  role          = "arn:aws:iam::111122223333:role/somewhere"
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

variable "name" {}

resource "aws_iam_role" "unnamed" {
  name               = "unnamed"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy_attachment" "unnamed" {
  role       = aws_iam_role.unnamed.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_lambda_function" "unnamed" { # want unknown "var.name has no value here"
  function_name = var.name
  role          = aws_iam_role.unnamed.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_role" "encrypted" {
  name               = "encrypted"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "encrypted" {
  role   = aws_iam_role.encrypted.id
  name   = "logs"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "logs:CreateLogGroup", Resource = "*" }, { Effect = "Deny", Action = "logs:CreateLogGroup", Resource = "*", Condition = { BoolIfExists = { "aws:SecureTransport" = "false" } } }] })
}

resource "aws_cloudwatch_log_group" "encrypted" { name = "/aws/lambda/encrypted" }

resource "aws_lambda_function" "encrypted" { # want fail
  function_name = "encrypted"
  role          = aws_iam_role.encrypted.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_role" "tagged" {
  name               = "tagged"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "tagged" {
  role   = aws_iam_role.tagged.id
  name   = "logs"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "logs:CreateLogGroup", Resource = "arn:aws:logs:*:*:log-group:/aws/lambda/$${aws:PrincipalTag/function}:*" }] })
}

resource "aws_cloudwatch_log_group" "tagged" { name = "/aws/lambda/tagged" }

resource "aws_lambda_function" "tagged" { # want unknown
  function_name = "tagged"
  role          = aws_iam_role.tagged.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}
