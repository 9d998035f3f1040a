resource "aws_iam_role" "reader" { # want pass
  name               = "reader"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "reader" {
  role = aws_iam_role.reader.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["dynamodb:Get*", "dynamodb:Describe*"], Resource = "arn:aws:dynamodb:eu-central-1:111122223333:table/orders" },
    ]
  })
}

resource "aws_iam_role" "named" { # want pass
  name               = "named"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "named" {
  role = aws_iam_role.named.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["sqs:SendMessage"], Resource = "arn:aws:sqs:eu-central-1:111122223333:jobs" },
    ]
  })
}

resource "aws_iam_role" "bare" { # want not-applicable
  name               = "bare"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role" "told" { # want not-applicable "role-no-full-service-access"
  name               = "told"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "told" {
  role = aws_iam_role.told.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sqs:*", Resource = "*" },
    ]
  })
}

resource "aws_iam_role" "guard" { # want not-applicable
  name               = "guard"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "guard" {
  role = aws_iam_role.guard.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Deny", Action = "*", Resource = "*" },
    ]
  })
}

resource "aws_iam_policy" "attached" { # want not-applicable
  name = "attached"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sqs:Get*", Resource = "*" },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "named_a" {
  role       = aws_iam_role.named.name
  policy_arn = aws_iam_policy.attached.arn
}
