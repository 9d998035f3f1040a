resource "aws_cloudtrail" "all" { # want fail "(medium)"
  name           = "all"
  s3_bucket_name = "acme-trail"
  event_selector {
    exclude_management_event_sources = ["kms.amazonaws.com"]
  }
}
