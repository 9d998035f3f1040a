provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

variable "some" {}

resource "aws_iam_role" "open" { # want fail "may be taken without a second factor"
  name               = "open"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:root" } }] })
}

resource "aws_iam_role_policy" "open" {
  role   = aws_iam_role.open.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

resource "aws_iam_role" "asked" { # want pass
  name               = "asked"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:root" }, Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } } }] })
}

resource "aws_iam_role_policy" "asked" {
  role   = aws_iam_role.asked.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

resource "aws_iam_role" "asked_if_exists" { # want fail "may be taken without"
  name               = "asked-if-exists"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:root" }, Condition = { BoolIfExists = { "aws:MultiFactorAuthPresent" = "true" } } }] })
}

resource "aws_iam_role_policy" "asked_if_exists" {
  role   = aws_iam_role.asked_if_exists.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

resource "aws_iam_role" "rights_ask" { # want pass
  name               = "rights-ask"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:root" } }] })
}

resource "aws_iam_role_policy" "rights_ask" {
  role   = aws_iam_role.rights_ask.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*", Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } } }] })
}

resource "aws_iam_role" "denied" { # want pass
  name               = "denied"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:root" } }] })
}

resource "aws_iam_role_policy" "denied" {
  role   = aws_iam_role.denied.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }, { Effect = "Deny", NotAction = ["iam:EnableMFADevice", "iam:ListMFADevices", "iam:*VirtualMFADevice", "sts:GetSessionToken"], Resource = "*", Condition = { BoolIfExists = { "aws:MultiFactorAuthPresent" = "false" } } }] })
}

resource "aws_iam_role" "narrow" { # want not-applicable
  name               = "narrow"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:root" } }] })
}

resource "aws_iam_role_policy" "narrow" {
  role   = aws_iam_role.narrow.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }] })
}

resource "aws_iam_role" "service" { # want not-applicable
  name               = "service"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "service" {
  role   = aws_iam_role.service.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

resource "aws_iam_role" "federated" { # want unknown "needs an attestation"
  name               = "federated"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithSAML", Principal = { Federated = "arn:aws:iam::111122223333:saml-provider/company" }, Condition = { StringEquals = { "SAML:aud" = "https://signin.aws.amazon.com/saml" } } }] })
}

resource "aws_iam_role_policy" "federated" {
  role   = aws_iam_role.federated.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

resource "aws_iam_role" "some_condition" { # want unknown
  name               = "some-condition"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:root" }, Condition = var.some }] })
}

resource "aws_iam_role_policy" "some_condition" {
  role   = aws_iam_role.some_condition.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

resource "aws_iam_role" "two" { # want fail "may be taken without"
  name               = "two"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:root" }, Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } } }, { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:user/ada" } }] })
}

resource "aws_iam_role_policy" "two" {
  role   = aws_iam_role.two.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

resource "aws_iam_user" "boss" { # want fail "administrator without a second factor"
  name = "boss"
}

resource "aws_iam_user_policy" "boss" {
  user   = aws_iam_user.boss.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

resource "aws_iam_user" "boss_asked" { # want pass
  name = "boss-asked"
}

resource "aws_iam_user_policy" "boss_asked" {
  user   = aws_iam_user.boss_asked.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*", Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } } }] })
}

resource "aws_iam_user" "clerk" { # want not-applicable
  name = "clerk"
}

resource "aws_iam_user_policy" "clerk" {
  user   = aws_iam_user.clerk.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }] })
}

resource "aws_iam_group" "admins" { # want fail "administrator without a second factor"
  name = "admins"
}

resource "aws_iam_group_policy_attachment" "admins" {
  group      = aws_iam_group.admins.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_group" "some" { # want unknown
  name = "some"
}

resource "aws_iam_group_policy_attachment" "some" {
  group      = aws_iam_group.some.name
  policy_arn = var.some
}

resource "aws_iam_user" "of_admins" { # want fail "administrator without a second factor"
  name = "of-admins"
}

resource "aws_iam_user_group_membership" "of_admins" {
  user   = aws_iam_user.of_admins.name
  groups = [aws_iam_group.admins.name]
}
