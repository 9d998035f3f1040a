resource "aws_config_configuration_recorder" "this" { # want fail "AWS::SQS::Queue"
  role_arn = "arn:aws:iam::111122223333:role/config"
  recording_group {
    all_supported  = false
    resource_types = ["AWS::Lambda::Function", "AWS::IAM::Role", "AWS::IAM::Policy"]
  }
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}
