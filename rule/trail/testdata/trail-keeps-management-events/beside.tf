resource "aws_cloudtrail" "all" { # want pass
  name                  = "all"
  s3_bucket_name        = "acme-trail"
  is_multi_region_trail = true
}

resource "aws_cloudtrail" "data" { # want not-applicable "another trail keeps them all"
  name           = "data"
  s3_bucket_name = "acme-trail"
  event_selector {
    include_management_events = false
    data_resource {
      type   = "AWS::Lambda::Function"
      values = ["arn:aws:lambda"]
    }
  }
}
