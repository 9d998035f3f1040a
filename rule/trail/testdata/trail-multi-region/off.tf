resource "aws_cloudtrail" "all" { # want fail "is switched off"
  name                  = "all"
  s3_bucket_name        = "acme-trail"
  is_multi_region_trail = true
  enable_logging        = false
}
