variable "some" {}

locals {
  trust = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_s3_bucket" "shares" {
  bucket = "acme-shares"
}

resource "aws_iam_role" "policies" { # want fail "may change who has access to every role"
  name               = "policies"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "policies" {
  role   = aws_iam_role.policies.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["iam:PutRolePolicy", "iam:GetRole"], Resource = "*" }] })
}

resource "aws_iam_role" "buckets" { # want fail "may change who has access to every bucket"
  name               = "buckets"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "buckets" {
  role   = aws_iam_role.buckets.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
}

resource "aws_iam_role" "one_bucket" { # want pass
  name               = "one-bucket"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "one_bucket" {
  role   = aws_iam_role.one_bucket.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:PutBucketPolicy", Resource = aws_s3_bucket.shares.arn }] })
}

resource "aws_iam_role" "grants" { # want fail "may change who has access to every key"
  name               = "grants"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "grants" {
  role   = aws_iam_role.grants.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "kms:CreateGrant", Resource = "*" }] })
}

resource "aws_iam_role" "grants_of_services" { # want pass
  name               = "grants-of-services"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "grants_of_services" {
  role   = aws_iam_role.grants_of_services.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "kms:CreateGrant", Resource = "*", Condition = { Bool = { "kms:GrantIsForAWSResource" = "true" } } }] })
}

resource "aws_iam_role" "grants_perhaps" { # want fail "may change who has access to every key"
  name               = "grants-perhaps"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "grants_perhaps" {
  role   = aws_iam_role.grants_perhaps.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "kms:CreateGrant", Resource = "*", Condition = { BoolIfExists = { "kms:GrantIsForAWSResource" = "true" } } }] })
}

resource "aws_iam_role" "reads" { # want not-applicable
  name               = "reads"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "reads" {
  role   = aws_iam_role.reads.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["s3:GetObject", "dynamodb:GetItem"], Resource = "*" }] })
}

resource "aws_iam_role" "no_resource" { # want not-applicable
  name               = "no-resource"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "no_resource" {
  role   = aws_iam_role.no_resource.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "lakeformation:GrantPermissions", Resource = "*" }] })
}

resource "aws_iam_role" "open" { # want unknown
  name               = "open"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "open" {
  role   = aws_iam_role.open.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:AddPermission", Resource = var.some }] })
}

resource "aws_iam_role" "whatever" { # want unknown
  name               = "whatever"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "whatever" {
  role   = aws_iam_role.whatever.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = var.some, Resource = "*" }] })
}
