# Since 5.30 it takes a word to put a trust policy of the call in the place of the
# own one.

locals {
  custom  = var.create_custom_role_trust_policy
  trusted = compact(distinct(concat(["sts:AssumeRole"], var.trusted_role_actions)))
}

variable "trusted_role_actions" { default = ["sts:AssumeRole", "sts:TagSession"] }
