terraform {
  backend "http" { # want fail "travels unencrypted"
    address = "http://state.example.org/orders"
  }
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}
