# S3 writes access logs only to buckets that it encrypts with its own key.
resource "aws_s3_bucket" "by_acl" { # want not-applicable
  bucket = "by-acl"
  acl    = "log-delivery-write"
  tags   = { data-class = "personal" }
}

resource "aws_s3_bucket" "by_grant" { # want not-applicable
  bucket = "by-grant"
  tags   = { data-class = "personal" }
}

resource "aws_s3_bucket_acl" "by_grant" {
  bucket = aws_s3_bucket.by_grant.id
  access_control_policy {
    owner {
      id = "75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a"
    }
    grant {
      permission = "WRITE"
      grantee {
        type = "Group"
        uri  = "http://acs.amazonaws.com/groups/s3/LogDelivery"
      }
    }
  }
}

resource "aws_s3_bucket" "by_policy" { # want not-applicable
  bucket = "by-policy"
  tags   = { data-class = "personal" }
}

resource "aws_s3_bucket_policy" "by_policy" {
  bucket = aws_s3_bucket.by_policy.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "logging.s3.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "${aws_s3_bucket.by_policy.arn}/*"
    }]
  })
}

resource "aws_s3_bucket" "to_a_reader" { # want fail "encrypted with a key of AWS's"
  bucket = "to-a-reader"
  tags   = { data-class = "personal" }
}

resource "aws_s3_bucket_policy" "to_a_reader" {
  bucket = aws_s3_bucket.to_a_reader.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:role/reader" }
      Action    = "s3:GetObject"
      Resource  = "${aws_s3_bucket.to_a_reader.arn}/*"
    }]
  })
}

variable "policy" {
  type = string
}

resource "aws_s3_bucket" "handed" { # want unknown "access logs may be written to it"
  bucket = "handed"
  tags   = { data-class = "personal" }
}

resource "aws_s3_bucket_policy" "handed" {
  bucket = aws_s3_bucket.handed.id
  policy = var.policy
}
