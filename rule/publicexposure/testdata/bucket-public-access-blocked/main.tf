variable "on" { type = bool }
resource "aws_s3_bucket" "closed" { # want pass
  bucket = "closed-a1b2"

}

resource "aws_s3_bucket_public_access_block" "closed" {
  bucket                  = aws_s3_bucket.closed.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket" "open" { # want fail
  bucket = "open-a1b2"

}

resource "aws_s3_bucket_public_access_block" "open" {
  bucket                  = aws_s3_bucket.open.id
  block_public_acls       = false
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket" "silent" { # want unknown "April 2023"
  bucket = "silent-a1b2"

}

resource "aws_s3_bucket" "handed" { # want unknown
  bucket = "handed-a1b2"

}

resource "aws_s3_bucket_public_access_block" "handed" {
  bucket                  = aws_s3_bucket.handed.id
  block_public_acls       = var.on
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
