variable "on" {
  type = bool
}

resource "aws_cloudtrail" "plain" { # want pass
  name           = "plain"
  s3_bucket_name = "acme-trail"
}

resource "aws_cloudtrail" "on" { # want pass
  name           = "on"
  s3_bucket_name = "acme-trail"
  enable_logging = true
}

resource "aws_cloudtrail" "off" { # want fail "off is switched off"
  name           = "off"
  s3_bucket_name = "acme-trail"
  enable_logging = false
}

resource "aws_cloudtrail" "perhaps" { # want unknown "enable_logging"
  name           = "perhaps"
  s3_bucket_name = "acme-trail"
  enable_logging = var.on
}
