resource "aws_cloudtrail" "all" {
  name           = "all"
  s3_bucket_name = "acme-trail"
  is_multi_region_trail = true
  event_selector {
    read_write_type = "ReadOnly"
    data_resource {
      type   = "AWS::S3::Object"
      values = ["${aws_s3_bucket.customers.arn}/"]
    }
  }
}

resource "aws_s3_bucket" "customers" { # want pass
  bucket = "acme-customers"
  tags   = { data-class = "personal" }
}

resource "aws_s3_bucket" "other" { # want fail "are not recorded"
  bucket = "acme-customers-other"
  tags   = { data-class = "personal" }
}

# The slash is missing.
resource "aws_cloudtrail" "cut" {
  name                  = "cut"
  s3_bucket_name        = "acme-trail"
  is_multi_region_trail = true
  event_selector {
    data_resource {
      type   = "AWS::S3::Object"
      values = ["arn:aws:s3:::acme-orders"]
    }
  }
}

resource "aws_s3_bucket" "orders" { # want unknown
  bucket = "acme-orders"
  tags   = { data-class = "personal" }
}
