terraform {
  backend "s3" { # want pass
    bucket = "acme-state"
    key    = "orders"
    encrypt = true
    dynamodb_table = "locks"
  }
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}
