resource "aws_iam_role" "few" { # want fail "s3:*Get*"
  name               = "few"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "few" {
  role = aws_iam_role.few.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:*Get*", Resource = "arn:aws:s3:::orders/*" },
    ]
  })
}

resource "aws_iam_role" "many" { # want pass
  name               = "many"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "many" {
  role = aws_iam_role.many.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sqs:?etQueueUrl", Resource = "arn:aws:sqs:eu-central-1:111122223333:jobs" },
    ]
  })
}
