# The buckets are declared elsewhere: their blocks are judged by themselves.
variable "bucket" { type = string }

resource "aws_s3_bucket_public_access_block" "open" { # want fail "may be opened to the public"
  bucket              = var.bucket
  block_public_acls   = true
  block_public_policy = true
  ignore_public_acls  = false
}

resource "aws_s3_bucket_public_access_block" "closed" { # want pass
  bucket                  = "reports-a1b2"
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
