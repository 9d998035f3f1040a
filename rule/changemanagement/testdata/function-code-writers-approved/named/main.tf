provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

resource "aws_lambda_function" "orders" { # want fail "The role tools may replace the code of orders"
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/app"
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

# Who writes the package writes the code.
resource "aws_lambda_function" "packed" { # want fail "The role packer may replace the package of packed"
  function_name = "packed"
  role          = "arn:aws:iam::111122223333:role/app"
  handler       = "app.handler"
  runtime       = "python3.13"
  s3_bucket     = aws_s3_bucket.artifacts.id
  s3_key        = "packed.zip"
}

resource "aws_s3_bucket" "artifacts" { bucket = "artifacts" }

# Only the pipeline and an administrator may, of those who are declared.
resource "aws_lambda_function" "billing" { # want unknown "only who is declared is seen here"
  function_name = "billing"
  role          = "arn:aws:iam::111122223333:role/app"
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_role" "deploy" {
  name               = "deploy"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "codebuild.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "deploy" {
  role = aws_iam_role.deploy.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "lambda:*", Resource = "*" },
    { Effect = "Allow", Action = "s3:*", Resource = "*" }
  ] })
}

resource "aws_iam_role" "OrganizationAdmin" {
  name               = "OrganizationAdmin"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "OrganizationAdmin" {
  role = aws_iam_role.OrganizationAdmin.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "*", Resource = "*" }
  ] })
}

resource "aws_iam_role" "tools" {
  name               = "tools"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "tools" {
  role = aws_iam_role.tools.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "lambda:Update*", Resource = aws_lambda_function.orders.arn },
    { Effect = "Allow", Action = "s3:PutObject", Resource = "arn:aws:s3:::elsewhere/*" }
  ] })
}

resource "aws_iam_role" "packer" {
  name               = "packer"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "packer" {
  role = aws_iam_role.packer.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "s3:PutObject", Resource = "${aws_s3_bucket.artifacts.arn}/*" }
  ] })
}

# A Deny takes it back.
resource "aws_iam_role" "denied" {
  name               = "denied"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "denied" {
  role = aws_iam_role.denied.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "lambda:*", Resource = "*" },
    { Effect = "Deny", Action = "lambda:*", Resource = "*" }
  ] })
}

resource "aws_iam_role" "reader" {
  name               = "reader"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "reader" {
  role = aws_iam_role.reader.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = ["lambda:Get*", "lambda:List*"], Resource = "*" }
  ] })
}
