resource "aws_cloudtrail" "all" { # want pass
  name                  = "all"
  s3_bucket_name        = "acme-trail"
  is_multi_region_trail = true
}

# Beside a trail of every region, one of a single region does no harm.
resource "aws_cloudtrail" "data" { # want not-applicable "another trail records every region"
  name           = "data"
  s3_bucket_name = "acme-trail"
}
