resource "aws_s3_bucket" "silent" { # want fail "declares no block"
  bucket = "silent-a1b2"

}
