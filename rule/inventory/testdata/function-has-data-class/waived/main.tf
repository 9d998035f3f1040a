resource "aws_sqs_queue" "jobs" { # want not-applicable
  name = "jobs"
}
