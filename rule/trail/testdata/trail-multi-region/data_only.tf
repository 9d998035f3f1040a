resource "aws_cloudtrail" "data" { # want fail "keeps a part of them"
  name                  = "data"
  s3_bucket_name        = "acme-trail"
  is_multi_region_trail = true
  advanced_event_selector {
    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }
    field_selector {
      field  = "resources.type"
      equals = ["AWS::S3::Object"]
    }
  }
}
