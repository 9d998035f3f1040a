resource "aws_s3_bucket" "off" { # want not-applicable
  bucket = "acme-off"
  tags = { data-class = "personal" }
}

