terraform {
  backend "s3" { # want unknown "on the command line"
  }
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}
