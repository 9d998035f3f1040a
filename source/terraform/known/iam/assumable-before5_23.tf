# Before 5.23 those who are trusted could do what the call said and no more.

locals {
  custom  = var.custom_role_trust_policy != ""
  trusted = var.trusted_role_actions
}

variable "trusted_role_actions" { default = ["sts:AssumeRole"] }
