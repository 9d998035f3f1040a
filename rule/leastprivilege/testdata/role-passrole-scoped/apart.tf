# The principals are declared elsewhere: their policies are judged by themselves.
variable "role" { type = string }

variable "passed" { type = string }

resource "aws_iam_role_policy" "deploy" { # want fail "pass every role"
  role = var.role
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:passrole", Resource = "*" }]
  })
}

resource "aws_iam_user_policy" "ci" { # want fail "pass every role"
  user = "ci"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::*:role/*" }]
  })
}

resource "aws_iam_group_policy" "developers" { # want pass
  group = "developers"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::111122223333:role/orders" }]
  })
}

resource "aws_iam_role_policy" "handed" { # want unknown
  role = var.role
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = var.passed }]
  })
}
