provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

# Nobody has said who the pipeline is.
resource "aws_lambda_function" "orders" { # want unknown "setting identity.deployment_roles is missing: whether role deploy, who may replace the code of orders, is approved is not known"
  function_name = "orders"
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
    { Effect = "Allow", Action = "lambda:UpdateFunctionCode", Resource = "*" }
  ] })
}
