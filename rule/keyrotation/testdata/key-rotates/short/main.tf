resource "aws_kms_key" "default" { # want fail "every 365 days only"
  enable_key_rotation = true
}

resource "aws_kms_key" "often" { # want pass
  enable_key_rotation     = true
  rotation_period_in_days = 180
}
