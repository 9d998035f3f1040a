terraform {
  backend "s3" { # want pass
    bucket = "acme-state"
    key    = "orders"
    encrypt = true
    use_lockfile = true
  }
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}
