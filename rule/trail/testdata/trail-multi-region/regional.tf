resource "aws_cloudtrail" "frankfurt" { # want fail "records one region only"
  name           = "frankfurt"
  s3_bucket_name = "acme-trail"
}
