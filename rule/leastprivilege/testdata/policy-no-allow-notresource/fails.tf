resource "aws_iam_policy" "wide" { # want fail "NotResource"
  name = "wide"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:GetObject", NotResource = "arn:aws:s3:::secret/*" },
    ]
  })
}
