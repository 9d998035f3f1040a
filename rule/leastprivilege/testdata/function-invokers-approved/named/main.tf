provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

resource "aws_lambda_function" "orders" { # want fail "The role tools may invoke orders"
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/app"
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_lambda_function" "permitted" { # want fail "The policy of permitted lets sns.amazonaws.com invoke it"
  function_name = "permitted"
  role          = "arn:aws:iam::111122223333:role/app"
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_lambda_permission" "permitted" {
  function_name = aws_lambda_function.permitted.function_name
  action        = "lambda:InvokeFunction"
  principal     = "sns.amazonaws.com"
}

resource "aws_lambda_function" "known" { # want unknown "only who is declared is seen here"
  function_name = "known"
  role          = "arn:aws:iam::111122223333:role/app"
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_lambda_permission" "known" {
  function_name = aws_lambda_function.known.function_name
  action        = "lambda:InvokeFunction"
  principal     = "events.amazonaws.com"
}

resource "aws_lambda_function" "billing" { # want unknown "functions.invokers has no entry for the function"
  function_name = "billing"
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

resource "aws_iam_role" "tools" {
  name               = "tools"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "tools" {
  role = aws_iam_role.tools.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "lambda:Invoke*", Resource = "${aws_lambda_function.orders.arn}:*" }
  ] })
}

resource "aws_iam_role" "denied" {
  name               = "denied"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "denied" {
  role = aws_iam_role.denied.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "lambda:*", Resource = "*" },
    { Effect = "Deny", Action = "lambda:Invoke*", Resource = "*" }
  ] })
}
