resource "aws_s3_bucket" "customers" { # want unknown "no trail is declared here"
  bucket = "acme-customers"
  tags   = { data-class = "personal" }
}
