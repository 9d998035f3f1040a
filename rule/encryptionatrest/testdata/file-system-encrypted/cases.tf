variable "encrypted" {
  type = bool
}

resource "aws_efs_file_system" "encrypted" { # want pass
  encrypted = true
}

resource "aws_efs_file_system" "default" { # want fail "(high)"
  creation_token = "default"
}

resource "aws_efs_access_point" "default" {
  file_system_id = aws_efs_file_system.default.id
}

resource "aws_lambda_function" "reader" {
  function_name = "reader"
  role          = "arn:aws:iam::111122223333:role/x"
  file_system_config {
    arn              = aws_efs_access_point.default.arn
    local_mount_path = "/mnt/data"
  }
}

resource "aws_efs_file_system" "unmounted" { # want fail "(medium)"
  encrypted = false
}

resource "aws_efs_file_system" "maybe" { # want unknown
  encrypted = var.encrypted
}
