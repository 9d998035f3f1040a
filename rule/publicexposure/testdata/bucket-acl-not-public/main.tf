variable "acl" {}
resource "aws_s3_bucket" "open" { # want fail "(critical)"
  bucket = "open-a1b2"

}

resource "aws_s3_bucket_acl" "open" {
  bucket = aws_s3_bucket.open.id
  acl    = "public-read"
}

resource "aws_s3_bucket" "old" { # want fail
  bucket = "old-a1b2"
  acl = "public-read-write"
}

resource "aws_s3_bucket" "private" { # want pass
  bucket = "private-a1b2"

}

resource "aws_s3_bucket_acl" "private" {
  bucket = aws_s3_bucket.private.id
  acl    = "private"
}

resource "aws_s3_bucket" "logs" { # want pass
  bucket = "logs-a1b2"

}

resource "aws_s3_bucket_acl" "logs" {
  bucket = aws_s3_bucket.logs.id
  acl    = "log-delivery-write"
}

resource "aws_s3_bucket" "none" { # want pass
  bucket = "none-a1b2"

}

resource "aws_s3_bucket" "ignored" { # want pass "ignored"
  bucket = "ignored-a1b2"

}

resource "aws_s3_bucket_acl" "ignored" {
  bucket = aws_s3_bucket.ignored.id
  acl    = "public-read"
}

resource "aws_s3_bucket_public_access_block" "ignored" {
  bucket                  = aws_s3_bucket.ignored.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket" "enforced" { # want pass
  bucket = "enforced-a1b2"

}

resource "aws_s3_bucket_acl" "enforced" {
  bucket = aws_s3_bucket.enforced.id
  acl    = "public-read"
}

resource "aws_s3_bucket_ownership_controls" "enforced" {
  bucket = aws_s3_bucket.enforced.id
  rule { object_ownership = "BucketOwnerEnforced" }
}

resource "aws_s3_bucket" "handed" { # want unknown
  bucket = "handed-a1b2"

}

resource "aws_s3_bucket_acl" "handed" {
  bucket = aws_s3_bucket.handed.id
  acl    = var.acl
}
