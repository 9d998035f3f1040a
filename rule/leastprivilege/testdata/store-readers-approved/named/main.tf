provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

resource "aws_dynamodb_table" "orders" { # want fail "The role tools may read orders"
  name = "orders"
  tags = { data-class = "personal" }
}

resource "aws_dynamodb_table" "bills" { # want unknown "only who is declared is seen here"
  name = "bills"
  tags = { data-class = "personal" }
}

resource "aws_dynamodb_table" "cards" { # want unknown "stores.readers has no entry for the class card"
  name = "cards"
  tags = { data-class = "card" }
}

resource "aws_dynamodb_table" "unstated" { # want unknown "nobody has stated what it holds"
  name = "unstated"
}

# Who cannot decrypt it cannot read it.
resource "aws_secretsmanager_secret" "sealed" { # want unknown "only who is declared is seen here"
  name       = "sealed"
  kms_key_id = aws_kms_key.sealed.arn
  tags       = { data-class = "personal" }
}

resource "aws_kms_key" "sealed" {}

resource "aws_secretsmanager_secret" "opened" { # want fail "The role sealer may read opened"
  name = "opened"
  tags = { data-class = "personal" }
}

# What the bucket's own policy denies nobody may.
resource "aws_s3_bucket" "denied" { # want unknown "only who is declared is seen here"
  bucket = "denied"
  tags   = { data-class = "personal" }
}

resource "aws_s3_bucket_policy" "denied" {
  bucket = aws_s3_bucket.denied.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect = "Deny", Principal = "*", Action = "s3:GetObject", Resource = "${aws_s3_bucket.denied.arn}/*",
    Condition = { ArnNotLike = { "aws:PrincipalArn" = "arn:aws:iam::111122223333:role/orders" } }
  }] })
}

resource "aws_s3_bucket" "named" { # want fail "The role named may read named"
  bucket = "named"
  tags   = { data-class = "personal" }
}

resource "aws_s3_bucket_policy" "named" {
  bucket = aws_s3_bucket.named.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = aws_iam_role.named.arn }, Action = "s3:GetObject", Resource = "${aws_s3_bucket.named.arn}/*" }] })
}

resource "aws_cloudwatch_log_group" "app" { # want fail "The role tools may read /app"
  name = "/app"
}

resource "aws_iam_role" "orders" {
  name               = "orders"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "orders" {
  role = aws_iam_role.orders.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = ["dynamodb:*", "s3:GetObject", "kms:Decrypt"], Resource = "*" }
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
    { Effect = "Allow", Action = "dynamodb:Query", Resource = aws_dynamodb_table.orders.arn },
    { Effect = "Allow", Action = "logs:Get*", Resource = "*" },
    { Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.denied.arn}/*" }
  ] })
}

resource "aws_iam_role" "sealer" {
  name               = "sealer"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "sealer" {
  role = aws_iam_role.sealer.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = "*" }
  ] })
}

resource "aws_iam_role" "named" {
  name               = "named"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "named" {
  role = aws_iam_role.named.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "sqs:ListQueues", Resource = "*" }
  ] })
}
