resource "aws_s3_bucket" "open" { # want fail "Anyone on the internet may reach acme-open"
  bucket = "acme-open"
}

resource "aws_s3_bucket_policy" "open" {
  bucket = aws_s3_bucket.open.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Principal = "*", Resource = "${aws_s3_bucket.open.arn}/*" }]
  })
}

resource "aws_s3_bucket" "wide" { # want fail
  bucket = "acme-wide"
}

resource "aws_s3_bucket_policy" "wide" {
  bucket = aws_s3_bucket.wide.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Principal = "*", Resource = "${aws_s3_bucket.wide.arn}/*", Condition = { IpAddress = { "aws:SourceIp" = "0.0.0.0/1" } } }]
  })
}

resource "aws_s3_bucket" "referer" { # want fail
  bucket = "acme-referer"
}

resource "aws_s3_bucket_policy" "referer" {
  bucket = aws_s3_bucket.referer.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Principal = "*", Resource = "${aws_s3_bucket.referer.arn}/*", Condition = { StringLike = { "aws:Referer" = "https://example.org/*" } } }]
  })
}

resource "aws_s3_bucket" "office" { # want pass
  bucket = "acme-office"
}

resource "aws_s3_bucket_policy" "office" {
  bucket = aws_s3_bucket.office.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Principal = "*", Resource = "${aws_s3_bucket.office.arn}/*", Condition = { IpAddress = { "aws:SourceIp" = "203.0.113.0/24" } } }]
  })
}

resource "aws_s3_bucket" "org" { # want pass
  bucket = "acme-org"
}

resource "aws_s3_bucket_policy" "org" {
  bucket = aws_s3_bucket.org.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Principal = "*", Resource = "${aws_s3_bucket.org.arn}/*", Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-a1b2c3d4e5" } } }]
  })
}

resource "aws_s3_bucket" "named" { # want pass
  bucket = "acme-named"
}

resource "aws_s3_bucket_policy" "named" {
  bucket = aws_s3_bucket.named.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Principal = { AWS = "arn:aws:iam::444455556666:root" }, Resource = "${aws_s3_bucket.named.arn}/*" }]
  })
}

resource "aws_s3_bucket" "blocked" { # want pass
  bucket = "acme-blocked"
}

resource "aws_s3_bucket_policy" "blocked" {
  bucket = aws_s3_bucket.blocked.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Principal = "*", Resource = "${aws_s3_bucket.blocked.arn}/*" }]
  })
}

resource "aws_s3_bucket_public_access_block" "blocked" {
  bucket                  = aws_s3_bucket.blocked.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

variable "policy" { type = string }

resource "aws_s3_bucket" "unread" { # want unknown
  bucket = "acme-unread"
}

resource "aws_s3_bucket_policy" "unread" {
  bucket = aws_s3_bucket.unread.id
  policy = var.policy
}
