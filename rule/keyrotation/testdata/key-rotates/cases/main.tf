variable "rotate" {
  type = bool
}

variable "usage" {
  type = string
}

resource "aws_kms_key" "rotates" { # want pass
  enable_key_rotation = true
}

resource "aws_kms_key" "often" { # want pass
  enable_key_rotation     = true
  rotation_period_in_days = 180
}

resource "aws_kms_key" "default" { # want fail "does not rotate"
  description = "default"
}

resource "aws_kms_key" "off" { # want fail "(medium)"
  enable_key_rotation = false
}

resource "aws_kms_key" "seldom" { # want fail "every 2560 days only"
  enable_key_rotation     = true
  rotation_period_in_days = 2560
}

resource "aws_kms_key" "maybe" { # want unknown
  enable_key_rotation = var.rotate
}

resource "aws_kms_key" "maybe_usage" { # want unknown "var.usage"
  key_usage = var.usage
}

resource "aws_kms_key" "signing" { # want not-applicable
  key_usage                = "SIGN_VERIFY"
  customer_master_key_spec = "ECC_NIST_P256"
}

resource "aws_kms_key" "hmac" { # want not-applicable
  key_usage                = "GENERATE_VERIFY_MAC"
  customer_master_key_spec = "HMAC_256"
}

resource "aws_kms_key" "cloudhsm" { # want not-applicable
  custom_key_store_id = "cks-1234567890abcdef0"
}

resource "aws_kms_key" "disabled" { # want not-applicable
  is_enabled = false
}

resource "aws_kms_external_key" "imported" { # want not-applicable
  description = "imported"
}

resource "aws_kms_replica_key" "copy" { # want not-applicable
  primary_key_arn = aws_kms_key.rotates.arn
}

module "keys" {
  source   = "./key"
  for_each = toset(["a", "b"])
}
