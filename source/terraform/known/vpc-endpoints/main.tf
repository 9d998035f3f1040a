# terraform-aws-modules/vpc/aws//modules/vpc-endpoints: endpoints, and a security
# group for them if asked for.

locals {
  made   = { for key, e in var.endpoints : key => e if var.create && try(e.create, true) }
  type   = { for key, e in local.made : key => try(e.service_type, "Interface") }
  groups = concat(var.security_group_ids, var.create && var.create_security_group ? [aws_security_group.this[0].id] : [])
}

data "aws_vpc_endpoint_service" "this" {
  for_each = local.made
}

resource "aws_vpc_endpoint" "this" {
  for_each = local.made
  region   = var.region

  vpc_id              = var.vpc_id
  service_name        = try(each.value.service_endpoint, data.aws_vpc_endpoint_service.this[each.key].service_name)
  service_region      = try(each.value.service_region, null)
  vpc_endpoint_type   = local.type[each.key]
  policy              = try(each.value.policy, null)
  private_dns_enabled = local.type[each.key] == "Interface" ? try(each.value.private_dns_enabled, null) : null
  subnet_ids          = local.type[each.key] == "Interface" ? distinct(concat(var.subnet_ids, try(each.value.subnet_ids, []))) : null
  security_group_ids  = local.type[each.key] == "Interface" ? try(coalescelist(distinct(concat(local.groups, try(each.value.security_group_ids, [])))), null) : null
  route_table_ids     = local.type[each.key] == "Gateway" ? try(each.value.route_table_ids, null) : null
  tags                = merge(var.tags, { Name = replace(each.key, ".", "-") }, try(each.value.tags, {}))
}

resource "aws_security_group" "this" {
  count  = var.create && var.create_security_group ? 1 : 0
  region = var.region

  name        = var.security_group_name
  name_prefix = var.security_group_name_prefix
  description = var.security_group_description
  vpc_id      = var.vpc_id
  tags        = merge(var.tags, var.security_group_tags, { Name = try(coalesce(var.security_group_name, var.security_group_name_prefix), "") })
}

resource "aws_security_group_rule" "this" {
  for_each = { for key, r in var.security_group_rules : key => r if var.create && var.create_security_group }
  region   = var.region

  security_group_id        = aws_security_group.this[0].id
  type                     = try(each.value.type, "ingress")
  protocol                 = try(each.value.protocol, "tcp")
  from_port                = try(each.value.from_port, 443)
  to_port                  = try(each.value.to_port, 443)
  cidr_blocks              = try(each.value.cidr_blocks, null)
  ipv6_cidr_blocks         = try(each.value.ipv6_cidr_blocks, null)
  prefix_list_ids          = try(each.value.prefix_list_ids, null)
  self                     = try(each.value.self, null)
  source_security_group_id = try(each.value.source_security_group_id, null)
}

output "endpoints" { value = aws_vpc_endpoint.this }
output "security_group_arn" { value = try(aws_security_group.this[0].arn, null) }
output "security_group_id" { value = try(aws_security_group.this[0].id, null) }

variable "create" { default = true }
variable "region" { default = null }
variable "vpc_id" { default = null }
variable "endpoints" { default = {} }
variable "security_group_ids" { default = [] }
variable "subnet_ids" { default = [] }
variable "tags" { default = {} }
variable "create_security_group" { default = false }
variable "security_group_name" { default = null }
variable "security_group_name_prefix" { default = null }
variable "security_group_description" { default = null }
variable "security_group_rules" { default = {} }
variable "security_group_tags" { default = {} }

# What changes nothing of what is read.

variable "timeouts" {}
