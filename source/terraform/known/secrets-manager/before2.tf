# Before 2.0 a password that is made up stands in the state.

locals {
  plain      = var.create_random_password ? random_password.this[0].result : var.secret_string
  write_only = null
}

resource "random_password" "this" {
  count = var.create && var.create_random_password ? 1 : 0
}
