variable "type" {
  type = string
}

resource "aws_kinesis_stream" "kms" { # want pass
  name            = "kms"
  encryption_type = "KMS"
  kms_key_id      = "alias/aws/kinesis"
}

resource "aws_kinesis_stream" "default" { # want fail "not encrypted"
  name = "default"
}

resource "aws_kinesis_stream" "none" { # want fail "(medium)"
  name            = "none"
  encryption_type = "NONE"
}

resource "aws_kinesis_stream" "classed" { # want fail "(low)"
  name            = "classed"
  encryption_type = "KMS"
  kms_key_id      = "alias/aws/kinesis"
  tags            = { data-class = "card" }
}

resource "aws_kinesis_stream" "maybe" { # want unknown "var.type"
  name            = "maybe"
  encryption_type = var.type
}
