resource "aws_cloudtrail" "data" { # want fail "keeps no management events"
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
