resource "aws_iam_policy" "guard" { # want not-applicable
  name = "guard"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Deny", NotAction = "sqs:*", Resource = "*" },
    ]
  })
}

resource "aws_iam_policy" "one" { # want pass
  name = "one"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", NotAction = "s3:DeleteBucket", Resource = ["arn:aws:s3:::orders", "arn:aws:s3:::orders/*"] },
    ]
  })
}

resource "aws_iam_policy" "plain" { # want pass
  name = "plain"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sqs:SendMessage", Resource = "*" },
    ]
  })
}
