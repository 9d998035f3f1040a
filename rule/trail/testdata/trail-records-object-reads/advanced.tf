resource "aws_cloudtrail" "all" {
  name           = "all"
  s3_bucket_name = "acme-trail"
  is_multi_region_trail = true
  dynamic "advanced_event_selector" {
    for_each = ["AWS::S3::Object", "AWS::Lambda::Function"]
    content {
      field_selector {
        field  = "eventCategory"
        equals = ["Data"]
      }
      field_selector {
        field  = "resources.type"
        equals = [advanced_event_selector.value]
      }
      field_selector {
        field           = "resources.ARN"
        not_starts_with = ["${aws_s3_bucket.scratch.arn}/"]
      }
    }
  }
}

resource "aws_s3_bucket" "customers" { # want pass
  bucket = "acme-customers"
  tags   = { data-class = "personal" }
}

resource "aws_s3_bucket" "scratch" { # want fail
  bucket = "acme-scratch"
  tags   = { data-class = "personal" }
}
