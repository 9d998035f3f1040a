locals {
  trust = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role" "foreign" { # want not-applicable
  name               = "foreign"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "foreign" {
  role   = aws_iam_role.foreign.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "arn:aws:sqs:eu-central-1:777788889999:theirs" }] })
}
