variable "key" {
  type = string
}

variable "encrypted" {
  type    = bool
  default = true
}

resource "aws_kms_key" "alerts" {}

resource "aws_sns_topic" "own" { # want pass
  name              = "own"
  kms_master_key_id = aws_kms_key.alerts.id
}

resource "aws_sns_topic" "of_aws" { # want pass
  name              = "of-aws"
  kms_master_key_id = "alias/aws/sns"
}

resource "aws_sns_topic" "none" { # want fail "encrypted with no key"
  name = "none"
}

resource "aws_sns_topic" "emptied" { # want fail "(medium)"
  name              = "emptied"
  kms_master_key_id = ""
}

resource "aws_sns_topic" "maybe" { # want unknown "may be empty"
  name              = "maybe"
  kms_master_key_id = var.key
}

resource "aws_sns_topic" "switched" { # want pass
  name              = "switched"
  kms_master_key_id = var.encrypted ? aws_kms_key.alerts.arn : null
}

resource "aws_sns_topic" "many" { # want pass
  for_each          = toset(["a", "b"])
  name              = each.key
  kms_master_key_id = aws_kms_key.alerts.id
}
