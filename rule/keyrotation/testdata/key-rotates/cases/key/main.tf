resource "aws_kms_key" "this" { # want pass
  enable_key_rotation = true
}
