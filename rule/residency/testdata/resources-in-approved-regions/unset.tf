provider "aws" { # want unknown "regions.approved"
  region = "eu-central-1"
}

resource "aws_sqs_queue" "jobs" { # want unknown "regions.approved"
  name = "jobs"
}
