provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

resource "aws_lambda_function" "orders" { # want not-applicable
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/app"
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_role" "shop" {
  name               = "shop"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "shop" {
  role = aws_iam_role.shop.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "lambda:InvokeFunction", Resource = "*" }
  ] })
}
