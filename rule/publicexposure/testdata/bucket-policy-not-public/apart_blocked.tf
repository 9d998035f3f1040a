# Policies of buckets that are declared elsewhere, beside a block of one.
variable "handed" {
  type = string
}

resource "aws_s3_bucket_policy" "blocked" { # want pass
  bucket = "blocked"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::blocked/*" }]
  })
}

resource "aws_s3_bucket_public_access_block" "blocked" {
  bucket                  = "blocked"
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_policy" "other" { # want fail "what has the policy other"
  bucket = "other"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::other/*" }]
  })
}

# It may be the bucket that is blocked.
resource "aws_s3_bucket_policy" "handed" { # want unknown "restrict_public_buckets"
  bucket = var.handed
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::${var.handed}/*" }]
  })
}
