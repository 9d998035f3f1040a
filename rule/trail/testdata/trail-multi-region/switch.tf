variable "trail" {
  type = bool
}

# want unknown "var.trail"
resource "aws_cloudtrail" "all" { # want pass
  count                 = var.trail ? 1 : 0
  name                  = "all"
  s3_bucket_name        = "acme-trail"
  is_multi_region_trail = true
}
