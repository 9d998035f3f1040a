# Since 2.0 a secure value is only written, and never stands in the state.

locals {
  secure     = null
  write_only = local.value
}
