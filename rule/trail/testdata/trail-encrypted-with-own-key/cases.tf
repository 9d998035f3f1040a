variable "key" {
  type = string
}

resource "aws_kms_key" "trail" {}

resource "aws_cloudtrail" "plain" { # want fail "under a key of AWS's"
  name           = "plain"
  s3_bucket_name = "acme-trail"
}

resource "aws_cloudtrail" "own" { # want pass
  name           = "own"
  s3_bucket_name = "acme-trail"
  kms_key_id     = aws_kms_key.trail.arn
}

# A variable without a value may be "".
resource "aws_cloudtrail" "perhaps" { # want unknown
  name           = "perhaps"
  s3_bucket_name = "acme-trail"
  kms_key_id     = var.key
}

resource "aws_cloudtrail_event_data_store" "plain" { # want fail
  name = "plain"
}

resource "aws_cloudtrail_event_data_store" "own" { # want pass
  name       = "own"
  kms_key_id = aws_kms_key.trail.arn
}
