# The role is declared elsewhere: its policies are judged by themselves.
variable "role" { type = string }

resource "aws_iam_role_policy" "all" { # want fail "dynamodb:*"
  role = var.role
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "dynamodb:*", Resource = "*" }]
  })
}

resource "aws_iam_role_policy" "one" { # want pass
  role = var.role
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "dynamodb:GetItem", Resource = "arn:aws:dynamodb:eu-central-1:111122223333:table/orders" }]
  })
}
