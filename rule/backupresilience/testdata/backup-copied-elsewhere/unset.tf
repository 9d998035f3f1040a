resource "aws_s3_bucket" "off" { # want unknown "backup.copy"
  bucket = "acme-off"
  tags = { data-class = "personal" }
}

resource "aws_s3_bucket" "plain" { # want not-applicable
  bucket = "acme-plain"
}

