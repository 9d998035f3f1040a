# Since 7.0 a hyphen stands between the prefix of a name and what is made up.

locals {
  name_prefix = "${local.bare}-"
}
