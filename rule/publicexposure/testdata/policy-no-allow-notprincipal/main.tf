resource "aws_sqs_queue" "open" { # want fail "admits everyone but those"
  name   = "open"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", NotPrincipal = { AWS = "111122223333" }, Action = "sqs:SendMessage", Resource = "*" }] })
}

resource "aws_sqs_queue" "denied" { # want pass
  name   = "denied"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", NotPrincipal = { AWS = "111122223333" }, Action = "sqs:SendMessage", Resource = "*" }] })
}

resource "aws_sqs_queue" "named" { # want pass
  name   = "named"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "111122223333" }, Action = "sqs:SendMessage", Resource = "*" }] })
}

variable "policy" {}
resource "aws_sqs_queue" "unread" { # want unknown
  name   = "unread"
  policy = var.policy
}
resource "aws_sqs_queue" "none" { # want not-applicable
  name = "none"
}
resource "aws_iam_role" "open" { # want fail "(critical)"
  name               = "open"
  assume_role_policy = data.aws_iam_policy_document.open.json
}
data "aws_iam_policy_document" "open" {
  statement {
    actions = ["sts:AssumeRole"]
    not_principals {
      type        = "AWS"
      identifiers = ["111122223333"]
    }
  }
}
