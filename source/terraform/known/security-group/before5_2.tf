# Before 5.2 prefix lists that are given for all rules are in those too that have
# ranges of their own.

locals {
  ingress_lists = var.ingress_prefix_list_ids
  egress_lists  = var.egress_prefix_list_ids
}
