resource "aws_iam_policy" "guard" { # want not-applicable
  name = "guard"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Deny", Action = "s3:*", NotResource = "arn:aws:s3:::orders/*" },
    ]
  })
}

resource "aws_iam_policy" "plain" { # want pass
  name = "plain"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::orders/*" },
    ]
  })
}
