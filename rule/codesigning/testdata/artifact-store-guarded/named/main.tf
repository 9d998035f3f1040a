provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/app"
  handler       = "app.handler"
  runtime       = "python3.13"
  s3_bucket     = aws_s3_bucket.artifacts.id
  s3_key        = "orders.zip"
}

resource "aws_s3_bucket" "artifacts" { # want fail "The role tools may write to artifacts, from which the function orders takes its code"
  bucket = "artifacts"
}

resource "aws_s3_bucket" "files" { # want not-applicable
  bucket = "files"
}

resource "aws_lambda_function" "image" {
  function_name = "image"
  role          = "arn:aws:iam::111122223333:role/app"
  package_type  = "Image"
  image_uri     = "${aws_ecr_repository.image.repository_url}:1"
}

resource "aws_ecr_repository" "image" { # want unknown "only who is declared is seen here"
  name = "image"
}

resource "aws_iam_role" "deploy" {
  name               = "deploy"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "codebuild.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "deploy" {
  role = aws_iam_role.deploy.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = ["s3:*", "ecr:*"], Resource = "*" }
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
    { Effect = "Allow", Action = "s3:Put*", Resource = "*" }
  ] })
}
