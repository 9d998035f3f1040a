terraform {
  backend "s3" { # want fail "(critical)"
    bucket = "acme-state"
    key    = "orders"
    encrypt = true
    use_lockfile = true
    access_key = "AKIAIOSFODNN7EXAMPLE"
  }
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}
