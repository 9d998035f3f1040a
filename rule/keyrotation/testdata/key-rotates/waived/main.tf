resource "aws_kms_key" "seldom" { # want pass
  enable_key_rotation     = true
  rotation_period_in_days = 2560
}
