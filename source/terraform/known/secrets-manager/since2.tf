# Since 2.0 a password that is made up is only written, and never stands in the
# state.

locals {
  plain      = var.secret_string
  write_only = var.create_random_password ? ephemeral.random_password.this[0].result : var.secret_string_wo
}

ephemeral "random_password" "this" {
  count = var.create && var.create_random_password ? 1 : 0
}

variable "secret_string_wo" { default = null }
