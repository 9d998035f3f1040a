# Before 2.0 a secure value stands in the state.

locals {
  secure     = local.value
  write_only = null
}
