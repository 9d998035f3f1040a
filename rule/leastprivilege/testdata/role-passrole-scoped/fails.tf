resource "aws_iam_role" "deploy" { # want fail "pass every role"
  name               = "deploy"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "deploy" {
  role = aws_iam_role.deploy.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["iam:PassRole", "lambda:CreateFunction"], Resource = "*" },
    ]
  })
}

resource "aws_iam_role" "account" { # want fail
  name               = "account"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "account" {
  role = aws_iam_role.account.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:P*", Resource = "arn:aws:iam::111122223333:role/*" },
    ]
  })
}

resource "aws_iam_user" "ada" { # want fail
  name = "ada"
}

resource "aws_iam_user_policy" "ada" {
  user = aws_iam_user.ada.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = "*" },
    ]
  })
}

resource "aws_iam_group" "dev" { # want fail
  name = "dev"
}

resource "aws_iam_group_policy" "dev" {
  group = aws_iam_group.dev.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = "*", Condition = { StringEquals = { "iam:PassedToService" = "lambda.amazonaws.com" } } },
    ]
  })
}
