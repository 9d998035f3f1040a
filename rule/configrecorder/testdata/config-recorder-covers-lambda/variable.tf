variable "types" {
  type = list(string)
}

resource "aws_config_configuration_recorder" "this" { # want unknown "resource_types"
  role_arn = "arn:aws:iam::111122223333:role/config"
  recording_group {
    all_supported  = false
    resource_types = var.types
  }
}

