provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

variable "policy" {}

resource "aws_iam_role" "deploy-free" { # want fail "deploy-free may make a role that has no boundary"
  name               = "deploy-free"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "codebuild.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "deploy-free" {
  role = aws_iam_role.deploy-free.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = ["iam:CreateRole", "iam:PutRolePolicy"], Resource = "*" }
  ] })
}

resource "aws_iam_role" "deploy-bound" { # want pass
  name               = "deploy-bound"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "codebuild.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "deploy-bound" {
  role = aws_iam_role.deploy-bound.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = ["iam:CreateRole", "iam:PutRolePolicy", "iam:AttachRolePolicy"], Resource = "*", Condition = { StringEquals = { "iam:PermissionsBoundary" = "arn:aws:iam::111122223333:policy/boundary" } } }
  ] })
}

resource "aws_iam_role" "deploy-loose" { # want fail "deploy-loose may take the boundary off a role"
  name               = "deploy-loose"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "codebuild.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "deploy-loose" {
  role = aws_iam_role.deploy-loose.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = ["iam:CreateRole", "iam:PutRolePolicy", "iam:AttachRolePolicy"], Resource = "*", Condition = { StringEquals = { "iam:PermissionsBoundary" = "arn:aws:iam::111122223333:policy/boundary" } } },
    { Effect = "Allow", Action = "iam:DeleteRolePermissionsBoundary", Resource = "*" }
  ] })
}

resource "aws_iam_role" "deploy-any" { # want fail "deploy-any may write a policy of a role that has another boundary than the required one"
  name               = "deploy-any"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "codebuild.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "deploy-any" {
  role = aws_iam_role.deploy-any.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*", Condition = { Null = { "iam:PermissionsBoundary" = "false" } } }
  ] })
}

resource "aws_iam_role" "deploy-code" { # want pass
  name               = "deploy-code"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "codebuild.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "deploy-code" {
  role = aws_iam_role.deploy-code.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "lambda:UpdateFunctionCode", Resource = "*" }
  ] })
}

resource "aws_iam_role" "deploy-unread" { # want unknown
  name               = "deploy-unread"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "codebuild.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "deploy-unread" {
  role = aws_iam_role.deploy-unread.id
  name = "own"
  policy = var.policy
}

resource "aws_iam_role" "app" {
  name               = "app"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "app" {
  role = aws_iam_role.app.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "iam:*", Resource = "*" }
  ] })
}
