resource "aws_s3_bucket" "customers" { # want fail
  bucket = "acme-customers"
  tags   = { data-class = "personal" }
}
