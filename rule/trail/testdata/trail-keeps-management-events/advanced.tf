resource "aws_cloudtrail" "all" { # want fail "(medium)"
  name           = "all"
  s3_bucket_name = "acme-trail"
  advanced_event_selector {
    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }
    field_selector {
      field      = "eventSource"
      not_equals = ["kms.amazonaws.com"]
    }
  }
}
