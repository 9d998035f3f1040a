variable "action" {}
data "aws_caller_identity" "current" {}
resource "aws_sqs_queue" "all" { # want fail "every action"
  name   = "all"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "sqs:*", Resource = "*" }] })
}

resource "aws_sqs_queue" "named" { # want pass
  name   = "named"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "sqs:SendMessage", Resource = "*" }] })
}

resource "aws_sqs_queue" "handed" { # want unknown
  name   = "handed"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = var.action, Resource = "*" }] })
}

resource "aws_sqs_queue" "root" { # want pass
  name   = "root"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root" }, Action = "sqs:*", Resource = "*" }] })
}

resource "aws_kms_key" "default" { # want pass
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root" }, Action = "kms:*", Resource = "*" }] })
}
resource "aws_kms_key" "role" { # want fail
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/x" }, Action = "kms:*", Resource = "*" }] })
}
resource "aws_sqs_queue" "none" { # want not-applicable
  name = "none"
}

# A trust policy is a policy of the role.
resource "aws_iam_role" "any_action" { # want fail "grants every action"
  name = "any-action"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "*" }]
  })
}

resource "aws_iam_role" "named_action" { # want pass
  name = "named-action"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}
