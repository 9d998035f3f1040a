resource "aws_cloudtrail" "all" { # want fail "that only read"
  name           = "all"
  s3_bucket_name = "acme-trail"
  event_selector {
    read_write_type = "WriteOnly"
  }
}
