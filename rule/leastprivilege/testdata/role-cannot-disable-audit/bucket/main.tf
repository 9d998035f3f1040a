provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

resource "aws_s3_bucket" "trail" { bucket = "acme-trail" }
resource "aws_cloudtrail" "all" {
  name           = "all"
  s3_bucket_name = aws_s3_bucket.trail.id
}

resource "aws_iam_role" "eraser" { # want fail "eraser may delete the files of the trail all"
  name               = "eraser"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "eraser" {
  role   = aws_iam_role.eraser.id
  name   = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
}

resource "aws_lambda_function" "eraser" {
  function_name = "eraser"
  role          = aws_iam_role.eraser.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_role" "writer" { # want pass
  name               = "writer"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "writer" {
  role   = aws_iam_role.writer.id
  name   = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:*", Resource = ["arn:aws:s3:::acme-data", "arn:aws:s3:::acme-data/*"] }] })
}

resource "aws_lambda_function" "writer" {
  function_name = "writer"
  role          = aws_iam_role.writer.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}
