variable "some" {}

locals {
  trust = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_secretsmanager_secret" "orders" {
  name = "orders"
}

resource "aws_iam_role" "secrets" { # want fail "may get every secret"
  name               = "secrets"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "secrets" {
  role   = aws_iam_role.secrets.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "secretsmanager:Get*", Resource = "*" }] })
}

resource "aws_iam_role" "secrets_of_account" { # want fail "may get every secret"
  name               = "secrets-of-account"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "secrets_of_account" {
  role   = aws_iam_role.secrets_of_account.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = "arn:aws:secretsmanager:*:111122223333:secret:*" }] })
}

resource "aws_iam_role" "one_secret" { # want pass
  name               = "one-secret"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "one_secret" {
  role   = aws_iam_role.one_secret.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = aws_secretsmanager_secret.orders.arn }] })
}

resource "aws_iam_role" "prefix" { # want pass
  name               = "prefix"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "prefix" {
  role   = aws_iam_role.prefix.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:orders/*" }] })
}

resource "aws_iam_role" "keys" { # want fail "keys or passwords of every user"
  name               = "keys"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "keys" {
  role   = aws_iam_role.keys.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["iam:CreateAccessKey", "iam:ListUsers"], Resource = "*" }] })
}

resource "aws_iam_role" "own_keys" { # want pass
  name               = "own-keys"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "own_keys" {
  role   = aws_iam_role.own_keys.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:CreateAccessKey", Resource = "arn:aws:iam::111122223333:user/robot" }] })
}

resource "aws_iam_role" "roles" { # want fail "credentials of roles that its policy does not name"
  name               = "roles"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "roles" {
  role   = aws_iam_role.roles.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:*", Resource = "*" }] })
}

resource "aws_iam_role" "databases" { # want fail "into every database"
  name               = "databases"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "databases" {
  role   = aws_iam_role.databases.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "rds-db:connect", Resource = "arn:aws:rds-db:eu-central-1:111122223333:dbuser:*/*" }] })
}

resource "aws_iam_role" "registry" { # want not-applicable
  name               = "registry"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "registry" {
  role   = aws_iam_role.registry.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["ecr:GetAuthorizationToken", "sts:GetCallerIdentity"], Resource = "*" }] })
}

resource "aws_iam_role" "parameters" { # want fail "every parameter, decrypted"
  name               = "parameters"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "parameters" {
  role   = aws_iam_role.parameters.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "ssm:GetParametersByPath", Resource = "*" }, { Effect = "Allow", Action = "kms:Decrypt", Resource = "*" }] })
}

resource "aws_iam_role" "plain_parameters" { # want pass
  name               = "plain-parameters"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "plain_parameters" {
  role   = aws_iam_role.plain_parameters.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "ssm:GetParameters", Resource = "*" }] })
}

resource "aws_iam_role" "denied" { # want pass
  name               = "denied"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "denied" {
  role   = aws_iam_role.denied.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = "*" }, { Effect = "Deny", Action = "secretsmanager:*", Resource = "*" }] })
}

resource "aws_iam_role" "half_denied" { # want fail "may get every secret"
  name               = "half-denied"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "half_denied" {
  role   = aws_iam_role.half_denied.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = "*" }, { Effect = "Deny", Action = "secretsmanager:*", Resource = "arn:aws:secretsmanager:*:*:secret:prod/*" }] })
}

resource "aws_iam_role" "open" { # want unknown
  name               = "open"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "open" {
  role   = aws_iam_role.open.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = var.some }] })
}

resource "aws_iam_role" "tagged" { # want pass
  name               = "tagged"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "tagged" {
  role   = aws_iam_role.tagged.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = "*", Condition = { StringEquals = { "aws:ResourceTag/app" = "orders" } } }] })
}
