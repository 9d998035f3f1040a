provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

variable "some" {}

resource "aws_iam_user" "ada" { # want fail "works without a second factor"
  name = "ada"
}

resource "aws_iam_user_policy" "ada" {
  user   = aws_iam_user.ada.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }] })
}

resource "aws_iam_access_key" "ada" {
  user = aws_iam_user.ada.name
}

resource "aws_iam_user" "denied" { # want pass
  name = "denied"
}

resource "aws_iam_user_policy" "denied" {
  user   = aws_iam_user.denied.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }, { Effect = "Deny", NotAction = ["iam:EnableMFADevice", "iam:ListMFADevices", "iam:*VirtualMFADevice", "sts:GetSessionToken"], Resource = "*", Condition = { BoolIfExists = { "aws:MultiFactorAuthPresent" = "false" } } }] })
}

resource "aws_iam_access_key" "denied" {
  user = aws_iam_user.denied.name
}

resource "aws_iam_user" "denied_bool" { # want fail "works without"
  name = "denied-bool"
}

resource "aws_iam_user_policy" "denied_bool" {
  user   = aws_iam_user.denied_bool.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }, { Effect = "Deny", NotAction = ["iam:EnableMFADevice", "iam:ListMFADevices", "iam:*VirtualMFADevice", "sts:GetSessionToken"], Resource = "*", Condition = { Bool = { "aws:MultiFactorAuthPresent" = "false" } } }] })
}

resource "aws_iam_access_key" "denied_bool" {
  user = aws_iam_user.denied_bool.name
}

resource "aws_iam_user" "asked" { # want pass
  name = "asked"
}

resource "aws_iam_user_policy" "asked" {
  user   = aws_iam_user.asked.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*", Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } } }] })
}

resource "aws_iam_access_key" "asked" {
  user = aws_iam_user.asked.name
}

resource "aws_iam_user" "asked_if_exists" { # want fail "works without"
  name = "asked-if-exists"
}

resource "aws_iam_user_policy" "asked_if_exists" {
  user   = aws_iam_user.asked_if_exists.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*", Condition = { BoolIfExists = { "aws:MultiFactorAuthPresent" = "true" } } }] })
}

resource "aws_iam_access_key" "asked_if_exists" {
  user = aws_iam_user.asked_if_exists.name
}

resource "aws_iam_user" "half" { # want fail "works without"
  name = "half"
}

resource "aws_iam_user_policy" "half" {
  user   = aws_iam_user.half.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*", Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } } }, { Effect = "Allow", Action = "sqs:*", Resource = "*" }] })
}

resource "aws_iam_access_key" "half" {
  user = aws_iam_user.half.name
}

resource "aws_iam_user" "enrols" { # want not-applicable
  name = "enrols"
}

resource "aws_iam_user_policy" "enrols" {
  user   = aws_iam_user.enrols.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["iam:EnableMFADevice", "iam:ListMFADevices", "iam:ChangePassword"], Resource = "*" }] })
}

resource "aws_iam_access_key" "enrols" {
  user = aws_iam_user.enrols.name
}

resource "aws_iam_user" "off" { # want unknown "no access key is declared"
  name = "off"
}

resource "aws_iam_user_policy" "off" {
  user   = aws_iam_user.off.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }] })
}

resource "aws_iam_access_key" "off" {
  user = aws_iam_user.off.name
  status = "Inactive"
}

resource "aws_iam_user" "keyless" { # want unknown "no access key is declared"
  name = "keyless"
}

resource "aws_iam_user_policy" "keyless" {
  user   = aws_iam_user.keyless.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }] })
}

resource "aws_iam_user" "some_status" { # want unknown
  name = "some-status"
}

resource "aws_iam_user_policy" "some_status" {
  user   = aws_iam_user.some_status.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }] })
}

resource "aws_iam_access_key" "some_status" {
  user = aws_iam_user.some_status.name
  status = var.some
}

resource "aws_iam_user" "some_condition" { # want unknown
  name = "some-condition"
}

resource "aws_iam_user_policy" "some_condition" {
  user   = aws_iam_user.some_condition.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*", Condition = var.some }] })
}

resource "aws_iam_access_key" "some_condition" {
  user = aws_iam_user.some_condition.name
}

resource "aws_iam_user" "much" { # want fail "works without"
  name = "much"
}

resource "aws_iam_user_policy" "much" {
  user   = aws_iam_user.much.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }, { Effect = "Deny", NotAction = ["iam:EnableMFADevice", "s3:*"], Resource = "*", Condition = { BoolIfExists = { "aws:MultiFactorAuthPresent" = "false" } } }] })
}

resource "aws_iam_access_key" "much" {
  user = aws_iam_user.much.name
}

resource "aws_iam_user" "grouped" { # want pass
  name = "grouped"
}

resource "aws_iam_access_key" "grouped" {
  user = aws_iam_user.grouped.name
}

resource "aws_iam_group" "people" {
  name = "people"
}

resource "aws_iam_user_group_membership" "grouped" {
  user   = aws_iam_user.grouped.name
  groups = [aws_iam_group.people.name]
}

resource "aws_iam_group_policy" "people" {
  group  = aws_iam_group.people.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }, { Effect = "Deny", NotAction = ["iam:EnableMFADevice", "iam:ListMFADevices", "iam:*VirtualMFADevice", "sts:GetSessionToken"], Resource = "*", Condition = { BoolIfExists = { "aws:MultiFactorAuthPresent" = "false" } } }] })
}
