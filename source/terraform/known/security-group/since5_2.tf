# Since 5.2 prefix lists that are given for all rules are in none that has ranges
# of its own.

locals {
  ingress_lists = null
  egress_lists  = null
}
