variable "some" {}

data "aws_caller_identity" "me" {}

locals {
  trust = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}

resource "aws_s3_bucket" "orders" {
  bucket = "acme-orders"
}

resource "aws_iam_role" "own" { # want pass
  name               = "own"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "own" {
  role   = aws_iam_role.own.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = aws_sqs_queue.orders.arn }] })
}

resource "aws_iam_role" "own_by_id" { # want pass
  name               = "own-by-id"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "own_by_id" {
  role   = aws_iam_role.own_by_id.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "arn:aws:sqs:eu-central-1:${data.aws_caller_identity.me.account_id}:orders" }] })
}

resource "aws_iam_role" "own_bucket" { # want pass
  name               = "own-bucket"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "own_bucket" {
  role   = aws_iam_role.own_bucket.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.orders.arn}/*" }] })
}

resource "aws_iam_role" "own_bucket_by_name" { # want pass
  name               = "own-bucket-by-name"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "own_bucket_by_name" {
  role   = aws_iam_role.own_bucket_by_name.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::acme-orders/*" }] })
}

resource "aws_iam_role" "some_bucket" { # want unknown "it is not known whose bucket acme-reports is"
  name               = "some-bucket"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "some_bucket" {
  role   = aws_iam_role.some_bucket.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::acme-reports/*" }] })
}

resource "aws_iam_role" "foreign" { # want unknown "set accounts.own"
  name               = "foreign"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "foreign" {
  role   = aws_iam_role.foreign.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "arn:aws:sqs:eu-central-1:777788889999:theirs" }] })
}

resource "aws_iam_role" "nothing" { # want not-applicable
  name               = "nothing"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "nothing" {
  role   = aws_iam_role.nothing.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "ec2:DescribeRegions", Resource = "*" }] })
}

resource "aws_iam_role" "every_account" { # want not-applicable
  name               = "every-account"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "every_account" {
  role   = aws_iam_role.every_account.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::*:role/reader" }] })
}

resource "aws_iam_role" "image" { # want not-applicable
  name               = "image"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "image" {
  role   = aws_iam_role.image.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "bedrock:InvokeModel", Resource = "arn:aws:bedrock:eu-central-1::foundation-model/some-model" }] })
}

resource "aws_iam_role" "open" { # want unknown
  name               = "open"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "open" {
  role   = aws_iam_role.open.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = var.some }] })
}
