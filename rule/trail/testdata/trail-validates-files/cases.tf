variable "on" {
  type = bool
}

resource "aws_cloudtrail" "plain" { # want fail "without it showing"
  name           = "plain"
  s3_bucket_name = "acme-trail"
}

resource "aws_cloudtrail" "on" { # want pass
  name                       = "on"
  s3_bucket_name             = "acme-trail"
  enable_log_file_validation = true
}

resource "aws_cloudtrail" "off" { # want fail
  name                       = "off"
  s3_bucket_name             = "acme-trail"
  enable_log_file_validation = "false"
}

resource "aws_cloudtrail" "perhaps" { # want unknown "enable_log_file_validation"
  name                       = "perhaps"
  s3_bucket_name             = "acme-trail"
  enable_log_file_validation = var.on
}
