provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

variable "some" {}

resource "aws_kms_key" "default" { # want pass
}

resource "aws_kms_key" "root" { # want pass
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:root" }, Action = "kms:*", Resource = "*" }] })
}

resource "aws_kms_key" "apart" { # want pass
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:root" }, Action = "kms:*", Resource = "*" }, { Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:role/ops" }, Action = ["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"], Resource = "*" }, { Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:role/app" }, Action = ["kms:Decrypt", "kms:GenerateDataKey*"], Resource = "*" }] })
}

resource "aws_kms_key" "all" { # want fail "role/ops both administers"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:root" }, Action = "kms:*", Resource = "*" }, { Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:role/ops" }, Action = "kms:*", Resource = "*" }] })
}

resource "aws_kms_key" "two_statements" { # want fail "role/ops both administers"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:role/ops" }, Action = "kms:Put*", Resource = "*" }, { Effect = "Allow", Principal = { AWS = ["arn:aws:iam::111122223333:role/app", "arn:aws:iam::111122223333:role/ops"] }, Action = "kms:Decrypt", Resource = "*" }] })
}

resource "aws_kms_key" "everyone" { # want fail "both administers"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "*" }, Action = "kms:*", Resource = "*", Condition = { StringEquals = { "kms:CallerAccount" = "111122223333" } } }] })
}

resource "aws_kms_key" "through_service" { # want pass
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:root" }, Action = "kms:*", Resource = "*" }, { Effect = "Allow", Principal = { AWS = "*" }, Action = "kms:*", Resource = "*", Condition = { StringEquals = { "kms:ViaService" = "sqs.eu-central-1.amazonaws.com" } } }] })
}

resource "aws_kms_key" "other_account" { # want fail "both administers"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:root" }, Action = "kms:*", Resource = "*" }, { Effect = "Allow", Principal = { AWS = "arn:aws:iam::777788889999:root" }, Action = "kms:*", Resource = "*" }] })
}

resource "aws_kms_key" "denied" { # want unknown "a Deny"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:role/ops" }, Action = "kms:*", Resource = "*" }, { Effect = "Deny", Principal = { AWS = "*" }, Action = "kms:PutKeyPolicy", Resource = "*", Condition = { StringNotEquals = { "aws:PrincipalArn" = "arn:aws:iam::111122223333:role/boss" } } }] })
}

resource "aws_kms_key" "some_principal" { # want unknown
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = var.some }, Action = "kms:*", Resource = "*" }] })
}

resource "aws_kms_key" "some_actions" { # want unknown
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:role/ops" }, Action = var.some, Resource = "*" }] })
}

resource "aws_kms_key" "service" { # want pass
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:root" }, Action = "kms:*", Resource = "*" }, { Effect = "Allow", Principal = { Service = "logs.eu-central-1.amazonaws.com" }, Action = ["kms:Encrypt*", "kms:Decrypt*", "kms:GenerateDataKey*", "kms:Describe*"], Resource = "*" }] })
}
