provider "aws" { # want unknown "no trail is declared here"
  region = "eu-central-1"
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}
