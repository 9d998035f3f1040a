provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

variable "policy" {}

resource "aws_iam_role" "admin" { # want fail "admin may do everything"
  name               = "admin"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "admin" {
  role = aws_iam_role.admin.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "*", Resource = "*" }
  ] })
}

resource "aws_iam_role" "power" { # want fail "power may do everything but"
  name               = "power"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "power" {
  role = aws_iam_role.power.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", NotAction = ["organizations:*", "account:*"], Resource = "*" }
  ] })
}

resource "aws_iam_role" "approved" { # want pass
  name               = "approved"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "approved" {
  role = aws_iam_role.approved.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "*", Resource = "*" }
  ] })
}

resource "aws_iam_role" "narrow" { # want pass
  name               = "narrow"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "narrow" {
  role = aws_iam_role.narrow.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "s3:GetObject", Resource = "*" }
  ] })
}

# role-no-admin judges the roles of functions.
resource "aws_iam_role" "function" { # want not-applicable
  name               = "function"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "function" {
  role = aws_iam_role.function.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "*", Resource = "*" }
  ] })
}

resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = aws_iam_role.function.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_iam_user" "ada" { # want fail "ada may do everything in IAM"
  name = "ada"
}

resource "aws_iam_user_policy" "ada" {
  user   = aws_iam_user.ada.name
  name   = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["iam:*"], Resource = "*" }] })
}

# He may write policies for himself.
resource "aws_iam_user" "bob" { # want fail "bob can come by administrator rights"
  name = "bob"
}

resource "aws_iam_user_policy" "bob" {
  user   = aws_iam_user.bob.name
  name   = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PutUserPolicy", Resource = "*" }] })
}

resource "aws_iam_user" "carl" { # want pass
  name = "carl"
}

resource "aws_iam_user_policy" "carl" {
  user   = aws_iam_user.carl.name
  name   = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:ListBucket", Resource = "*" }] })
}

resource "aws_iam_user" "dora" { # want unknown
  name = "dora"
}

resource "aws_iam_user_policy" "dora" {
  user   = aws_iam_user.dora.name
  name   = "own"
  policy = var.policy
}

resource "aws_iam_group" "admins" { # want fail "admins may do everything"
  name = "admins"
}

resource "aws_iam_group_policy_attachment" "admins" {
  group      = aws_iam_group.admins.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

# Nothing attaches it yet.
resource "aws_iam_policy" "loose" { # want fail "(low)"
  name   = "loose"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

resource "aws_iam_policy" "small" { # want pass
  name   = "small"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
}
