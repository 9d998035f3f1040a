variable "key" {
  type = string
}

resource "aws_kms_key" "data" {}

resource "aws_s3_bucket" "own" { # want pass
  bucket = "own"
  tags   = { data-class = "personal" }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "own" {
  bucket = aws_s3_bucket.own.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.data.arn
    }
  }
}

resource "aws_s3_bucket" "inline" { # want pass
  bucket = "inline"
  tags   = { data-class = "personal" }
  server_side_encryption_configuration {
    rule {
      apply_server_side_encryption_by_default {
        sse_algorithm     = "aws:kms:dsse"
        kms_master_key_id = aws_kms_key.data.arn
      }
    }
  }
}

resource "aws_s3_bucket" "default" { # want fail "key of AWS's"
  bucket = "default"
  tags   = { data-class = "personal" }
}

resource "aws_s3_bucket" "aes" { # want fail "(low)"
  bucket = "aes"
  tags   = { data-class = "personal" }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "aes" {
  bucket = aws_s3_bucket.aes.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket" "of_aws" { # want fail "key of AWS's"
  bucket = "of-aws"
  tags   = { data-class = "personal" }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "of_aws" {
  bucket = aws_s3_bucket.of_aws.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms"
    }
  }
}

resource "aws_s3_bucket" "maybe" { # want unknown "var.key"
  bucket = "maybe"
  tags   = { data-class = "personal" }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "maybe" {
  bucket = aws_s3_bucket.maybe.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = var.key
    }
  }
}

resource "aws_s3_bucket" "unclassed" { # want not-applicable
  bucket = "unclassed"
}

resource "aws_s3_bucket" "access_logs" { # want not-applicable
  bucket = "access-logs"
  tags   = { data-class = "personal" }
}

resource "aws_s3_bucket_logging" "own" {
  bucket        = aws_s3_bucket.own.id
  target_bucket = aws_s3_bucket.access_logs.id
  target_prefix = "own/"
}
