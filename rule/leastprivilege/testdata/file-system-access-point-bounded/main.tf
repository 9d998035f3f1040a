variable "path" {}

resource "aws_efs_access_point" "bounded" { # want pass
  file_system_id = "fs-1"
  root_directory { path = "/orders" }
  posix_user {
    uid = 1000
    gid = 1000
  }
}
resource "aws_lambda_function" "bounded" {
  function_name = "bounded"
  role          = "arn:aws:iam::111122223333:role/r"
  file_system_config {
    arn              = aws_efs_access_point.bounded.arn
    local_mount_path = "/mnt/x"
  }
}

resource "aws_efs_access_point" "whole" { # want fail "whole file system"
  file_system_id = "fs-1"
  posix_user {
    uid = 1000
    gid = 1000
  }
}
resource "aws_lambda_function" "whole" {
  function_name = "whole"
  role          = "arn:aws:iam::111122223333:role/r"
  file_system_config {
    arn              = aws_efs_access_point.whole.arn
    local_mount_path = "/mnt/x"
  }
}

resource "aws_efs_access_point" "anyone" { # want fail "chooses who it is"
  file_system_id = "fs-1"
  root_directory { path = "/orders" }
}
resource "aws_lambda_function" "anyone" {
  function_name = "anyone"
  role          = "arn:aws:iam::111122223333:role/r"
  file_system_config {
    arn              = aws_efs_access_point.anyone.arn
    local_mount_path = "/mnt/x"
  }
}

resource "aws_efs_access_point" "root" { # want fail "is root there"
  file_system_id = "fs-1"
  root_directory { path = "/orders" }
  posix_user {
    uid = 0
    gid = 0
  }
}
resource "aws_lambda_function" "root" {
  function_name = "root"
  role          = "arn:aws:iam::111122223333:role/r"
  file_system_config {
    arn              = aws_efs_access_point.root.arn
    local_mount_path = "/mnt/x"
  }
}

resource "aws_efs_access_point" "handed" { # want unknown
  file_system_id = "fs-1"
  root_directory { path = var.path }
  posix_user {
    uid = 1000
    gid = 1000
  }
}
resource "aws_lambda_function" "handed" {
  function_name = "handed"
  role          = "arn:aws:iam::111122223333:role/r"
  file_system_config {
    arn              = aws_efs_access_point.handed.arn
    local_mount_path = "/mnt/x"
  }
}

resource "aws_efs_access_point" "unused" { # want fail "(info)"
  file_system_id = "fs-1"
}
