provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

variable "status" {}

resource "aws_cloudtrail" "locked" {
  name           = "locked"
  s3_bucket_name = aws_s3_bucket.locked.id
}

resource "aws_s3_bucket" "locked" { # want pass
  bucket = "acme-locked"
}

resource "aws_s3_bucket_versioning" "locked" {
  bucket = aws_s3_bucket.locked.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_object_lock_configuration" "locked" {
  bucket = aws_s3_bucket.locked.id
  rule {
    default_retention {
      mode = "COMPLIANCE"
      days = 365
    }
  }
}

resource "aws_cloudtrail" "mfa" {
  name           = "mfa"
  s3_bucket_name = aws_s3_bucket.mfa.id
}

resource "aws_s3_bucket" "mfa" { # want pass
  bucket = "acme-mfa"
}

resource "aws_s3_bucket_versioning" "mfa" {
  bucket = aws_s3_bucket.mfa.id
  versioning_configuration {
    status = "Enabled"
    mfa_delete = "Enabled"
  }
}

resource "aws_cloudtrail" "denied" {
  name           = "denied"
  s3_bucket_name = aws_s3_bucket.denied.id
}

resource "aws_s3_bucket" "denied" { # want pass
  bucket = "acme-denied"
}

resource "aws_s3_bucket_versioning" "denied" {
  bucket = aws_s3_bucket.denied.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_policy" "denied" {
  bucket = aws_s3_bucket.denied.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Principal = "*", Action = ["s3:DeleteObject", "s3:DeleteObjectVersion"], Resource = "arn:aws:s3:::acme-denied/*", Condition = { ArnNotLike = { "aws:PrincipalArn" = "arn:aws:iam::111122223333:role/security" } } }] })
}

resource "aws_cloudtrail" "halfdenied" {
  name           = "halfdenied"
  s3_bucket_name = aws_s3_bucket.halfdenied.id
}

resource "aws_s3_bucket" "halfdenied" { # want fail
  bucket = "acme-halfdenied"
}

resource "aws_s3_bucket_versioning" "halfdenied" {
  bucket = aws_s3_bucket.halfdenied.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_policy" "halfdenied" {
  bucket = aws_s3_bucket.halfdenied.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:DeleteObject", Resource = "arn:aws:s3:::acme-halfdenied/*" }] })
}

resource "aws_cloudtrail" "unversioned" {
  name           = "unversioned"
  s3_bucket_name = aws_s3_bucket.unversioned.id
}

resource "aws_s3_bucket" "unversioned" { # want fail "no versions are kept"
  bucket = "acme-unversioned"
}

resource "aws_s3_bucket_object_lock_configuration" "unversioned" {
  bucket = aws_s3_bucket.unversioned.id
  rule {
    default_retention {
      mode = "COMPLIANCE"
      days = 365
    }
  }
}

resource "aws_cloudtrail" "bare" {
  name           = "bare"
  s3_bucket_name = aws_s3_bucket.bare.id
}

resource "aws_s3_bucket" "bare" { # want fail "can delete the files of the trail"
  bucket = "acme-bare"
}

resource "aws_s3_bucket_versioning" "bare" {
  bucket = aws_s3_bucket.bare.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_cloudtrail" "open" {
  name           = "open"
  s3_bucket_name = aws_s3_bucket.open.id
}

resource "aws_s3_bucket" "open" { # want fail "Anyone may reach the files of the trail"
  bucket = "acme-open"
}

resource "aws_s3_bucket_versioning" "open" {
  bucket = aws_s3_bucket.open.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_object_lock_configuration" "open" {
  bucket = aws_s3_bucket.open.id
  rule {
    default_retention {
      mode = "COMPLIANCE"
      days = 365
    }
  }
}

resource "aws_s3_bucket_policy" "open" {
  bucket = aws_s3_bucket.open.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::acme-open/*" }] })
}

resource "aws_cloudtrail" "unread" {
  name           = "unread"
  s3_bucket_name = aws_s3_bucket.unread.id
}

resource "aws_s3_bucket" "unread" { # want unknown
  bucket = "acme-unread"
}

resource "aws_s3_bucket_versioning" "unread" {
  bucket = aws_s3_bucket.unread.id
  versioning_configuration {
    status = var.status
  }
}

resource "aws_s3_bucket_object_lock_configuration" "unread" {
  bucket = aws_s3_bucket.unread.id
  rule {
    default_retention {
      mode = "COMPLIANCE"
      days = 365
    }
  }
}

resource "aws_s3_bucket" "data" {
  bucket = "acme-data"
}

resource "aws_cloudtrail" "elsewhere" { # want unknown "its bucket is not declared here"
  name           = "elsewhere"
  s3_bucket_name = "acme-of-the-log-account"
}
