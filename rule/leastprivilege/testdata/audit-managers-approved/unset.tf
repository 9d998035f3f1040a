provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

resource "aws_guardduty_detector" "main" {} # want unknown "setting identity.security_tooling_roles is missing"

resource "aws_iam_role" "security" {
  name               = "security"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "security" {
  role = aws_iam_role.security.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "guardduty:*", Resource = "*" }
  ] })
}
