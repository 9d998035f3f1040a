terraform {
  backend "s3" { # want fail "keeps no versions"
    bucket = "acme-state"
    key    = "orders"
    encrypt = true
    use_lockfile = true
  }
}

resource "aws_s3_bucket" "state" {
  bucket = "acme-state"
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}
