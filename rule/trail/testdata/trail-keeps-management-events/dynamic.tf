variable "excluded" {
  type = list(string)
}

resource "aws_cloudtrail" "all" { # want unknown "exclude_management_event_sources"
  name           = "all"
  s3_bucket_name = "acme-trail"
  event_selector {
    exclude_management_event_sources = var.excluded
  }
}
