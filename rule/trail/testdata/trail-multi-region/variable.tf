variable "everywhere" {
  type = bool
}

resource "aws_cloudtrail" "all" { # want unknown "is_multi_region_trail"
  name                  = "all"
  s3_bucket_name        = "acme-trail"
  is_multi_region_trail = var.everywhere
}
