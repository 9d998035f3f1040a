provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

variable "more" {}

resource "aws_iam_role" "code" { # want fail "code may change the function code, which runs with it"
  name               = "code"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "code" {
  role   = aws_iam_role.code.id
  name   = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "lambda:UpdateFunctionCode", Resource = "*" }] })
}

resource "aws_lambda_function" "code" {
  function_name = "code"
  role          = aws_iam_role.code.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_role" "named" { # want fail
  name               = "named"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "named" {
  role   = aws_iam_role.named.id
  name   = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "lambda:Update*", Resource = "arn:aws:lambda:*:*:function:named" }] })
}

resource "aws_lambda_function" "named" {
  function_name = "named"
  role          = aws_iam_role.named.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_role" "other" { # want pass
  name               = "other"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "other" {
  role   = aws_iam_role.other.id
  name   = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "lambda:*", Resource = "arn:aws:lambda:*:*:function:billing" }] })
}

resource "aws_lambda_function" "other" {
  function_name = "other"
  role          = aws_iam_role.other.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_role" "denied" { # want pass
  name               = "denied"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "denied" {
  role   = aws_iam_role.denied.id
  name   = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "lambda:*", Resource = "*" }, { Effect = "Deny", NotAction = "lambda:InvokeFunction", Resource = "*" }] })
}

resource "aws_lambda_function" "denied" {
  function_name = "denied"
  role          = aws_iam_role.denied.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_role" "invoker" { # want pass
  name               = "invoker"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "invoker" {
  role   = aws_iam_role.invoker.id
  name   = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "lambda:InvokeFunction", Resource = "*" }] })
}

resource "aws_lambda_function" "invoker" {
  function_name = "invoker"
  role          = aws_iam_role.invoker.arn
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
  name   = "own"
  policy = var.more
}

resource "aws_lambda_function" "unread" {
  function_name = "unread"
  role          = aws_iam_role.unread.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_role" "bucket" { # want fail "bucket may write the code of the function bucket"
  name               = "bucket"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "bucket" {
  role   = aws_iam_role.bucket.id
  name   = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:PutObject", Resource = "arn:aws:s3:::acme-code/*" }] })
}

resource "aws_lambda_function" "bucket" {
  function_name = "bucket"
  role          = aws_iam_role.bucket.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  s3_bucket     = "acme-code"
  s3_key        = "bucket.zip"
}

resource "aws_iam_role" "data" { # want pass
  name               = "data"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "data" {
  role   = aws_iam_role.data.id
  name   = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:PutObject", Resource = "arn:aws:s3:::acme-data/*" }] })
}

resource "aws_lambda_function" "data" {
  function_name = "data"
  role          = aws_iam_role.data.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  s3_bucket     = "acme-code"
  s3_key        = "data.zip"
}

resource "aws_iam_role" "somewhere" { # want unknown "whether an object that it may write"
  name               = "somewhere"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "somewhere" {
  role   = aws_iam_role.somewhere.id
  name   = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:PutObject", Resource = "arn:aws:s3:::acme-data/*" }] })
}

resource "aws_lambda_function" "somewhere" {
  function_name = "somewhere"
  role          = aws_iam_role.somewhere.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  s3_bucket     = var.more
  s3_key        = "somewhere.zip"
}

resource "aws_iam_role" "image" { # want fail "image may write the image of the function image"
  name               = "image"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "image" {
  role   = aws_iam_role.image.id
  name   = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "ecr:PutImage", Resource = "arn:aws:ecr:eu-central-1:111122223333:repository/orders" }] })
}

resource "aws_lambda_function" "image" {
  function_name = "image"
  role          = aws_iam_role.image.arn
  package_type  = "Image"
  image_uri     = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/orders:1"
}

resource "aws_iam_role" "layered" { # want fail "another version of a layer"
  name               = "layered"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "layered" {
  role   = aws_iam_role.layered.id
  name   = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "lambda:PublishLayerVersion", Resource = "arn:aws:lambda:eu-central-1:111122223333:layer:tools" }] })
}

resource "aws_lambda_function" "layered" {
  function_name = "layered"
  role          = aws_iam_role.layered.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
  layers        = ["arn:aws:lambda:eu-central-1:111122223333:layer:tools:3"]
}

resource "aws_iam_role" "elsewhere" { # want fail "elsewhere may change the functions that run with it"
  name               = "elsewhere"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "elsewhere" {
  role   = aws_iam_role.elsewhere.id
  name   = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "lambda:UpdateFunctionCode", Resource = "*" }] })
}

resource "aws_iam_role" "apart" { # want pass
  name               = "apart"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "apart" {
  role   = aws_iam_role.apart.id
  name   = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "lambda:GetFunction", Resource = "*" }] })
}
