resource "aws_config_configuration_recorder" "this" { # want fail "AWS::IAM::Role, AWS::IAM::Policy"
  role_arn = "arn:aws:iam::111122223333:role/config"
  recording_group {
    all_supported = true
  }
}

