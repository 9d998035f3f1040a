resource "aws_sqs_queue" "right" { # want pass
  name = "right"
  tags = { cost-center = "cc-1234" }
}

resource "aws_sqs_queue" "wrong" { # want fail
  name = "wrong"
  tags = { cost-center = "cc-12345" }
}
