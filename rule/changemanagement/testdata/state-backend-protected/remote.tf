terraform {
  backend "remote" { # want pass
    organization = "acme"
  }
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}
