# Before 7.0 a prefix was taken as it is.

locals {
  name_prefix = local.bare
}
