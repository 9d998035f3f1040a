provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

locals {
  trust = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role" "foreign" { # want fail "reaches into account 777788889999"
  name               = "foreign"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "foreign" {
  role   = aws_iam_role.foreign.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "arn:aws:sqs:eu-central-1:777788889999:theirs" }] })
}

resource "aws_iam_role" "foreign_role" { # want fail "reaches into account 777788889999"
  name               = "foreign-role"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "foreign_role" {
  role   = aws_iam_role.foreign_role.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::777788889999:role/reader" }] })
}

resource "aws_iam_role" "trusted" { # want pass
  name               = "trusted"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "trusted" {
  role   = aws_iam_role.trusted.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::444455556666:role/reader" }] })
}

resource "aws_iam_role" "here" { # want pass
  name               = "here"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "here" {
  role   = aws_iam_role.here.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "arn:aws:sqs:eu-central-1:111122223333:orders" }] })
}

resource "aws_iam_role" "one_of_two" { # want fail "777788889999"
  name               = "one-of-two"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "one_of_two" {
  role   = aws_iam_role.one_of_two.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sns:Publish", Resource = ["arn:aws:sns:eu-central-1:111122223333:a", "arn:aws:sns:eu-central-1:777788889999:b"] }] })
}

resource "aws_iam_role" "layer" { # want not-applicable
  name               = "layer"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "layer" {
  role   = aws_iam_role.layer.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "lambda:GetLayerVersion", Resource = "arn:aws:lambda:eu-central-1:580247275435:layer:LambdaInsightsExtension:14" }] })
}

resource "aws_iam_role" "policy" { # want not-applicable
  name               = "policy"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "policy" {
  role   = aws_iam_role.policy.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:GetPolicy", Resource = "arn:aws:iam::aws:policy/ReadOnlyAccess" }] })
}

resource "aws_iam_role" "denied" { # want unknown "may take"
  name               = "denied"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "denied" {
  role   = aws_iam_role.denied.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "arn:aws:sqs:eu-central-1:777788889999:theirs" }, { Effect = "Deny", Action = "sqs:*", Resource = "arn:aws:sqs:*:777788889999:*" }] })
}

resource "aws_iam_role" "denied_elsewhere" { # want fail "777788889999"
  name               = "denied-elsewhere"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "denied_elsewhere" {
  role   = aws_iam_role.denied_elsewhere.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "arn:aws:sqs:eu-central-1:777788889999:theirs" }, { Effect = "Deny", Action = "s3:*", Resource = "*" }] })
}
