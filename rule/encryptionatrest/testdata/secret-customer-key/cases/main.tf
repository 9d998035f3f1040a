variable "key" {
  type = string
}

resource "aws_kms_key" "secrets" {}

resource "aws_secretsmanager_secret" "own" { # want pass
  name       = "own"
  kms_key_id = aws_kms_key.secrets.arn
  tags       = { data-class = "personal" }
}

resource "aws_secretsmanager_secret" "classed" { # want fail "(low)"
  name = "classed"
  tags = { data-class = "personal" }
}

resource "aws_secretsmanager_secret" "of_aws" { # want fail "key of AWS's"
  name       = "of-aws"
  kms_key_id = "alias/aws/secretsmanager"
  tags       = { data-class = "personal" }
}

resource "aws_secretsmanager_secret" "shared" { # want fail "(medium)"
  name = "shared"
}

resource "aws_secretsmanager_secret_policy" "shared" {
  secret_arn = aws_secretsmanager_secret.shared.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::444455556666:root" }
      Action    = "secretsmanager:GetSecretValue"
      Resource  = "*"
    }]
  })
}

resource "aws_secretsmanager_secret" "at_home" { # want not-applicable
  name = "at-home"
}

resource "aws_secretsmanager_secret_policy" "at_home" {
  secret_arn = aws_secretsmanager_secret.at_home.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = { AWS = "arn:aws:iam::444455556666:root" }
      Action    = "secretsmanager:GetSecretValue"
      Resource  = "*"
    }]
  })
}

resource "aws_secretsmanager_secret" "maybe" { # want unknown "var.key"
  name       = "maybe"
  kms_key_id = var.key
  tags       = { data-class = "personal" }
}

resource "aws_secretsmanager_secret" "unclassed" { # want not-applicable
  name = "unclassed"
}
