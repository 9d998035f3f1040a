terraform {
  backend "s3" { # want fail "no lock"
    bucket = "acme-state"
    key    = "orders"
    encrypt = true
  }
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}
