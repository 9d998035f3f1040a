resource "aws_s3_bucket" "plain" { # want fail "(medium)"
  bucket = "acme-plain"
}

resource "aws_s3_bucket" "off" { # want fail "(info)"
  bucket = "acme-off"
  tags = { data-class = "personal" }
}

