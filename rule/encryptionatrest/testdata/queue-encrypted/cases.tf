variable "key" {
  type = string
}

variable "managed" {
  type = bool
}

# Checkov's CKV_AWS_27 calls this one unencrypted.
resource "aws_sqs_queue" "default" { # want pass
  name = "default"
}

resource "aws_sqs_queue" "managed" { # want pass
  name                    = "managed"
  sqs_managed_sse_enabled = true
}

resource "aws_sqs_queue" "key" { # want pass
  name                    = "key"
  kms_master_key_id       = "alias/aws/sqs"
  sqs_managed_sse_enabled = false
}

resource "aws_sqs_queue" "off" { # want fail "switched off"
  name                    = "off"
  sqs_managed_sse_enabled = false
}

resource "aws_sqs_queue" "off_with_empty_key" { # want fail "(medium)"
  name                    = "off-with-empty-key"
  kms_master_key_id       = ""
  sqs_managed_sse_enabled = false
}

resource "aws_sqs_queue" "maybe_key" { # want unknown "may be empty"
  name                    = "maybe-key"
  kms_master_key_id       = var.key
  sqs_managed_sse_enabled = false
}

resource "aws_sqs_queue" "maybe_managed" { # want unknown
  name                    = "maybe-managed"
  sqs_managed_sse_enabled = var.managed
}

resource "aws_sqs_queue" "maybe_key_but_default" { # want pass
  name              = "maybe-key-but-default"
  kms_master_key_id = var.key
}
