variable "some" {}

resource "aws_s3_bucket" "other" { # want not-applicable
  bucket = "acme-other"
}

resource "aws_cloudtrail" "bound" {
  name           = "bound"
  s3_bucket_name = aws_s3_bucket.bound.id
}

resource "aws_s3_bucket" "bound" { # want pass
  bucket = "acme-bound"
}

resource "aws_s3_bucket_policy" "bound" {
  bucket = aws_s3_bucket.bound.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "cloudtrail.amazonaws.com" }, Action = "s3:GetBucketAcl", Resource = aws_s3_bucket.bound.arn, Condition = { StringEquals = { "aws:SourceArn" = "arn:aws:cloudtrail:eu-central-1:111122223333:trail/all" } } }, { Effect = "Allow", Principal = { Service = "cloudtrail.amazonaws.com" }, Action = "s3:PutObject", Resource = "${aws_s3_bucket.bound.arn}/*", Condition = { StringEquals = { "aws:SourceAccount" = "111122223333" } } }] })
}

resource "aws_cloudtrail" "open" {
  name           = "open"
  s3_bucket_name = aws_s3_bucket.open.id
}

resource "aws_s3_bucket" "open" { # want fail "for a trail of any account"
  bucket = "acme-open"
}

resource "aws_s3_bucket_policy" "open" {
  bucket = aws_s3_bucket.open.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "cloudtrail.amazonaws.com" }, Action = "s3:GetBucketAcl", Resource = aws_s3_bucket.open.arn, Condition = { StringEquals = { "s3:x-amz-acl" = "bucket-owner-full-control" } } }, { Effect = "Allow", Principal = { Service = "cloudtrail.amazonaws.com" }, Action = "s3:PutObject", Resource = "${aws_s3_bucket.open.arn}/*", Condition = { StringEquals = { "s3:x-amz-acl" = "bucket-owner-full-control" } } }] })
}

resource "aws_cloudtrail" "half" {
  name           = "half"
  s3_bucket_name = aws_s3_bucket.half.id
}

resource "aws_s3_bucket" "half" { # want fail "for a trail of any account"
  bucket = "acme-half"
}

resource "aws_s3_bucket_policy" "half" {
  bucket = aws_s3_bucket.half.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "cloudtrail.amazonaws.com" }, Action = "s3:GetBucketAcl", Resource = aws_s3_bucket.half.arn, Condition = { StringEquals = { "aws:SourceArn" = "arn:aws:cloudtrail:eu-central-1:111122223333:trail/all" } } }, { Effect = "Allow", Principal = { Service = "cloudtrail.amazonaws.com" }, Action = "s3:PutObject", Resource = "${aws_s3_bucket.half.arn}/*", Condition = { StringEquals = { "s3:x-amz-acl" = "bucket-owner-full-control" } } }] })
}

resource "aws_cloudtrail" "wide" {
  name           = "wide"
  s3_bucket_name = aws_s3_bucket.wide.id
}

resource "aws_s3_bucket" "wide" { # want fail "for a trail of any account"
  bucket = "acme-wide"
}

resource "aws_s3_bucket_policy" "wide" {
  bucket = aws_s3_bucket.wide.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "cloudtrail.amazonaws.com" }, Action = "s3:GetBucketAcl", Resource = aws_s3_bucket.wide.arn, Condition = { StringEquals = { "aws:SourceArn" = "arn:aws:cloudtrail:eu-central-1:111122223333:trail/all" } } }, { Effect = "Allow", Principal = { Service = "cloudtrail.amazonaws.com" }, Action = "s3:PutObject", Resource = "${aws_s3_bucket.wide.arn}/*", Condition = { ArnLike = { "aws:SourceArn" = "arn:aws:cloudtrail:*:*:trail/*" } } }] })
}

resource "aws_cloudtrail" "some_condition" {
  name           = "some_condition"
  s3_bucket_name = aws_s3_bucket.some_condition.id
}

resource "aws_s3_bucket" "some_condition" { # want unknown
  bucket = "acme-some-condition"
}

resource "aws_s3_bucket_policy" "some_condition" {
  bucket = aws_s3_bucket.some_condition.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "cloudtrail.amazonaws.com" }, Action = "s3:GetBucketAcl", Resource = aws_s3_bucket.some_condition.arn, Condition = var.some }, { Effect = "Allow", Principal = { Service = "cloudtrail.amazonaws.com" }, Action = "s3:PutObject", Resource = "${aws_s3_bucket.some_condition.arn}/*", Condition = var.some }] })
}

resource "aws_cloudtrail" "some_principal" {
  name           = "some_principal"
  s3_bucket_name = aws_s3_bucket.some_principal.id
}

resource "aws_s3_bucket" "some_principal" { # want unknown
  bucket = "acme-some-principal"
}

resource "aws_s3_bucket_policy" "some_principal" {
  bucket = aws_s3_bucket.some_principal.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = var.some }, Action = "s3:PutObject", Resource = "*" }] })
}

resource "aws_cloudtrail" "people" {
  name           = "people"
  s3_bucket_name = aws_s3_bucket.people.id
}

resource "aws_s3_bucket" "people" { # want not-applicable
  bucket = "acme-people"
}

resource "aws_s3_bucket_policy" "people" {
  bucket = aws_s3_bucket.people.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:role/auditor" }, Action = "s3:GetObject", Resource = "*" }] })
}

resource "aws_cloudtrail" "keyed" {
  name           = "keyed"
  s3_bucket_name = aws_s3_bucket.keyed.id
  kms_key_id     = aws_kms_key.open.arn
}

resource "aws_s3_bucket" "keyed" { # want fail "use the key"
  bucket = "acme-keyed"
}

resource "aws_s3_bucket_policy" "keyed" {
  bucket = aws_s3_bucket.keyed.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "cloudtrail.amazonaws.com" }, Action = "s3:GetBucketAcl", Resource = aws_s3_bucket.keyed.arn, Condition = { StringEquals = { "aws:SourceArn" = "arn:aws:cloudtrail:eu-central-1:111122223333:trail/all" } } }, { Effect = "Allow", Principal = { Service = "cloudtrail.amazonaws.com" }, Action = "s3:PutObject", Resource = "${aws_s3_bucket.keyed.arn}/*", Condition = { StringEquals = { "aws:SourceArn" = "arn:aws:cloudtrail:eu-central-1:111122223333:trail/all" } } }] })
}

resource "aws_cloudtrail" "keyed_well" {
  name           = "keyed_well"
  s3_bucket_name = aws_s3_bucket.keyed_well.id
  kms_key_id     = aws_kms_key.bound.arn
}

resource "aws_s3_bucket" "keyed_well" { # want pass
  bucket = "acme-keyed-well"
}

resource "aws_s3_bucket_policy" "keyed_well" {
  bucket = aws_s3_bucket.keyed_well.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "cloudtrail.amazonaws.com" }, Action = "s3:GetBucketAcl", Resource = aws_s3_bucket.keyed_well.arn, Condition = { StringEquals = { "aws:SourceArn" = "arn:aws:cloudtrail:eu-central-1:111122223333:trail/all" } } }, { Effect = "Allow", Principal = { Service = "cloudtrail.amazonaws.com" }, Action = "s3:PutObject", Resource = "${aws_s3_bucket.keyed_well.arn}/*", Condition = { StringEquals = { "aws:SourceArn" = "arn:aws:cloudtrail:eu-central-1:111122223333:trail/all" } } }] })
}

resource "aws_kms_key" "open" {
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "cloudtrail.amazonaws.com" }, Action = "kms:GenerateDataKey*", Resource = "*" }] })
}

resource "aws_kms_key" "bound" {
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Principal = { Service = "cloudtrail.amazonaws.com" }, Action = "kms:DescribeKey", Resource = "*" },
    { Effect = "Allow", Principal = { Service = "cloudtrail.amazonaws.com" }, Action = "kms:GenerateDataKey*", Resource = "*", Condition = { StringLike = { "kms:EncryptionContext:aws:cloudtrail:arn" = "arn:aws:cloudtrail:*:111122223333:trail/*" } } },
  ] })
}
