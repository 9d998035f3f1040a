resource "aws_sqs_queue" "jobs" { # want unknown "inventory.data_classes"
  name = "jobs"
  tags = { data-class = "personal" }
}
