variable "enabled" {
  type = bool
}

resource "aws_kms_key" "enabled" { # want pass
  is_enabled = true
}

resource "aws_kms_key" "default" { # want pass
  description = "orders"
}

resource "aws_kms_key" "disabled" { # want fail "jobs needs it"
  is_enabled = false
}

resource "aws_sqs_queue" "jobs" {
  name              = "jobs"
  kms_master_key_id = aws_kms_key.disabled.id
}

resource "aws_kms_key" "disabled_alias" { # want fail "(critical)"
  is_enabled = false
}

resource "aws_kms_alias" "old" {
  name          = "alias/old"
  target_key_id = aws_kms_key.disabled_alias.key_id
}

resource "aws_sns_topic" "alerts" {
  name              = "alerts"
  kms_master_key_id = aws_kms_alias.old.name
}

resource "aws_kms_key" "retired" { # want fail "(info)"
  is_enabled = false
}

resource "aws_kms_key" "maybe" { # want unknown
  is_enabled = var.enabled
}
