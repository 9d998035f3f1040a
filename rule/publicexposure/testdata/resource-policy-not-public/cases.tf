resource "aws_sqs_queue" "open" { # want fail "Anyone on the internet may reach open"
  name = "open"
}

resource "aws_sqs_queue_policy" "open" {
  queue_url = aws_sqs_queue.open.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Principal = "*", Resource = aws_sqs_queue.open.arn }]
  })
}

resource "aws_sqs_queue" "accounts" { # want fail
  name = "accounts"
}

resource "aws_sqs_queue_policy" "accounts" {
  queue_url = aws_sqs_queue.accounts.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Principal = "*", Resource = aws_sqs_queue.accounts.arn, Condition = { StringLike = { "aws:PrincipalArn" = "*" } } }]
  })
}

resource "aws_sqs_queue" "source" { # want pass
  name = "source"
}

resource "aws_sqs_queue_policy" "source" {
  queue_url = aws_sqs_queue.source.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Principal = "*", Resource = aws_sqs_queue.source.arn, Condition = { ArnEquals = { "aws:SourceArn" = "arn:aws:sns:eu-central-1:111122223333:news" } } }]
  })
}

resource "aws_sqs_queue" "named" { # want pass
  name = "named"
}

resource "aws_sqs_queue_policy" "named" {
  queue_url = aws_sqs_queue.named.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Principal = { AWS = "arn:aws:iam::444455556666:root" }, Resource = aws_sqs_queue.named.arn }]
  })
}

resource "aws_kms_key" "open" { # want fail "may reach"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "kms:*", Principal = "*", Resource = "*" }]
  })
}

resource "aws_secretsmanager_secret" "none" { # want not-applicable
  name = "none"
}

variable "policy" { type = string }

resource "aws_sqs_queue" "unread" { # want unknown
  name   = "unread"
  policy = var.policy
}
