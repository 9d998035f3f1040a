resource "aws_iam_role" "item" { # want fail "dynamodb:*Item"
  name               = "item"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "item" {
  role = aws_iam_role.item.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "dynamodb:*Item", Resource = "arn:aws:dynamodb:eu-central-1:111122223333:table/orders" },
    ]
  })
}

resource "aws_iam_role" "star" { # want fail "sqs:*"
  name               = "star"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "star" {
  role = aws_iam_role.star.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sqs:*", Resource = "arn:aws:sqs:eu-central-1:111122223333:jobs" },
    ]
  })
}

resource "aws_iam_role" "machine" { # want fail
  name               = "machine"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "machine" {
  role = aws_iam_role.machine.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "*", Resource = "*" },
    ]
  })
}

resource "aws_iam_role" "inverted" { # want fail "everything but a list"
  name               = "inverted"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "inverted" {
  role = aws_iam_role.inverted.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", NotAction = "iam:*", Resource = "*" },
    ]
  })
}

resource "aws_iam_policy" "loose" { # want fail "s3:Put*"
  name = "loose"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:Put*", Resource = "arn:aws:s3:::orders/*" },
    ]
  })
}
