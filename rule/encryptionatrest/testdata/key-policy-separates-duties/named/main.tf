provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

variable "some" {}

resource "aws_kms_key" "approved" { # want pass
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:root" }, Action = "kms:*", Resource = "*" }, { Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:role/break-glass" }, Action = "kms:*", Resource = "*" }] })
}

resource "aws_kms_key" "other" { # want fail "role/ops"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:role/ops" }, Action = "kms:*", Resource = "*" }] })
}
