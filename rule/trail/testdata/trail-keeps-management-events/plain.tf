resource "aws_cloudtrail" "all" { # want pass
  name           = "all"
  s3_bucket_name = "acme-trail"
}
