variable "policy" {}

resource "aws_iam_role" "orders" { # want not-applicable
  name               = "orders"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role" "two" { # want not-applicable
  name               = "two"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = ["lambda.amazonaws.com", "ec2.amazonaws.com"] } }] })
}

resource "aws_iam_role" "asks" { # want pass
  name               = "asks"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:role/ci" } }] })
}

resource "aws_iam_role_policy" "asks" {
  role   = aws_iam_role.asks.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = aws_iam_role.two.arn, Condition = { StringEquals = { "iam:PassedToService" = "lambda.amazonaws.com" } } }] })
}

resource "aws_iam_role" "likes" { # want pass
  name               = "likes"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:role/ci" } }] })
}

resource "aws_iam_role_policy" "likes" {
  role   = aws_iam_role.likes.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "*", Condition = { StringLike = { "iam:PassedToService" = ["lambda.amazonaws.com", "ecs-tasks.amazonaws.com"] } } }] })
}

resource "aws_iam_role" "star" { # want fail "may pass a role to any service"
  name               = "star"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:role/ci" } }] })
}

resource "aws_iam_role_policy" "star" {
  role   = aws_iam_role.star.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = aws_iam_role.two.arn, Condition = { StringLike = { "iam:PassedToService" = "*" } } }] })
}

resource "aws_iam_role" "perhaps" { # want fail "may pass a role to any service"
  name               = "perhaps"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:role/ci" } }] })
}

resource "aws_iam_role_policy" "perhaps" {
  role   = aws_iam_role.perhaps.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = aws_iam_role.two.arn, Condition = { StringEqualsIfExists = { "iam:PassedToService" = "lambda.amazonaws.com" } } }] })
}

resource "aws_iam_role" "none" { # want fail "may pass a role to any service"
  name               = "none"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:role/ci" } }] })
}

resource "aws_iam_role_policy" "none" {
  role   = aws_iam_role.none.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:Pass*", Resource = "arn:aws:iam::111122223333:role/app-*" }] })
}

resource "aws_iam_role" "only_lambda" { # want pass
  name               = "only_lambda"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:role/ci" } }] })
}

resource "aws_iam_role_policy" "only_lambda" {
  role   = aws_iam_role.only_lambda.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = aws_iam_role.orders.arn }] })
}

resource "aws_iam_role" "both" { # want fail "may pass a role to any service"
  name               = "both"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:role/ci" } }] })
}

resource "aws_iam_role_policy" "both" {
  role   = aws_iam_role.both.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = [aws_iam_role.orders.arn, aws_iam_role.two.arn] }] })
}

resource "aws_iam_role" "split" { # want fail "may pass a role to any service"
  name               = "split"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:role/ci" } }] })
}

resource "aws_iam_role_policy" "split" {
  role   = aws_iam_role.split.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = aws_iam_role.orders.arn }, { Effect = "Allow", Action = "iam:*", Resource = aws_iam_role.two.arn }] })
}

resource "aws_iam_role" "denied" { # want unknown "a Deny or a boundary"
  name               = "denied"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:role/ci" } }] })
}

resource "aws_iam_role_policy" "denied" {
  role   = aws_iam_role.denied.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = aws_iam_role.two.arn }, { Effect = "Deny", Action = "iam:PassRole", Resource = "*", Condition = { StringNotEquals = { "iam:PassedToService" = "lambda.amazonaws.com" } } }] })
}

resource "aws_iam_role" "handed" { # want unknown
  name               = "handed"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:role/ci" } }] })
}

resource "aws_iam_role_policy" "handed" {
  role   = aws_iam_role.handed.id
  policy = var.policy
}

# Whom a role lets in that is declared elsewhere nobody can tell.
resource "aws_iam_role" "elsewhere" { # want unknown "which services may take the role"
  name               = "elsewhere"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:role/ci" } }] })
}

resource "aws_iam_role_policy" "elsewhere" {
  role   = aws_iam_role.elsewhere.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::111122223333:role/app" }] })
}
