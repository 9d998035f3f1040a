# Before 5.30 a trust policy of the call took the place of the own one.

locals {
  custom  = var.custom_role_trust_policy != ""
  trusted = compact(distinct(concat(["sts:AssumeRole"], var.trusted_role_actions)))
}

variable "trusted_role_actions" { default = ["sts:AssumeRole", "sts:TagSession"] }
