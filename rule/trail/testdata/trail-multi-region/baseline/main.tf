provider "aws" { # want fail "No trail records what is done"
  region = "eu-central-1"
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}
