resource "aws_iam_policy" "typo" { # want fail "dynamodb:GetItems"
  name = "typo"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "dynamodb:GetItems", Resource = "arn:aws:dynamodb:eu-central-1:111122223333:table/orders" },
    ]
  })
}

resource "aws_iam_policy" "effect" { # want fail
  name = "effect"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "allow", Action = "dynamodb:GetItem", Resource = "*" },
    ]
  })
}

resource "aws_iam_policy" "misfit" { # want fail "is no resource of"
  name = "misfit"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sqs:SendMessage", Resource = "arn:aws:dynamodb:eu-central-1:111122223333:table/orders" },
    ]
  })
}

resource "aws_iam_policy" "key" { # want fail "condition key"
  name = "key"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sqs:SendMessage", Resource = "*", Condition = { StringEquals = { "s3:prefix" = "x" } } },
    ]
  })
}

resource "aws_iam_policy" "broken" { # want fail "JSON"
  name   = "broken"
  policy = "{"
}

resource "aws_iam_policy" "old" { # want fail "plain text"
  name   = "old"
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::orders/$${aws:username}/*" }] })
}
