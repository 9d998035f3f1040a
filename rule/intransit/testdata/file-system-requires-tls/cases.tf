variable "policy" {}

resource "aws_efs_file_system" "sure" { # want pass
  encrypted = true
}

resource "aws_efs_file_system_policy" "sure" {
  file_system_id = aws_efs_file_system.sure.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect    = "Deny"
    Principal = { AWS = "*" }
    Action    = "*"
    Resource  = "*"
    Condition = { Bool = { "aws:SecureTransport" = "false" } }
  }] })
}

resource "aws_efs_file_system" "none" { # want fail "can be mounted without encryption"
  encrypted = true
}

resource "aws_efs_file_system" "reads" { # want fail "can be mounted without encryption"
  encrypted = true
}

resource "aws_efs_file_system_policy" "reads" {
  file_system_id = aws_efs_file_system.reads.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect    = "Deny"
    Principal = { AWS = "*" }
    Action    = "elasticfilesystem:ClientMount"
    Resource  = "*"
    Condition = { Bool = { "aws:SecureTransport" = "false" } }
  }] })
}

resource "aws_efs_file_system" "handed" { # want unknown
  encrypted = true
}

resource "aws_efs_file_system_policy" "handed" {
  file_system_id = aws_efs_file_system.handed.id
  policy         = var.policy
}

# Lambda mounts with TLS always.
resource "aws_efs_file_system" "mounted" { # want fail "can be mounted without encryption"
  encrypted = true
}

resource "aws_efs_access_point" "mounted" {
  file_system_id = aws_efs_file_system.mounted.id
}

resource "aws_lambda_function" "mounts" {
  function_name = "mounts"
  role          = "arn:aws:iam::111122223333:role/mounts"
  file_system_config {
    arn              = aws_efs_access_point.mounted.arn
    local_mount_path = "/mnt/models"
  }
}
