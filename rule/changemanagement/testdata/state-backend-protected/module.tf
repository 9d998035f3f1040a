resource "aws_sqs_queue" "jobs" { # want unknown "a module that others call"
  name = "jobs"
}
