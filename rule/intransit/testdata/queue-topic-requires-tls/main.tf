variable "policy" {}
resource "aws_sqs_queue" "sure" { # want pass
  name   = "sure"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Principal = "*", Action = "sqs:*", Resource = "*", Condition = { Bool = { "aws:SecureTransport" = "false" } } }] })
}

resource "aws_sqs_queue" "two" { # want pass
  name   = "two"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Principal = "*", Action = ["sqs:SendMessage", "sqs:ReceiveMessage"], Resource = "*", Condition = { Bool = { "aws:SecureTransport" = "false" } } }] })
}

resource "aws_sqs_queue" "sends" { # want fail "receiving"
  name   = "sends"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Principal = "*", Action = "sqs:SendMessage", Resource = "*", Condition = { Bool = { "aws:SecureTransport" = "false" } } }] })
}

resource "aws_sqs_queue" "none" { # want fail "takes messages"
  name = "none"
}
resource "aws_sqs_queue" "handed" { # want unknown
  name   = "handed"
  policy = var.policy
}
resource "aws_sns_topic" "sure" { # want pass
  name   = "sure"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Principal = { AWS = "*" }, Action = "sns:Publish", Resource = "*", Condition = { Bool = { "aws:SecureTransport" = "false" } } }] })
}
