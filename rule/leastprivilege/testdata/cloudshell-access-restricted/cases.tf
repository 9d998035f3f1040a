provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

variable "some" {}

resource "aws_iam_user" "ada" { # want fail "has AWSCloudShellFullAccess"
  name = "ada"
}

resource "aws_iam_user_policy_attachment" "ada" {
  user       = aws_iam_user.ada.name
  policy_arn = "arn:aws:iam::aws:policy/AWSCloudShellFullAccess"
}

resource "aws_iam_user" "own" { # want fail "may do everything with CloudShell"
  name = "own"
}

resource "aws_iam_user_policy" "own" {
  user   = aws_iam_user.own.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "cloudshell:*", Resource = "*" }] })
}

resource "aws_iam_user" "admin" { # want pass
  name = "admin"
}

resource "aws_iam_user_policy" "admin" {
  user   = aws_iam_user.admin.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

resource "aws_iam_user" "part" { # want pass
  name = "part"
}

resource "aws_iam_user_policy" "part" {
  user   = aws_iam_user.part.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["cloudshell:CreateEnvironment", "cloudshell:StartEnvironment"], Resource = "*" }] })
}

resource "aws_iam_user" "reader" { # want pass
  name = "reader"
}

resource "aws_iam_user_policy_attachment" "reader" {
  user       = aws_iam_user.reader.name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_iam_user" "some" { # want unknown
  name = "some"
}

resource "aws_iam_user_policy_attachment" "some" {
  user       = aws_iam_user.some.name
  policy_arn = var.some
}

resource "aws_iam_user" "denied" { # want unknown
  name = "denied"
}

resource "aws_iam_user_policy" "denied" {
  user   = aws_iam_user.denied.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "cloudshell:*", Resource = "*" }, { Effect = "Deny", Action = "cloudshell:GetFileDownloadUrls", Resource = "*" }] })
}

resource "aws_iam_service_linked_role" "config" {
  aws_service_name = "config.amazonaws.com"
}
