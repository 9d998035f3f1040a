terraform {
  backend "s3" { # want fail "(low)"
    bucket = "acme-state"
    key    = "orders"
    use_lockfile = true
  }
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}
